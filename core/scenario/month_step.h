#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

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

/// How much more is lost while the team is overloaded: 1 + elasticity x max(0, u - 1). `required` FTE of last month
/// stand against `available`; without anybody the factor is infinite unless elasticity is 0.
[[nodiscard]] inline double overloadFactor(double elasticity, double required, double available)
{
    if (elasticity <= 0 || required <= available)
        return 1;
    if (available <= 0)
        return std::numeric_limits<double>::infinity();
    return 1 + elasticity * (required / available - 1);
}

/// c' = min(1, c x factor); a rate of 0 stays 0 whatever the factor.
[[nodiscard]] inline double strainedLoss(double monthly, double factor)
{
    return monthly <= 0 ? 0 : std::min(1.0, monthly * factor);
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
