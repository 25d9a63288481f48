#pragma once
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"
#include "ui/common/chart/chart_spec.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// What the switches of the page say.
struct RevenueChoice {
    revenue::RetentionVariant variant = revenue::RetentionVariant::Point;
    revenue::Grain grain = revenue::Grain::Account;
    retention::CohortMeasure measure = retention::CohortMeasure::Nrr;
    std::string by = "segment";
};

/// Everything the page shows: one job's result.
struct RevenueView {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    std::string source;
    Currency currency;
    Month month; ///< last ended month
    revenue::Movements movements; ///< 24 months to `month`
    std::vector<revenue::RetentionPoint> trend; ///< 25 months to `month`
    revenue::Retention retention; ///< 12 months to `month`, by the chosen dimension
    revenue::Retention yearBefore; ///< the same a year earlier
    retention::Cohorts cohorts; ///< by quarter
};

/// Reads and computes; runs in a job.
[[nodiscard]] Result<std::shared_ptr<const RevenueView>> computeRevenueView(
    const PageContext &context, const RevenueChoice &choice, Progress &progress);

[[nodiscard]] ChartSpec movementsChart(const RevenueView &view);
[[nodiscard]] ChartSpec trendChart(const RevenueView &view);
[[nodiscard]] ChartSpec cohortChart(const RevenueView &view);
/// Row ids are positions in retention.rows.
[[nodiscard]] TableSpec groupsTable(const RevenueView &view, const std::string &by);
/// Month by month: the table behind the movements chart; row ids are ISO months.
[[nodiscard]] TableSpec movementsTable(const RevenueView &view);

/// The customers behind a part of a chart or a row of the table.
[[nodiscard]] AccountList movementAccounts(
    const RevenueView &view, Month month, std::optional<revenue::MovementKind> kind);
[[nodiscard]] AccountList groupAccounts(const RevenueView &view, int row);
[[nodiscard]] AccountList cohortAccounts(const RevenueView &view, int row);

} // namespace qd::ui
