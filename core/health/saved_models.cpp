#include "core/health/saved_models.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace qd::health {

namespace {

constexpr std::string_view ByVersion = "version:";

} // namespace

const char *toString(ModelState state)
{
    static constexpr const char *Names[] = {"draft", "proposed", "approved", "withdrawn"};
    return Names[std::size_t(state)];
}

std::string SavedHealthModel::title() const
{
    return name + " version " + std::to_string(version);
}

std::optional<Date> SavedHealthModel::reviewDue() const
{
    if (state != ModelState::Approved || !inForceFrom || retiredOn)
        return std::nullopt;
    return std::max(*inForceFrom, reviewedOn.value_or(*inForceFrom)).plusMonths(ReviewMonths);
}

Result<HealthModel> modelOf(const SavedHealthModel &version)
{
    auto model = healthModelFromText(version.body);
    if (!model)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Health", "The saved health model %1 cannot be used. %2"),
                {version.title(), Sentences(model.error().message)}}};
    return model;
}

Result<SavedHealthModel> savedModelNamed(const std::vector<SavedHealthModel> &versions, const std::string &text)
{
    if (text.starts_with(ByVersion)) {
        for (const SavedHealthModel &each : versions) {
            if (std::to_string(each.version) == text.substr(ByVersion.size()))
                return each;
        }
    }
    std::vector<std::string> names;
    for (const SavedHealthModel &each : lastOfEachName(versions)) {
        if (each.name == text)
            return each;
        names.push_back(each.name);
    }
    if (names.empty())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Health", "There is no file and no saved health model %1; none is saved yet."), {text}}, {text}};
    return Error{ErrorCode::NotFound,
        {QD_WORDS(
             "Health", "There is no file and no saved health model %1. Saved are: %2, and version:1 to version:%3."),
            {text, joined(names, ", "), std::to_string(versions.back().version)}},
        {text}};
}

std::vector<SavedHealthModel> lastOfEachName(const std::vector<SavedHealthModel> &versions)
{
    std::map<std::string, const SavedHealthModel *> last;
    for (const SavedHealthModel &each : versions) {
        if (each.state != ModelState::Withdrawn)
            last[each.name] = &each;
    }
    std::vector<SavedHealthModel> found;
    for (const auto &[name, version] : last)
        found.push_back(*version);
    return found;
}

} // namespace qd::health
