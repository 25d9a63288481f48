#include "ui/revenue/revenue_view.h"

#include "core/pack/wording.h"
#include "core/portfolio/portfolio.h"
#include "core/store/workspace.h"

namespace qd::ui {

namespace {

constexpr int MovementMonths = 24;
constexpr int TrendMonths = 25;

Result<void> fillRetention(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const PageContext &context, const RevenueChoice &choice, RevenueView &view, Progress &progress)
{
    revenue::GroupingOptions grouping = context.grouping(choice.by);
    grouping.grain = choice.grain;
    for (const int yearsBack : {0, 1}) {
        const Month to = view.month.plus(-12 * yearsBack);
        auto result = revenue::computeRetention(
            portfolio, book, {to.plus(-12), to, grouping, choice.variant, context.fx}, progress);
        if (!result)
            return result.error();
        (yearsBack == 0 ? view.retention : view.yearBefore) = std::move(*result);
    }
    return {};
}

} // namespace

retention::CohortOptions cohortOptions(const portfolio::Portfolio &portfolio, Month month)
{
    retention::CohortOptions cohort;
    cohort.period = retention::CohortPeriod::Quarter;
    cohort.asOf = month.lastDay();
    cohort.fiscalYearStart = portfolio.fiscalYearStart();
    return cohort;
}

Result<std::shared_ptr<const RevenueView>> computeRevenueView(
    const PageContext &context, const RevenueChoice &choice, Progress &progress)
{
    const auto portfolio = portfolioOf(context);
    if (!portfolio)
        return portfolio.error();
    auto book = (*portfolio)->book(context.asOf);
    if (!book)
        return book.error();
    auto view = std::make_shared<RevenueView>();
    view->accounts = book->accountsPtr();
    view->source = book->source().name;
    view->currency = book->currency();
    view->fx = context.fx;
    view->month = Month::lastEndedBy(book->day());
    revenue::GroupingOptions grouping = context.grouping();
    grouping.grain = choice.grain;

    auto movements = revenue::computeMovements(
        **portfolio, *book, {view->month.plus(1 - MovementMonths), view->month, grouping}, progress);
    if (!movements)
        return movements.error();
    view->movements = std::move(*movements);
    auto trend = revenue::retentionTrend(
        **portfolio, *book, view->month.plus(1 - TrendMonths), view->month, grouping, progress, context.fx);
    if (!trend)
        return trend.error();
    view->trend = std::move(*trend);
    if (auto done = fillRetention(**portfolio, *book, context, choice, *view, progress); !done)
        return done.error();
    retention::CohortOptions cohort = cohortOptions(**portfolio, view->month);
    cohort.measure = choice.measure;
    cohort.grouping = grouping;
    cohort.fx = context.fx;
    auto cohorts = retention::computeCohorts(**portfolio, *book, cohort, progress);
    if (!cohorts)
        return cohorts.error();
    view->cohorts = std::move(*cohorts);
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    view->definitions = pack::definitionsLine(pack::definitionsInForce(**workspace, view->month.lastDay()));
    view->stale = book->staleRatesOn(view->month.lastDay());
    return std::shared_ptr<const RevenueView>(view);
}

} // namespace qd::ui
