#pragma once
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/scenario/scenario_view.h"

namespace qd::ui {

/// "$12.77M" in the currency of the view, from major units.
[[nodiscard]] QString shortMoney(const Comparison &comparison, double major);
/// Measured ARR, then base and scenario with their fans.
[[nodiscard]] ChartSpec projectionChart(const Comparison &comparison);
/// CSMs required and available.
[[nodiscard]] ChartSpec teamChart(const Comparison &comparison);
/// What moves closing ARR, one lever at a time, or by rank correlation of the simulation's draws.
[[nodiscard]] ChartSpec driversChart(const Comparison &comparison, bool byRank);
/// Difference of closing ARR by lever, in the order applied; its total is that of the two scenarios.
[[nodiscard]] TableSpec differenceTable(const Comparison &comparison);
/// "two CSMs cost $475k": what the levers do to the cost of the team over all months; empty where nothing differs.
[[nodiscard]] QString differenceSentence(const Comparison &comparison);
/// Measures as rows (base, scenario, difference; one line each where both are the same), quarter ends as columns.
[[nodiscard]] TableSpec quarterTable(const Comparison &comparison);
/// "quarter ends; utilisation in Sep 2028 86 % against 104 %"
[[nodiscard]] QString quarterSentence(const Comparison &comparison);
/// Amounts of ARR in the tables are shown in this unit: 1, or 1,000 from a million on.
[[nodiscard]] double arrScale(const Comparison &comparison);
/// "NRR 103.4 % against 106.3 %, GRR 90.1 % against 90.8 %, first 12 months"
[[nodiscard]] QString comparisonSentence(const Comparison &comparison);
/// "10,000 runs, seed 11, P50 +- 52,000"
[[nodiscard]] QString simulationSentence(const Comparison &comparison);

} // namespace qd::ui
