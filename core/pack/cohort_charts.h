#pragma once
#include "core/pack/charts.h"

namespace qd::pack {

/// Cohorts split by a dimension, and as lines; cohortHeatmap() of charts.h has those of all customers.

/// What a row of a heatmap stands for.
struct CohortRow {
    std::string group; ///< its block; empty where cohorts are not split
    std::string label; ///< of its cohort; empty for the row of a whole block
};

/// The rows of cohortBlocks(), from the top.
[[nodiscard]] std::vector<CohortRow> cohortBlockRows(
    const retention::Cohorts &cohorts, const CohortChartOptions &options = {});
/// cohortHeatmap(), where cohorts are split with a block for each value: a row for all of its cohorts that are old
/// enough, and indented below it its youngest `mostRows`. Not split it is the same as cohortHeatmap().
[[nodiscard]] chart::Chart cohortBlocks(const retention::Cohorts &cohorts, const CohortChartOptions &options = {});

/// The same values as lines over months since start: where cohorts are split one line for each block, all its cohorts
/// old enough; else one for each of the latest `mostLines` cohorts with four values or more, and one for all old
/// enough. ARR, which is not weighted, has the lines of cohorts only.
[[nodiscard]] chart::Chart cohortCurves(const retention::Cohorts &cohorts, std::size_t mostLines = 5);
/// What its lines stand for, in their order but without the one for all.
[[nodiscard]] std::vector<CohortRow> cohortCurveRows(const retention::Cohorts &cohorts, std::size_t mostLines = 5);

} // namespace qd::pack
