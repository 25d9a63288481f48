#pragma once
#include "core/scenario/scenario.h"

#include <algorithm>
#include <cmath>

namespace qd::scenario {

/// Monthly rate of an annual loss: 1 - (1 - x)^(1/12), x in 0..1.
[[nodiscard]] inline double monthlyLoss(double annual)
{
    return 1 - std::pow(1 - annual, 1.0 / 12);
}
/// Monthly rate of annual growth: (1 + x)^(1/12) - 1, x >= 0.
[[nodiscard]] inline double monthlyGrowth(double annual)
{
    return std::pow(1 + annual, 1.0 / 12) - 1;
}

/// A factor so large that any loss becomes total; finite, so that a loss of 0 stays 0.
inline constexpr double TotalOverload = 1e300;

/// How much more is lost while the team is overloaded: 1 + overloadElasticity x max(0, u - 1), u = `required` FTE of
/// last month over `available`. Without anybody available it is TotalOverload; without work to do 1.
[[nodiscard]] inline double overloadFactor(const CompleteScenario &scenario, double required, double available)
{
    const double elasticity = scenario.overloadElasticity;
    const double excess = std::max(0.0, required / available - 1); // 0 / 0 is no excess either
    return elasticity > 0 ? std::min(TotalOverload, 1 + elasticity * excess) : 1.0;
}

/// c' = min(1, c x factor).
[[nodiscard]] inline double strainedLoss(double monthly, double factor)
{
    return std::min(1.0, monthly * factor);
}

/// One segment's month in the order of CONTRACT: churn, then contraction of the rest, then expansion of that rest.
struct MonthStep {
    double churn;
    double contraction;
    double expansion;
    double added;
    double closing;
};

[[nodiscard]] inline MonthStep monthStep(
    double opening, double churn, double contraction, double expansion, double added)
{
    MonthStep step;
    step.churn = opening * churn;
    step.contraction = (opening - step.churn) * contraction;
    const double kept = opening - step.churn - step.contraction;
    step.expansion = kept * expansion;
    step.added = added;
    step.closing = kept + step.expansion + added;
    return step;
}

} // namespace qd::scenario
