#pragma once
#include "core/reconcile/reconciliation.h"

#include <string_view>

namespace qd::reconcile {

/// What people call the things of this room, once, for pages, packs and charts; a window translates the words
/// (ui/paint/words.h). Ids in files and JSON are toString().

/// "Monthly as annual", "Not converted" ...
[[nodiscard]] const char *nameOf(Cause cause);
/// "Only in right", "Amount" ...
[[nodiscard]] const char *nameOf(BreakType type);
/// "To fix" of "to_fix", one of breakStates(); "Open" of any other.
[[nodiscard]] const char *stateName(std::string_view state);

} // namespace qd::reconcile
