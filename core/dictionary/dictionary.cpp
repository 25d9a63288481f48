#include "core/dictionary/dictionary.h"

#include "core/base/text.h"
#include "core/dictionary/dictionary_store.h"
#include "core/dictionary/shipped_definitions.h"

#include <algorithm>
#include <tuple>

namespace qd::dictionary {

namespace {

auto placeOf(const DefinitionVersion &each)
{
    return std::tie(each.definition.metric, each.version);
}

} // namespace

Dictionary Dictionary::read(const store::Workspace &workspace)
{
    return {keptVersions(workspace), keptConflicts(workspace)};
}

Dictionary::Dictionary(std::vector<DefinitionVersion> kept, std::vector<Conflict> conflicts)
    : m_versions(std::move(kept))
    , m_conflicts(std::move(conflicts))
{
    m_versions.insert(m_versions.end(), shippedDefinitions().begin(), shippedDefinitions().end());
    // stable: of equals the kept one comes first and stays
    std::ranges::stable_sort(
        m_versions, [](const DefinitionVersion &a, const DefinitionVersion &b) { return placeOf(a) < placeOf(b); });
    const auto doubles = std::ranges::unique(
        m_versions, [](const DefinitionVersion &a, const DefinitionVersion &b) { return placeOf(a) == placeOf(b); });
    m_versions.erase(doubles.begin(), doubles.end());
    std::ranges::sort(m_conflicts,
        [](const Conflict &a, const Conflict &b) { return std::tie(a.metric, a.team) < std::tie(b.metric, b.team); });
}

std::vector<std::string> Dictionary::metrics() const
{
    std::vector<std::string> ids;
    for (const DefinitionVersion &each : m_versions) {
        if (ids.empty() || ids.back() != each.definition.metric)
            ids.push_back(each.definition.metric);
    }
    return ids;
}

std::vector<DefinitionVersion> Dictionary::versionsOf(std::string_view metric) const
{
    std::vector<DefinitionVersion> found;
    for (const DefinitionVersion &each : m_versions) {
        if (each.definition.metric == metric)
            found.push_back(each);
    }
    return found;
}

const DefinitionVersion *Dictionary::latest(std::string_view metric) const
{
    const DefinitionVersion *found = nullptr;
    for (const DefinitionVersion &each : m_versions) {
        if (each.definition.metric == metric)
            found = &each;
    }
    return found;
}

const DefinitionVersion *Dictionary::inForce(std::string_view metric, Date day) const
{
    const DefinitionVersion *found = nullptr;
    for (const DefinitionVersion &each : m_versions) {
        const bool wasApproved =
            each.status == DefinitionStatus::Approved || (each.status == DefinitionStatus::Retired && each.retiredOn);
        if (each.definition.metric == metric && wasApproved && each.definition.inForceFrom.value_or(day) <= day
            && (!each.retiredOn || day < *each.retiredOn))
            found = &each;
    }
    return found;
}

Result<std::string> Dictionary::metricNamed(const std::string &text) const
{
    const std::string id = text.substr(0, text.find(':'));
    if (latest(id))
        return id;
    const std::vector<std::string> ids = metrics();
    const std::string close = nearest(lowered(id), ids);
    return Error{ErrorCode::InvalidArgument,
        {close.empty() ? QD_WORDS("Dictionary", "The dictionary has no metric \"%1\". It has: %2.")
                       : QD_WORDS("Dictionary", "The dictionary has no metric \"%1\"; did you mean %3?"),
            {text, joined(ids, ", "), close}},
        {text}};
}

int Dictionary::openCriticalConflicts() const
{
    return int(
        std::ranges::count_if(m_conflicts, [](const Conflict &each) { return each.critical && !each.resolved; }));
}

} // namespace qd::dictionary
