#pragma once
#include "core/pack/chart_description.h"
#include "core/reconcile/reconciliation.h"
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"

namespace qd::pack {

/// Charts from results that are already measured; the pack and `qdeck chart` draw the same ones.

/// Opening to closing of a month by movement. Labels of the steps are whole units that add up to the change.
[[nodiscard]] Chart arrBridge(const revenue::MovementRow &month, Currency currency);
/// ARR at each month-end; `filters` are those its page names.
[[nodiscard]] Chart arrTrend(
    const std::vector<revenue::RetentionPoint> &points, Currency currency, const revenue::Filters &filters = {});
/// Trailing twelve-month NRR and GRR; months without an opening set are gaps.
[[nodiscard]] Chart retentionTrendChart(
    const std::vector<revenue::RetentionPoint> &points, std::optional<double> grrTarget = std::nullopt);
/// NRR by start period, the youngest `mostRows` cohorts and the first `mostColumns` values of each.
[[nodiscard]] Chart cohortHeatmap(
    const retention::Cohorts &cohorts, std::size_t mostRows = 14, std::size_t mostColumns = 13);
/// From the left system's total to the right one's by cause.
[[nodiscard]] Chart reconcileBridge(const reconcile::Reconciliation &reconciliation);

/// "Monthly entered as annual", "Not yet billed" ...
[[nodiscard]] std::string causeName(reconcile::Cause cause);
/// "CRM", "billing", "CS platform": what people call a system of that kind; its name when the kind is none of these.
[[nodiscard]] std::string sourceLabel(const std::string &name, const std::string &kind);
/// What the two sides are called: by kind, or by name where both are of one kind.
struct PairLabels {
    std::string left;
    std::string right;
};
[[nodiscard]] PairLabels pairLabels(const reconcile::Reconciliation &reconciliation);
/// "New", "Exchange rates" ...
[[nodiscard]] std::string movementName(revenue::MovementKind kind);

} // namespace qd::pack
