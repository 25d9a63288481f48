#include "core/lifecycle/lifecycle_settings.h"

#include "core/base/text.h"
#include "core/store/settings.h"

namespace qd::lifecycle {

int LifecycleSettings::placeOf(std::string_view stage) const
{
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (equalsIgnoringCase(stages[i].name, stage))
            return int(i);
    }
    return -1;
}

Result<LifecycleSettings> LifecycleSettings::read(const store::Workspace &workspace)
{
    const auto stored = store::storedSettings(workspace);
    for (const auto &[key, value] : stored) {
        if (!key.starts_with("ttv.") && !key.starts_with("lifecycle."))
            continue;
        if (const auto fine = store::checkSetting(key, value); !fine)
            return Error{ErrorCode::BadData, fine.error().message, fine.error().arguments};
    }
    const auto set = [&](const char *key) {
        const auto found = stored.find(key);
        return found == stored.end() ? std::string() : found->second;
    };
    LifecycleSettings settings;
    const std::string clock = set("ttv.clock");
    settings.clock = clock == "close" ? Clock::Close : clock == "kickoff" ? Clock::Kickoff : Clock::Contract;
    if (const std::string milestone(trimmed(set("ttv.milestone"))); !milestone.empty())
        settings.milestone = milestone;
    if (const auto names = store::stageNamesSetting(set("lifecycle.stages"))) {
        for (const std::string &name : *names)
            settings.stages.push_back({name});
    }
    for (const auto &[key, value] : stored) {
        const auto stage = store::stageOfSlaSetting(key);
        const int place = stage ? settings.placeOf(*stage) : -1;
        if (place >= 0)
            settings.stages[std::size_t(place)].slaDays = store::slaDaysSetting(value);
    }
    return settings;
}

} // namespace qd::lifecycle
