#pragma once
#include "core/sources/own_profiles.h"

namespace qd::session {

/// A profile as it was saved, and what stood before.
struct KeptProfile {
    int version = 1; ///< that is in force now; the same as before where the profile says nothing new
    std::string before; ///< the setting of before, for setOwnProfiles()
    std::string after; ///< and as it is now
};

/// Saves a profile of the user's own as the next version of its name, with an entry in the audit log: one action.
/// Errors as sources::withProfile(). `by` is who saves it; the current user where empty.
[[nodiscard]] Result<KeptProfile> keepProfile(
    store::Workspace &workspace, const sources::Profile &profile, const std::string &by = {});

/// Sets all profiles as undo does, to the text of a KeptProfile.
[[nodiscard]] Result<void> setOwnProfiles(store::Workspace &workspace, const std::string &text);

} // namespace qd::session
