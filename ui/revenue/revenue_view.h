#pragma once
#include "core/portfolio/arr_book.h"
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
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
    revenue::FxMode fx = revenue::FxMode::Constant; ///< of trend, groups and cohorts
    std::vector<portfolio::StaleRate> stale; ///< at the end of `month`
    Month month; ///< last ended month
    revenue::Movements movements; ///< 24 months to `month`
    std::vector<revenue::RetentionPoint> trend; ///< 25 months to `month`
    revenue::Retention retention; ///< 12 months to `month`, by the chosen dimension
    revenue::Retention yearBefore; ///< the same a year earlier
    retention::Cohorts cohorts; ///< by quarter
    Message definitions; ///< "Definitions: ARR v1, NRR v2, ...": those in force at the end of `month`
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

/// "constant rates" or "rates of each day": for the subtitle of what has rates.
[[nodiscard]] QString ratesText(const RevenueView &view);
/// The chart with a word on old exchange rates in its subtitle, for whoever gets it without the window.
[[nodiscard]] ChartSpec withWarnings(ChartSpec spec, const RevenueView &view);
/// A group as people read it: "All customers", "(none)".
[[nodiscard]] QString groupTitle(const std::string &group);
/// The heatmap shows the latest twelve cohorts: position of the first of them.
[[nodiscard]] std::size_t firstShownCohort(const RevenueView &view);
/// The cohorts of the page, but for their measure and chips.
[[nodiscard]] retention::CohortOptions cohortOptions(const portfolio::Portfolio &portfolio, Month month);

} // namespace qd::ui
