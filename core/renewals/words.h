#pragma once
#include "core/renewals/exceptions.h"
#include "core/renewals/open_ended.h"

namespace qd::renewals {

/// What people call the things of this room, once, for pages, packs and charts; a window translates the words
/// (ui/paint/words.h). Ids in files and JSON are toString().

/// "No opportunity", "Closes after expiry" ...
[[nodiscard]] const char *nameOf(Exception exception);
/// What to do about it: "Create a renewal opportunity" ...
[[nodiscard]] const char *remedyFor(Exception exception);
/// "Renewed", "Pending", "Lost".
[[nodiscard]] const char *nameOf(RenewalState state);
/// "Month to month", "Evergreen".
[[nodiscard]] const char *nameOf(OpenEnded kind);

} // namespace qd::renewals
