#include "core/session/own_profiles.h"

#include "core/store/audit.h"
#include "core/store/failure.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

#include <algorithm>

namespace qd::session {

namespace {

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

/// What the log says stands under a name: its version; nothing without one.
std::optional<std::string> inWords(const std::vector<sources::OwnProfile> &profiles, const std::string &name)
{
    const auto own = std::ranges::find(profiles, name, &sources::OwnProfile::name);
    if (own == profiles.end())
        return std::nullopt;
    return "version " + std::to_string(own->versions.back().version) + ": " + own->versions.back().text;
}

} // namespace

Result<KeptProfile> keepProfile(store::Workspace &workspace, const sources::Profile &profile, const std::string &by)
{
    try {
        store::WriteTransaction transaction(workspace, "save profile");
        KeptProfile kept{1, workspace.setting(sources::OwnProfilesSetting).value_or(std::string()), {}};
        const auto before = sources::ownProfilesFrom(kept.before);
        const auto after = sources::withProfile(before, profile, by.empty() ? store::currentUser() : by, now());
        if (!after)
            return after.error();
        kept.after = sources::textOf(*after);
        kept.version = std::ranges::find(*after, profile.name, &sources::OwnProfile::name)->versions.back().version;
        if (kept.after != kept.before) {
            workspace.setSetting(sources::OwnProfilesSetting, kept.after);
            store::recordChange(
                workspace, "save profile", profile.name, inWords(before, profile.name), inWords(*after, profile.name));
        }
        transaction.commit();
        return kept;
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
}

Result<void> setOwnProfiles(store::Workspace &workspace, const std::string &text)
{
    try {
        store::WriteTransaction transaction(workspace, "save profile");
        const std::string before = workspace.setting(sources::OwnProfilesSetting).value_or(std::string());
        workspace.setSetting(sources::OwnProfilesSetting, text);
        store::recordChange(workspace, "set profiles", sources::OwnProfilesSetting, before, text);
        transaction.commit();
        return {};
    } catch (const store::Failure &failure) {
        return store::describe(failure);
    }
}

} // namespace qd::session
