#include "core/pack/named_charts.h"

#include "core/base/text.h"
#include "core/health/current_model.h"
#include "core/lifecycle/customer_lives.h"
#include "core/lifecycle/time_to_value.h"
#include "core/pack/charts.h"
#include "core/pack/health_charts.h"
#include "core/pack/health_pages.h"
#include "core/pack/renewal_charts.h"
#include "core/pack/survival_charts.h"
#include "core/pack/wording.h"
#include "core/portfolio/portfolio.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr int ChartedMonths = 25;
constexpr int DueMonths = 12;

/// The ARR book and the latest month that is over in it.
struct LatestBook {
    portfolio::ArrBook book;
    Month month;
};

Result<LatestBook> latestBook(const portfolio::Portfolio &portfolio)
{
    auto book = portfolio.book();
    if (!book)
        return book.error();
    const Month month = Month::lastEndedBy(book->day());
    return LatestBook{std::move(*book), month};
}

/// Old rates stand in the line beneath the title.
chart::Chart warned(chart::Chart chart, const std::vector<portfolio::StaleRate> &stale)
{
    if (!stale.empty())
        chart.subtitle =
            chart.subtitle.isEmpty() ? portfolio::inShort(stale) : clauses(chart.subtitle, portfolio::inShort(stale));
    return chart;
}

chart::Chart warned(chart::Chart chart, const LatestBook &latest)
{
    return warned(std::move(chart), latest.book.staleRatesOn(latest.month.lastDay()));
}

Result<chart::Chart> bridge(const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto latest = latestBook(portfolio);
    if (!latest)
        return latest.error();
    const auto found = revenue::computeMovements(portfolio, latest->book, {latest->month, latest->month, {}}, progress);
    if (!found)
        return found.error();
    if (found->rows.empty())
        return Error{
            ErrorCode::NoData, QD_WORDS("Packs", "No month of ARR is over in the data. Import a later export.")};
    return warned(arrBridge(found->rows.front(), found->currency), *latest);
}

/// Trailing points of the last months, from the first one in which `has` holds.
template <typename Has>
Result<std::vector<revenue::RetentionPoint>> trend(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Month month, Has has, Progress &progress)
{
    auto points = revenue::retentionTrend(portfolio, book, month.plus(1 - ChartedMonths), month, {}, progress);
    if (!points)
        return points;
    points->erase(points->begin(), std::find_if(points->begin(), points->end(), has));
    if (points->empty())
        return Error{ErrorCode::NoData,
            QD_WORDS("Packs", "The ARR history is too short for this chart. Import earlier contracts.")};
    return points;
}

Result<chart::Chart> arr(const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto latest = latestBook(portfolio);
    if (!latest)
        return latest.error();
    const auto points = trend(
        portfolio, latest->book, latest->month, [](const auto &point) { return point.arr != 0; }, progress);
    if (!points)
        return points.error();
    return warned(arrTrend(*points, latest->book.currency()), *latest);
}

Result<chart::Chart> retentionRates(const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto latest = latestBook(portfolio);
    if (!latest)
        return latest.error();
    const auto points = trend(
        portfolio, latest->book, latest->month, [](const auto &point) { return point.rate(metrics::Nrr).has_value(); },
        progress);
    if (!points)
        return points.error();
    return warned(retentionTrendChart(*points), *latest);
}

Result<chart::Chart> cohorts(const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto latest = latestBook(portfolio);
    if (!latest)
        return latest.error();
    retention::CohortOptions options;
    options.measure = retention::CohortMeasure::Nrr;
    options.period = retention::CohortPeriod::Quarter;
    options.asOf = latest->month.lastDay();
    options.fiscalYearStart = portfolio.fiscalYearStart();
    const auto found = retention::computeCohorts(portfolio, latest->book, options, progress);
    if (!found)
        return found.error();
    if (found->rows.empty())
        return Error{ErrorCode::NoData, QD_WORDS("Packs", "No customer has ARR yet. Import billing subscriptions.")};
    return warned(cohortHeatmap(*found), *latest);
}

Result<renewals::KnownRenewals> knownRenewals(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
{
    const auto data = renewals::RenewalData::read(workspace, *portfolio);
    return data ? renewals::KnownRenewals::on(portfolio, *data) : Result<renewals::KnownRenewals>(data.error());
}

Result<chart::Chart> renewalsDue(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
{
    const auto known = knownRenewals(workspace, portfolio);
    if (!known)
        return known.error();
    const Month first = Month::lastEndedBy(known->day()).plus(1);
    const auto months = renewals::renewalCalendar(*known, first, DueMonths);
    if (!months)
        return months.error();
    return warned(renewalCalendarChart(*months, known->book().currency()), known->book().staleRatesOn(known->day()));
}

Result<chart::Chart> readiness(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
{
    const auto known = knownRenewals(workspace, portfolio);
    if (!known)
        return known.error();
    const auto report = renewals::renewalReport(*known,
        {windowOf(renewals::NamedWindow::NextYear, known->day(), portfolio->fiscalYearStart()), std::nullopt, {}, {}});
    if (!report)
        return report.error();
    const signs::AccountEvents events(workspace, portfolio->accounts());
    // The chart shows no colours, so whose they are makes no difference.
    const auto found = backtest::readinessOf(events, health::coloursOfLastScores(events), *known, report->contracts);
    if (!found)
        return found.error();
    return warned(readinessHeatmap(*found, portfolio->currency()), known->book().staleRatesOn(known->day()));
}

Result<chart::Chart> survivalBySegment(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
{
    const auto book = portfolio->book();
    if (!book)
        return book.error();
    const auto found = lifecycle::customerLives(workspace, portfolio, *book, {"segment", {}, {}});
    if (!found)
        return found.error();
    const std::vector<survival::GroupedLife> lives(found->begin(), found->end());
    if (lives.empty())
        return Error{ErrorCode::NoData, QD_WORDS("Packs", "No customer has ARR yet. Import billing subscriptions.")};
    return warned(survivalChart(monthlyCurves(lives), "segment"), book->staleRatesOn(book->day()));
}

Result<chart::Chart> valueBySegment(
    const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
{
    const auto customers = lifecycle::KnownCustomers::read(workspace, portfolio, std::nullopt);
    if (!customers)
        return customers.error();
    const auto cases = lifecycle::valueCases(*customers, "segment");
    if (!cases)
        return cases.error();
    const std::vector<survival::GroupedLife> lives = livesOf(*cases);
    if (lives.empty())
        return Error{ErrorCode::NoData, QD_WORDS("Packs", "No customer has started yet. Import contracts.")};
    return timeToValueChart(dailyCurves(lives), "segment");
}

Result<chart::Chart> churnReasons(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto latest = latestBook(portfolio);
    if (!latest)
        return latest.error();
    lifecycle::ChurnOptions options;
    options.from = latest->month.plus(1 - ChurnMonths);
    options.to = latest->month;
    const auto found = lifecycle::analyseChurn(workspace, portfolio, latest->book, options, progress);
    if (!found)
        return found.error();
    return warned(churnChart(*found, options.by), *latest);
}

Result<chart::Chart> healthHistory(const store::Workspace &workspace, Progress &progress)
{
    const auto history = signs::Signals::read(workspace, progress);
    if (!history)
        return history.error();
    const Date day = (*history)->latestDay();
    auto inForce = health::ModelsInForce::read(workspace);
    if (!inForce)
        return inForce.error();
    const auto models = health::ModelsByDay::of(std::move(*inForce), **history, day);
    if (!models)
        return models.error();
    const Month month = Month::lastEndedBy(day);
    const auto points =
        health::scoreHistory(*models, **history, month.plus(1 - health::HistoryMonths), month, {}, progress);
    if (!points)
        return points.error();
    return warned(colourHistoryChart(*points), (*history)->book().staleRatesOn(day));
}

using CourtChart = std::function<chart::Chart(const backtest::BookCourt &)>;

Result<chart::Chart> court(const store::Workspace &workspace, const CourtChart &draw, Progress &progress)
{
    const auto data = backtest::Lookback::read(workspace, progress);
    if (!data)
        return data.error();
    const auto found = backtest::courtOfBook(*data, {}, false, progress);
    if (!found)
        return found.error();
    return warned(draw(*found), data->now.book().staleRatesOn(data->now.day()));
}

Result<chart::Chart> reconciliation(const portfolio::Portfolio &portfolio, Progress &progress)
{
    const auto pair = portfolio.defaultPair();
    if (!pair)
        return Error{ErrorCode::NoData,
            QD_WORDS("Packs",
                "There are no two systems with ARR to compare. Import CRM accounts and billing subscriptions.")};
    const auto found = reconcile::reconcile(portfolio, {pair->left, pair->right, std::nullopt, {}, {}, {}}, progress);
    if (!found)
        return found.error();
    return warned(reconcileBridge(*found), found->staleRates);
}

} // namespace

const std::vector<NamedChart> &namedCharts()
{
    static const std::vector<NamedChart> charts{
        {"arr-bridge", "ARR from opening to closing of the latest month, by movement"},
        {"arr-trend", "ARR at each month-end of the last two years"},
        {"churn-reasons", "ARR churned in each quarter of the last two years, by reason"},
        {"cohort-heatmap", "NRR by start quarter and quarters since"},
        {"health-court", "AUC of each model so many days before renewals of the last twelve months were due"},
        {"health-gains", "Lost renewals found among those each model holds most in danger, 90 days before due"},
        {"health-history", "Customers by the colour of their score at each month-end of the last year"},
        {"reconcile-bridge", "From the CRM's ARR to billing's, by cause"},
        {"renewal-readiness", "What renewals of the next twelve months had so many days before due"},
        {"renewals-due", "ARR due in each of the next twelve months, by how it is prepared"},
        {"retention-trend", "Trailing twelve-month NRR and GRR of the last two years"},
        {"survival", "Share of customers still in force by months since their start, by segment"},
        {"time-to-value", "Share of customers with their first value by days, by segment"},
    };
    return charts;
}

Result<void> checkChartName(const std::string &name)
{
    std::vector<std::string> names;
    for (const NamedChart &chart : namedCharts())
        names.push_back(chart.name);
    if (std::find(names.begin(), names.end(), name) != names.end())
        return {};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Packs", "There is no chart \"%1\"; there are: %2."), {name, joined(names, ", ")}}, {name}};
}

Result<chart::Chart> buildChart(const store::Workspace &workspace, const std::string &name, Progress &progress)
{
    if (auto known = checkChartName(name); !known)
        return known.error();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    if (name == "arr-bridge")
        return bridge(*portfolio, progress);
    if (name == "arr-trend")
        return arr(*portfolio, progress);
    if (name == "retention-trend")
        return retentionRates(*portfolio, progress);
    if (name == "churn-reasons")
        return churnReasons(workspace, *portfolio, progress);
    if (name == "survival")
        return survivalBySegment(workspace, portfolio);
    if (name == "time-to-value")
        return valueBySegment(workspace, portfolio);
    if (name == "cohort-heatmap")
        return cohorts(*portfolio, progress);
    if (name == "health-court")
        return court(workspace, courtHeatmap, progress);
    if (name == "health-gains")
        return court(
            workspace, [](const auto &found) { return gainsChart(found, CourtPageLead, GainsOf::Renewals); }, progress);
    if (name == "health-history")
        return healthHistory(workspace, progress);
    if (name == "renewal-readiness")
        return readiness(workspace, portfolio);
    if (name == "renewals-due")
        return renewalsDue(workspace, portfolio);
    return reconciliation(*portfolio, progress);
}

} // namespace qd::pack
