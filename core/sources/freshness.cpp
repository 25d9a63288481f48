#include "core/sources/freshness.h"

#include "core/store/settings.h"

namespace qd::sources {

FreshnessLimits freshnessLimits(const std::string &kind, const std::string &setting)
{
    if (const auto stated = store::freshnessSetting(setting))
        return {stated->first, stated->second};
    if (kind == "people" || kind == "finance")
        return {31, 62};
    return kind == "survey" ? FreshnessLimits{14, 30} : FreshnessLimits{};
}

std::vector<SourceFreshness> freshnessOn(
    const std::vector<SourceState> &sources, Date day, const std::function<std::string(const std::string &)> &settingOf)
{
    std::vector<SourceFreshness> result;
    for (const SourceState &source : sources) {
        SourceFreshness state{source.name, source.kind, Date::fromIso(source.asOf), {},
            freshnessLimits(source.kind, settingOf("freshness." + source.name)), 0};
        if (state.asOf)
            state.ageDays = daysBetween(*state.asOf, day);
        for (const EntityCount &count : source.entities) {
            state.rows += count.rows;
            if (count.rows > 0)
                state.entities.push_back(count.entity);
        }
        result.push_back(std::move(state));
    }
    return result;
}

} // namespace qd::sources
