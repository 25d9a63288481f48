#pragma once
#include "core/base/message.h"
#include "core/scenario/lever.h"

namespace qd::scenario {

/// What people call a lever, once, for the board, the tornado, the difference by lever and the pack; its name in files
/// and commands is leverName().

/// "Churn, a year"; "Hires, Mar 2027"; "Enterprise from an ARR of".
[[nodiscard]] Message leverTitle(const Lever &lever);
/// "Enterprise churn", "Enterprise threshold", "Hires, Mar 2027", "Segment Partner": where no heading says its segment.
[[nodiscard]] Message leverShortName(const Lever &lever);

} // namespace qd::scenario
