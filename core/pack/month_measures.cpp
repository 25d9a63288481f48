#include "core/pack/month_measures.h"

#include "core/answers/rate_warnings.h"
#include "core/health/shown_colours.h"
#include "core/pack/first_pack.h"
#include "core/pack/wording.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::pack {

namespace {

using portfolio::ArrBook;

constexpr int TrendMonths = 13;

revenue::GroupingOptions groupingOf(const MonthMeasures &measures, const char *by = "")
{
    revenue::GroupingOptions grouping;
    grouping.by = by;
    grouping.filters = measures.filters;
    return grouping;
}

Message noArr(const MonthMeasures &measures, const portfolio::ArrBook &book)
{
    const MonthName month = longMonth(measures.month);
    if (measures.filters.empty())
        return {QD_WORDS("Packs",
                    "There is no ARR in %1 or the month before in %2. Choose another month, or import its contracts."),
            {month, book.source().name}};
    return {QD_WORDS("Packs",
                "There is no ARR in %1 or the month before in %2 for %3. Choose another month, or clear a filter."),
        {month, book.source().name, Sentences(revenue::described(measures.filters))}};
}

/// Movements of the month; NoData when there was no ARR before or in it.
Result<void> measureMovements(
    const portfolio::Portfolio &portfolio, const ArrBook &book, MonthMeasures &measures, Progress &progress)
{
    auto movements =
        revenue::computeMovements(portfolio, book, {measures.month, measures.month, groupingOf(measures)}, progress);
    if (!movements)
        return movements.error();
    if (movements->rows.empty() || (movements->rows.front().opening == 0 && movements->rows.front().closing == 0))
        return Error{ErrorCode::NoData, noArr(measures, book), {measures.month.iso()}};
    measures.flow = movements->rows.front();
    for (const revenue::AccountMovement &detail : movements->details) {
        if (detail.group == 0 && detail.amount != 0)
            measures.details.push_back(detail);
    }
    return {};
}

Result<void> measureRetention(
    const portfolio::Portfolio &portfolio, const ArrBook &book, MonthMeasures &measures, Progress &progress)
{
    const Month month = measures.month;
    auto trend =
        revenue::retentionTrend(portfolio, book, month.plus(1 - TrendMonths), month, groupingOf(measures), progress);
    if (!trend)
        return trend.error();
    measures.trend = std::move(*trend);
    const auto rates = [&](Month to, const char *dimension) {
        revenue::RetentionOptions options;
        options.from = to.plus(-12);
        options.to = to;
        options.grouping = groupingOf(measures, dimension);
        return revenue::computeRetention(portfolio, book, options, progress);
    };
    auto segments = rates(month, "segment");
    auto regions = rates(month, "region");
    if (!segments || !regions)
        return (segments ? regions : segments).error();
    measures.bySegment = std::move(*segments);
    measures.byRegion = std::move(*regions);
    // A year ago serves comparisons only: a rate missing that far back leaves them out instead of stopping the pack.
    if (auto before = rates(month.plus(-12), "segment"))
        measures.bySegmentYearAgo = std::move(*before);
    if (auto before = rates(month.plus(-12), "region"))
        measures.byRegionYearAgo = std::move(*before);
    return {};
}

Result<void> measureBook(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, const ArrBook &book,
    MonthMeasures &measures, Progress &progress)
{
    const auto shown = health::ShownColours::read(workspace, portfolio, progress);
    if (!shown)
        return shown.error();
    bool anyHealth = false;
    std::vector<char> within;
    for (const identity::Account &account : book.accounts().accounts())
        within.push_back(revenue::passes(account, measures.filters) ? 1 : 0);
    for (int back = TrendMonths - 1; back >= 0; --back) {
        const Date day = measures.month.plus(-back).lastDay();
        auto values = book.accountValues(day, day);
        if (!values)
            return values.error();
        for (std::size_t i = 0; i < values->size(); ++i)
            (*values)[i] *= within[i];
        const auto colours = shown->on(day);
        if (!colours)
            return colours.error();
        auto due =
            renewalsDue(book, day, colours->shown, [&](int account) { return within[std::size_t(account)] != 0; });
        if (!due)
            return due.error();
        measures.renewals.push_back(std::move(*due));
        HealthCoverage coverage;
        for (std::size_t i = 0; i < values->size(); ++i) {
            coverage.customers += (*values)[i] > 0 ? 1 : 0;
            coverage.scored += (*values)[i] > 0 && colours->scored[i] != portfolio::HealthColour::None ? 1 : 0;
        }
        anyHealth = anyHealth || coverage.scored > 0;
        measures.health.push_back(coverage);
    }
    if (!anyHealth) {
        measures.health.clear();
        measures.leftOut.emplace_back(
            QD_WORDS("Packs", "Health of renewals: import health scores of the CS platform."));
    }
    return {};
}

Result<void> measureSystems(const portfolio::Portfolio &portfolio, MonthMeasures &measures, Progress &progress)
{
    const auto pair = portfolio.defaultPair();
    if (!pair) {
        measures.leftOut.emplace_back(QD_WORDS("Packs",
            "Reconciliation: import ARR of a second system, for example CRM accounts beside billing subscriptions."));
        return {};
    }
    auto found = reconcile::reconcile(portfolio,
        {pair->left, pair->right, measures.asOf, {}, {},
            [&](const identity::Account &account) { return revenue::passes(account, measures.filters); }},
        progress);
    if (!found)
        return found.error();
    measures.reconciliation = std::move(*found);
    return {};
}

Result<void> measureCohorts(
    const portfolio::Portfolio &portfolio, const ArrBook &book, MonthMeasures &measures, Progress &progress)
{
    retention::CohortOptions options;
    options.measure = retention::CohortMeasure::Nrr;
    options.period = retention::CohortPeriod::Quarter;
    options.asOf = measures.asOf;
    options.fiscalYearStart = measures.fiscalYearStart;
    options.grouping = groupingOf(measures);
    auto found = retention::computeCohorts(portfolio, book, options, progress);
    if (!found)
        return found.error();
    measures.cohorts = std::move(*found);
    return {};
}

} // namespace

Result<ArrBook> bookOfMonth(const portfolio::Portfolio &portfolio, Month month)
{
    auto book = portfolio.book();
    if (!book)
        return book;
    const Date lastDay = month.lastDay();
    if (lastDay > book->asOf() || lastDay > book->lastKnownDay())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Packs",
                 "%1 is not over in the data: %2 is as of %3. Choose an earlier month, the latest is %4, or import "
                 "later "
                 "data."),
                {longMonth(month), book->source().name, day(book->day()), Month::lastEndedBy(book->day())}},
            {month.iso()}};
    if (lastDay == book->asOf())
        return book;
    return portfolio.book(lastDay);
}

Result<MonthMeasures> measureMonth(const store::Workspace &workspace, Month month, const revenue::Filters &filters,
    const std::set<Need> &needs, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = bookOfMonth(*portfolio, month);
    if (!book)
        return book.error();
    MonthMeasures measures;
    measures.month = month;
    measures.filters = filters;
    measures.asOf = month.lastDay();
    measures.currency = book->currency();
    measures.fiscalYearStart = portfolio->fiscalYearStart();
    measures.accounts = book->accountsPtr();
    measures.arrSource = book->source();
    measures.staleRates = answers::staleRates(*portfolio, measures.asOf);
    measures.targets = loadTargets(workspace, month);
    measures.company = workspace.setting("company").value_or(std::string());
    measures.definitions = definitionsInForce(workspace, measures.asOf);
    measures.sources = sources::listSources(workspace);
    measures.freshness = sources::freshnessOn(
        measures.sources.sources, measures.asOf, [&](const std::string &key) { return portfolio->setting(key); });
    Result<void> done = measureMovements(*portfolio, *book, measures, progress);
    if (done && needs.contains(Need::Retention))
        done = measureRetention(*portfolio, *book, measures, progress);
    if (done && needs.contains(Need::Renewals))
        done = measureBook(workspace, *portfolio, *book, measures, progress);
    if (done && needs.contains(Need::Reconciliation))
        done = measureSystems(*portfolio, measures, progress);
    if (done && needs.contains(Need::Cohorts))
        done = measureCohorts(*portfolio, *book, measures, progress);
    if (!done)
        return done.error();
    return measures;
}

Result<Month> latestMonth(const store::Workspace &workspace, std::optional<Date> asOf)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    if (const auto book = portfolio->book(asOf))
        return Month::lastEndedBy(book->day());
    const std::optional<Date> last = portfolio->latestAsOf();
    if (!last)
        return noDataYet();
    return Month::lastEndedBy(std::min(*last, asOf.value_or(*last)));
}

} // namespace qd::pack
