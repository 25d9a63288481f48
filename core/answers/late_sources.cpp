#include "core/answers/late_sources.h"

#include "core/store/import_batches.h"

#include <algorithm>

namespace qd::answers {

namespace {

/// The oldest first.
void keepLate(std::vector<sources::SourceFreshness> &sources)
{
    std::erase_if(sources, [](const sources::SourceFreshness &source) { return !source.ageDays || !source.late(); });
    std::ranges::stable_sort(sources, std::ranges::greater(),
        [](const sources::SourceFreshness &source) { return source.ageDays.value_or(0); });
}

} // namespace

SourceAges sourceAges(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, std::optional<Date> asOf)
{
    SourceAges ages;
    if (const auto source = portfolio.systemOfRecord())
        ages.arrSource = source->name;
    std::vector<sources::SourceState> states;
    std::optional<Date> latest;
    for (const sources::KnownSource &source : sources::knownSources(workspace)) {
        states.push_back({source.name, source.kind, source.asOf, {}});
        if (const auto day = Date::fromIso(source.asOf))
            latest = std::max(latest.value_or(*day), *day);
    }
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        const auto state = std::ranges::find(states, batch.source, &sources::SourceState::name);
        if (state != states.end() && !batch.undone)
            state->entities.push_back({batch.entity, batch.counts.accepted + batch.counts.unchanged, 0});
    }
    ages.day = asOf ? asOf : latest;
    if (ages.day)
        ages.sources = sources::freshnessOn(
            states, *ages.day, [&portfolio](const std::string &key) { return portfolio.setting(key); });
    return ages;
}

std::vector<sources::SourceFreshness> lateSources(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, std::optional<Date> asOf)
{
    return lateSources(sourceAges(workspace, portfolio, asOf));
}

std::vector<sources::SourceFreshness> lateSources(const SourceAges &ages)
{
    std::vector<sources::SourceFreshness> late = ages.sources;
    keepLate(late);
    return late;
}

std::vector<sources::SourceFreshness> lateBehind(const SourceAges &ages, const RestOn &on)
{
    std::vector<std::string> names;
    if (on.arr)
        names.push_back(ages.arrSource);
    if (on.health) {
        for (const sources::SourceFreshness &source : lateBehindHealth(ages.sources))
            names.push_back(source.name);
    }
    return lateBehind(ages.sources, names, on.entities);
}

std::vector<sources::SourceFreshness> lateBehind(const std::vector<sources::SourceFreshness> &sources,
    const std::vector<std::string> &names, const std::vector<std::string> &entities)
{
    std::vector<sources::SourceFreshness> late;
    for (const sources::SourceFreshness &source : sources) {
        const bool has = std::ranges::any_of(entities, [&](const std::string &entity) {
            return std::ranges::find(source.entities, entity) != source.entities.end();
        });
        if (has || std::ranges::find(names, source.name) != names.end())
            late.push_back(source);
    }
    keepLate(late);
    return late;
}

std::vector<sources::SourceFreshness> lateBehindHealth(const std::vector<sources::SourceFreshness> &sources)
{
    const std::string given = "health_scores";
    const bool isGiven = std::ranges::any_of(sources, [&](const sources::SourceFreshness &source) {
        return std::ranges::find(source.entities, given) != source.entities.end();
    });
    return lateBehind(sources, {},
        isGiven ? std::vector{given} : std::vector<std::string>{"usage", "tickets", "surveys", "activities"});
}

Message sentence(const sources::SourceFreshness &source)
{
    const Count days{source.ageDays.value_or(0)};
    if (source.tooOld())
        return {
            QD_WORDS_N("Briefing", "%1 is %2 days behind, more than the %3 after which its figures should not be used.",
                "%1 is %2 day behind, more than the %3 after which its figures should not be used."),
            {source.name, days, std::to_string(source.limits.error)}};
    return {QD_WORDS_N("Briefing", "%1 is %2 days behind.", "%1 is %2 day behind."), {source.name, days}};
}

} // namespace qd::answers
