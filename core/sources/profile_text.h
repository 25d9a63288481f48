#pragma once
#include "core/sources/profile.h"

namespace qd::sources {

/// A profile as the JSON file it could have been read from (docs/profiles.md): profileFromJson() of it is the same
/// profile, apart from its digest.
[[nodiscard]] std::string profileText(const Profile &profile);

} // namespace qd::sources
