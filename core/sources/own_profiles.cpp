#include "core/sources/own_profiles.h"

#include "core/base/text.h"
#include "core/sources/profile_text.h"
#include "core/sources/recognise.h"

#include <QCryptographicHash>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sources {

namespace {

using Json = nlohmann::ordered_json;

std::string textAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<ProfileVersion> versionsFrom(const Json &list)
{
    std::vector<ProfileVersion> versions;
    for (const Json &each : list) {
        if (!each.is_object() || textAt(each, "text").empty())
            continue;
        versions.push_back({int(versions.size()) + 1, textAt(each, "by"), textAt(each, "at"), textAt(each, "text")});
    }
    return versions;
}

Result<void> checkName(const std::string &name)
{
    const auto refused = [&name](const MessageWords &words) {
        return Error{ErrorCode::InvalidArgument, {words, {name}}, {name}};
    };
    if (trimmed(name).empty() || trimmed(name) != name)
        return refused(QD_WORDS("Sources", "A profile needs a name without blanks around it; nothing was saved."));
    if (lowered(name).ends_with(".json"))
        return refused(QD_WORDS("Sources", "\"%1\" is the name of a file; leave out .json. Nothing was saved."));
    const auto &known = knownProfiles();
    if (std::ranges::any_of(known, [&name](const auto &profile) { return equalsIgnoringCase(profile->name, name); }))
        return refused(QD_WORDS(
            "Sources", "There is a profile \"%1\" in the program; give yours another name. Nothing was saved."));
    return {};
}

} // namespace

std::vector<OwnProfile> ownProfilesFrom(std::string_view text)
{
    std::vector<OwnProfile> profiles;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return profiles;
    for (const Json &each : list) {
        if (!each.is_object() || !each.contains("versions") || !each["versions"].is_array())
            continue;
        OwnProfile own{textAt(each, "name"), versionsFrom(each["versions"])};
        if (!own.name.empty() && !own.versions.empty())
            profiles.push_back(std::move(own));
    }
    return profiles;
}

std::string textOf(const std::vector<OwnProfile> &profiles)
{
    if (profiles.empty())
        return {};
    Json list = Json::array();
    for (const OwnProfile &own : profiles) {
        Json versions = Json::array();
        for (const ProfileVersion &version : own.versions)
            versions.push_back({{"by", version.by}, {"at", version.at}, {"text", version.text}});
        list.push_back({{"name", own.name}, {"versions", versions}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<OwnProfile> ownProfiles(const store::Workspace &workspace)
{
    return ownProfilesFrom(workspace.setting(OwnProfilesSetting).value_or(std::string()));
}

Profile sealed(Profile profile)
{
    profile.digest = {};
    const QByteArray text = QByteArray::fromStdString(profileText(profile));
    profile.digest = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().toStdString();
    for (Profile &part : profile.also)
        part.digest = profile.digest;
    return profile;
}

Result<Profile> profileOf(const OwnProfile &own, const ProfileVersion &version)
{
    auto profile = profileFromJson(version.text, own.name);
    return profile ? Result<Profile>(sealed(std::move(*profile))) : profile;
}

Result<std::vector<OwnProfile>> withProfile(
    std::vector<OwnProfile> profiles, const Profile &saved, const std::string &by, const std::string &at)
{
    if (auto fine = checkName(saved.name); !fine)
        return fine.error();
    const std::string text = profileText(saved);
    if (auto readable = profileFromJson(text, saved.name); !readable)
        return readable.error();
    auto own = std::ranges::find(profiles, saved.name, &OwnProfile::name);
    if (own == profiles.end()) {
        const auto place = std::ranges::lower_bound(profiles, saved.name, {}, &OwnProfile::name);
        own = profiles.insert(place, {saved.name, {}});
    }
    if (own->versions.empty() || own->versions.back().text != text)
        own->versions.push_back({int(own->versions.size()) + 1, by, at, text});
    return profiles;
}

std::vector<std::shared_ptr<const Profile>> profilesOf(const store::Workspace &workspace)
{
    std::vector<std::shared_ptr<const Profile>> all;
    for (const OwnProfile &own : ownProfiles(workspace)) {
        if (auto profile = profileOf(own, own.versions.back()))
            all.push_back(std::make_shared<const Profile>(std::move(*profile)));
    }
    all.insert(all.end(), knownProfiles().begin(), knownProfiles().end());
    return all;
}

} // namespace qd::sources
