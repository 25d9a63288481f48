#pragma once
#include "tests/ui/figures/figures_sample.h"
#include "ui/actions/actions_page.h"
#include "ui/cohorts/cohorts_page.h"
#include "ui/coverage/coverage_page.h"
#include "ui/customers/customers_page.h"
#include "ui/explain/explain_page.h"
#include "ui/health/health_page.h"
#include "ui/home/home_page.h"
#include "ui/import/import_page.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/renewals/renewals_page.h"
#include "ui/revenue/revenue_page.h"
#include "ui/scenario/scenarios_page.h"

namespace qd::test {

/// Reads the figures of a page that shows `look`.
void collect(Figures &figures, const ShownPage<ui::HomePage> &home, const Look &look);
void collect(Figures &figures, const ShownPage<ui::ReconcilePage> &reconcile, const Look &look);
void collect(Figures &figures, const ShownPage<ui::CustomersPage> &customers, const Look &look);
void collect(Figures &figures, const ShownPage<ui::ScenariosPage> &scenarios, const Look &look);
/// The same under all chips.
void collect(Figures &figures, const ShownPage<ui::ImportPage> &import);
/// These turn the page's own switches, too.
void collect(Figures &figures, ShownPage<ui::RevenuePage> &revenue, const Look &look);
void collect(Figures &figures, ShownPage<ui::CoveragePage> &coverage, const Look &look);
void collect(Figures &figures, ShownPage<ui::RenewalsPage> &renewals, const Look &look);
void collect(Figures &figures, ShownPage<ui::HealthPage> &health, const Look &look);
void collect(Figures &figures, ShownPage<ui::CohortsPage> &cohorts, const Look &look);
void collect(Figures &figures, ShownPage<ui::ActionsPage> &actions, const Look &look);
void collect(Figures &figures, ShownPage<ui::ExplainPage> &explain, const Look &look);

/// "Churn" and "churn" are the metric "churn"; opening and closing are ARR on the days before and at the end.
[[nodiscard]] QString movementMetric(const QString &name);
/// The bars of a month: ARR before, movements (losses negative), ARR after, and what is printed beside them.
void collectBridge(const Place &place, const ui::ChartSpec &bridge, const Look &look);
/// The bars of two systems, named as `left` and `right`.
void collectCauses(const Place &place, const ui::ChartSpec &bridge, const Look &look);
/// ARR at the end of each month.
void collectArr(const Place &place, const ui::ChartSpec &trend);
/// What is due in each month, part by part, as known on the day of `look`.
void collectDue(const Place &place, const ui::ChartSpec &calendar, const Look &look);
/// What the renewals of the next twelve months had at each checkpoint, as known on the day of `look`.
void collectReadiness(const Place &place, const ui::ChartSpec &heatmap, const Look &look);
/// Customers at each month-end by the colour of their score, by the model of the day of `look`.
void collectColours(const Place &place, const ui::ChartSpec &months, const Look &look);
/// AUC of each model at each lead, as known on the day of `look`.
void collectCourt(const Place &place, const ui::ChartSpec &court, const Look &look);
void collectGains(const Place &place, const ui::ChartSpec &gains, const Look &look);
/// The lines of curves over time, by group, as known on the day of `look`.
void collectCurves(const Place &place, const ui::ChartSpec &curves, const QString &metric, const Look &look);
/// ARR churned in each quarter, part by part, to the day of `look`.
void collectChurn(const Place &place, const ui::ChartSpec &columns, const Look &look);
/// NRR and GRR of each month of a trend.
void collectTrend(const Place &place, const ui::ChartSpec &trend);
/// NRR of each cohort and month since its start; `rates` are those the cells are valued at.
void collectCohorts(const Place &place, const ui::ChartSpec &cohorts, const Look &look, const QString &rates);
/// "constant" or "asof", as the words beneath a chart say.
[[nodiscard]] QString ratesSaid(const QString &words);
/// The share that a group has of the opening ARR of `whole`.
[[nodiscard]] QString shareOf(const Scope &whole);
/// A group as pages and packs call it: "Segment (none)" in a table of several dimensions is "(none)", too.
[[nodiscard]] QString groupNamed(const QString &title);

} // namespace qd::test
