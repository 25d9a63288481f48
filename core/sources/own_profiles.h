#pragma once
#include "core/sources/profile.h"
#include "core/store/workspace.h"

#include <memory>

namespace qd::sources {

/// A profile of the user's own as it was saved once.
struct ProfileVersion {
    int version = 1;
    std::string by; ///< who saved it
    std::string at; ///< UTC, ISO 8601 to the second
    std::string text; ///< its JSON
};

/// A profile of the user's own with all its versions, kept in the workspace; the last one is in force.
struct OwnProfile {
    std::string name;
    std::vector<ProfileVersion> versions; ///< oldest first, never empty
};

/// The setting they are kept in.
inline constexpr const char *OwnProfilesSetting = "sources.profiles";

/// As the setting has them, by name; what is none is left out.
[[nodiscard]] std::vector<OwnProfile> ownProfilesFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<OwnProfile> &profiles);
[[nodiscard]] std::vector<OwnProfile> ownProfiles(const store::Workspace &workspace);

/// The profile with the digest of its text, by which a file that it read before is known.
[[nodiscard]] Profile sealed(Profile profile);
/// The profile of a version, sealed. BadData where its text is none.
[[nodiscard]] Result<Profile> profileOf(const OwnProfile &own, const ProfileVersion &version);

/// `profiles` with `saved` as the next version of the one of its name. What the last version says already makes none.
/// InvalidArgument for a name that is empty, has a blank at an end, ends in .json, or is that of a shipped profile.
[[nodiscard]] Result<std::vector<OwnProfile>> withProfile(
    std::vector<OwnProfile> profiles, const Profile &saved, const std::string &by, const std::string &at);

/// All profiles a file of the workspace may match, in the order they are tried: its own in their last versions, by
/// name, then knownProfiles().
[[nodiscard]] std::vector<std::shared_ptr<const Profile>> profilesOf(const store::Workspace &workspace);

} // namespace qd::sources
