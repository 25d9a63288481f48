#pragma once
#include "core/chart/chart.h"
#include "core/reconcile/reconciliation.h"
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"

namespace qd::pack {

/// The one builder of each figure, from results that are already measured: pages of the window, packs and `qdeck chart`
/// draw the same charts. A page may give its own title and line beneath it.

/// Opening to closing of a month by movement, all six of them; of several months added up, the first of which is
/// `first`. Steps are printed in whole units that add up to the change (revenue::inWholeUnits()).
[[nodiscard]] chart::Chart arrBridge(
    const revenue::MovementRow &month, Currency currency, std::optional<Month> first = std::nullopt);
/// ARR at each month-end; `filters` are those its page names.
[[nodiscard]] chart::Chart arrTrend(
    const std::vector<revenue::RetentionPoint> &points, Currency currency, const revenue::Filters &filters = {});
/// Trailing twelve-month NRR and GRR with their change on the year before; months without an opening set are gaps.
[[nodiscard]] chart::Chart retentionTrendChart(
    const std::vector<revenue::RetentionPoint> &points, std::optional<double> grrTarget = std::nullopt);

struct CohortChartOptions {
    std::size_t mostRows = 14; ///< the youngest cohorts
    std::size_t mostColumns = 13; ///< the first values of each
    bool withOpening = false; ///< n and starting ARR in columns of their own, not n beside the name
};
/// Retention by start period in the measure of `cohorts`; rates have the weighted row of all cohorts old enough.
[[nodiscard]] chart::Chart cohortHeatmap(const retention::Cohorts &cohorts, const CohortChartOptions &options = {});
/// One cohort as a row of `columns` values; ARR in major units.
[[nodiscard]] chart::Series cohortRow(
    const retention::Cohorts &cohorts, const retention::Cohort &cohort, std::size_t columns, bool withOpening);
/// The position in `cohorts` of the first that the heatmap shows.
[[nodiscard]] std::size_t firstShownCohort(const retention::Cohorts &cohorts, const CohortChartOptions &options = {});
/// From the left system's total to the right one's, a step for every cause of the list of breaks, also where its
/// customers cancel out.
[[nodiscard]] chart::Chart reconcileBridge(const reconcile::Reconciliation &reconciliation);

} // namespace qd::pack
