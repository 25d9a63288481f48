#pragma once
#include "core/scenario/projection.h"

namespace qd::scenario {

/// What the hires of a scenario cost and what they keep, against the same scenario without them. Money in major units.
struct HiringPlan {
    double hiredFte = 0; ///< within the horizon
    double cost = 0; ///< of the hires over the horizon, from the month each joins
    double arrKept = 0; ///< closing ARR after the last month, with less without
    double revenueKept = 0; ///< sum over months of that month's ARR kept / 12
    std::optional<double> peakUtilisation; ///< with the hires; nothing when somebody is needed and nobody available
    std::optional<double> peakUtilisationWithout;
    std::optional<Month>
        paidBack; ///< first month by whose end revenue kept has covered the cost; nothing if it does not

    /// Revenue kept less cost.
    [[nodiscard]] double net() const { return revenueKept - cost; }
};

/// With an overload elasticity of 0 hires keep nothing, since nothing is said to be lost without them. The plan without
/// hires keeps its leavers. O(months x segments).
[[nodiscard]] HiringPlan hiringPlan(const CompleteScenario &scenario);

} // namespace qd::scenario
