#pragma once
#include "core/base/currency.h"
#include "core/base/result.h"
#include "core/scenario/lever.h"

namespace qd::scenario {

/// Two scenarios in one month, each figure rounded to the minor unit before it is compared.
struct MonthDifference {
    Month month;
    std::int64_t baseArr = 0; ///< closing ARR of all segments, minor units
    std::int64_t otherArr = 0;
    std::int64_t baseCost = 0; ///< of the team that month
    std::int64_t otherCost = 0;
    double requiredFte = 0; ///< other less base
    double availableFte = 0;
};

/// What one changed value does to closing ARR, month by month.
struct LeverDifference {
    Message name; ///< leverName(): "Enterprise: annual_churn", "hires in 2027-03", "ramp"; or "segment Partner"
    Lever lever; ///< key "segment" for a segment that comes or goes
    std::optional<double> from = std::nullopt; ///< its value in the base; nothing for lists
    std::optional<double> to = std::nullopt;
    std::vector<std::int64_t> arr; ///< minor units, by month
    std::vector<std::int64_t> cost;

    /// Over all months; that of compare() fits.
    [[nodiscard]] std::int64_t wholeCost() const;
};

/// Two scenarios compared over the months both have. In every month, to the minor unit,
/// baseArr + sum over levers of arr = otherArr, and the same of cost.
struct Difference {
    std::vector<MonthDifference> months;
    std::vector<LeverDifference> levers; ///< in the order applied; only values that differ
};

/// The difference `other` less `base`. By lever: the values of `other` are put into `base` one after another and stay:
/// thresholds, segments that come or go, then segment by segment logos, arr, churn, logo churn, contraction, expansion,
/// price, new customers, their value, hours, the limit of customers; then fte, annual cost, hires by month, leavers by
/// month, hours a month, utilisation, ramp, elasticity. What two levers do together counts with the later one.
/// InvalidArgument when they do not start in the same month; Overflow when ARR is beyond what an amount can hold.
[[nodiscard]] Result<Difference> compare(
    const CompleteScenario &base, const CompleteScenario &other, Currency currency);

} // namespace qd::scenario
