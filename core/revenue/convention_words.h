#pragma once
#include "core/revenue/conventions.h"

namespace qd::revenue {

/// What people call the parts of a convention, for the context "Words" (ui/paint/words.h).
/// "Point to point" of "point"; "Flow" of "movement" and of any text that is no rule.
[[nodiscard]] const char *ruleName(std::string_view rule);
/// "customers", "parents".
[[nodiscard]] const char *nameOf(Grain grain);
/// Whose exchange rates: "the end's" of constant, "the start's", "each day's".
[[nodiscard]] const char *nameOf(WindowFx fx);

} // namespace qd::revenue
