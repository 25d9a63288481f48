#pragma once
#include "core/scenario/lever.h"

namespace qd::scenario {

/// What to reach and by which lever.
struct Goal {
    Lever lever;
    Outcome outcome = Outcome::Nrr;
    double target = 0;
    std::optional<Month> from = std::nullopt; ///< PeakUtilisation only: months before it do not count
};

struct GoalAnswer {
    double value = 0; ///< of the lever
    double reached = 0; ///< outcome there; the target to twelve digits
    CompleteScenario scenario; ///< with the lever set
};

/// The lever value within leverRange() that gives the target, by bracketing (TOMS 748); the outcome must lie on either
/// side of the target at the two ends. "Hires" are rounded up to whole people, so that `reached` may better the target.
/// InvalidArgument with a sentence that tells what the ends of the range give when the target is out of reach, when the
/// lever changes nothing, or when the outcome or lever does not exist.
[[nodiscard]] Result<GoalAnswer> seek(const CompleteScenario &scenario, const Goal &goal);

} // namespace qd::scenario
