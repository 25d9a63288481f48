#pragma once
#include "core/scenario/projection.h"

namespace qd::scenario {

/// What a table says of one month of a projection, rounded as it is printed: ARR and cost to whole units of money,
/// utilisation to a tenth of a percent.
struct MonthFigures {
    double arr = 0; ///< closing, all segments
    std::optional<double> utilisation; ///< nothing without anybody available or needed
    double cost = 0; ///< of the month
};

/// Two projections side by side in one month. Differences are those of the rounded values, so that they can be checked
/// by eye.
struct ComparedMonth {
    Month month;
    MonthFigures base;
    MonthFigures scenario;

    [[nodiscard]] double arrDifference() const { return scenario.arr - base.arr; }
    [[nodiscard]] double costDifference() const { return scenario.cost - base.cost; }
    /// Nothing where one of them has no utilisation.
    [[nodiscard]] std::optional<double> utilisationDifference() const;
};

/// The last months of the fiscal quarters that both projections have, and the last month of both; `fiscalYearStart` in
/// 1..12. Empty where they share no month.
[[nodiscard]] std::vector<ComparedMonth> compareQuarterEnds(
    const Projection &base, const Projection &scenario, int fiscalYearStart);

/// ARR of all segments the projection starts from.
[[nodiscard]] double openingArr(const CompleteScenario &scenario);
/// Position of `month` in a projection; nothing where it has no such month.
[[nodiscard]] std::optional<std::size_t> positionOf(const Projection &projection, Month month);

} // namespace qd::scenario
