#include "core/pack/adoption_page.h"

#include "core/pack/charts.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

/// Who has ARR at the month's end, by whether they used the product in it. Whether anybody did, of those left out too.
Result<bool> addUse(AdoptionMeasures &measures, const portfolio::ArrBook &book, const retention::UsedMonths &used,
    const revenue::Filters &filters)
{
    const Date day = measures.month.lastDay();
    const auto values = book.accountValues(day, day);
    if (!values)
        return values.error();
    bool isKnown = false;
    for (std::size_t i = 0; i < values->size(); ++i) {
        if ((*values)[i] <= 0)
            continue;
        const std::vector<Month> &months = used.of(int(i));
        const auto after = std::ranges::upper_bound(months, measures.month);
        const auto last = after == months.begin() ? std::nullopt : std::optional(*std::prev(after));
        isKnown = isKnown || last == measures.month;
        if (!revenue::passes(measures.accounts->at(int(i)), filters))
            continue;
        if (last == measures.month)
            ++measures.used;
        else
            measures.silent.push_back({int(i), (*values)[i], last});
    }
    std::ranges::stable_sort(measures.silent, std::greater(), &AdoptionMeasures::Silent::arr);
    return isKnown;
}

/// As many of the largest as `space` mm hold; whoever is left out is counted in the last row.
Table silentTable(const AdoptionMeasures &measures, double space)
{
    Table table;
    table.title = QD_WORDS("Packs", "Paid for and not used");
    table.subtitle = {QD_WORDS("Packs", "%1; with ARR and without any use in %2"),
        {measures.currency.code(), longMonth(measures.month)}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 4}, {QD_WORDS("Packs", "Owner"), Align::Left, 2.4},
        {QD_WORDS("Packs", "Last used"), Align::Right, 1.7}, {QD_WORDS("Packs", "ARR"), Align::Right, 1.7}};
    const auto fits =
        std::size_t(std::max(4.0, std::floor((space - TitleHeight - HeaderHeight) / table.rowHeight))) - 1;
    std::int64_t rest = 0; // within what the book holds
    for (std::size_t i = 0; i < measures.silent.size(); ++i) {
        const AdoptionMeasures::Silent &each = measures.silent[i];
        if (i >= fits) {
            rest += each.arr;
            continue;
        }
        const identity::Account &account = measures.accounts->at(each.account);
        const std::string &owner = account.field("owner");
        table.rows.push_back({{Message::data(account.name)},
            {owner.empty() ? none() : Message::data(owner), Judgement::None, true},
            {each.last ? Message(shortMonth(*each.last)) : Message(QD_WORDS("Packs", "never")), Judgement::None, true},
            {Figure::wholeAmount(each.arr, measures.currency)}});
        table.origins.push_back(Origin::customer(account.id));
    }
    if (measures.silent.size() > fits)
        table.totals = {{{QD_WORDS_N("Packs", "and %1 smaller customers", "and %1 smaller customer"),
                            {Count{std::int64_t(measures.silent.size() - fits)}}}},
            {}, {}, {Figure::wholeAmount(rest, measures.currency)}};
    return table;
}

Message yearSentence(const retention::Cohorts &cohorts)
{
    const bool isKnown = cohorts.weighted.size() > YearColumn && cohorts.weighted[YearColumn].has_value();
    const auto oldEnough = std::ranges::count_if(
        cohorts.rows, [](const retention::Cohort &cohort) { return cohort.values.size() > YearColumn; });
    if (!isKnown || oldEnough == 0)
        return QD_WORDS("Packs", "No cohort is a year old yet.");
    return {QD_WORDS_N("Packs", "A year after their start %2 of the customers of %1 cohorts use the product.",
                "A year after its start %2 of the customers of %1 cohort use the product."),
        {Count{oldEnough}, Figure::wholePercent(*cohorts.weighted[YearColumn])}};
}

} // namespace

Result<std::optional<AdoptionMeasures>> measureAdoption(
    const store::Workspace &workspace, Month month, const revenue::Filters &filters, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book(month.lastDay());
    if (!book)
        return book.error();
    auto used = retention::UsedMonths::read(workspace, portfolio->accounts());
    if (!used && used.error().code == ErrorCode::NoData)
        return std::optional<AdoptionMeasures>();
    if (!used)
        return used.error();
    AdoptionMeasures measures;
    measures.month = month;
    measures.currency = book->currency();
    measures.accounts = book->accountsPtr();
    const auto isKnown = addUse(measures, *book, *used, filters);
    if (!isKnown)
        return isKnown.error();
    if (!*isKnown)
        return std::optional<AdoptionMeasures>();
    retention::CohortOptions options;
    options.measure = retention::CohortMeasure::Usage;
    options.period = retention::CohortPeriod::Quarter;
    options.asOf = month.lastDay();
    options.fiscalYearStart = portfolio->fiscalYearStart();
    options.grouping.filters = filters;
    options.used = std::make_shared<const retention::UsedMonths>(std::move(*used));
    auto cohorts = retention::computeCohorts(*portfolio, *book, options, progress);
    if (!cohorts)
        return cohorts.error();
    measures.cohorts = std::move(*cohorts);
    return std::optional(std::move(measures));
}

std::optional<Page> adoptionPage(const AdoptionMeasures &measures)
{
    const retention::Cohorts &cohorts = measures.cohorts;
    if (cohorts.rows.empty() || measures.customers() == 0)
        return std::nullopt;
    Page page;
    page.title = {QD_WORDS_N("Packs", "%2 of %1 customers with ARR used the product in %3",
                      "%2 of %1 customer with ARR used the product in %3"),
        {Count{measures.customers()}, Figure::wholePercent(double(measures.used) / measures.customers()),
            longMonth(measures.month)}};
    page.subtitle = yearSentence(cohorts);
    const double space = ContentBottom - ContentTop;
    const std::size_t rows = std::min(MostCohorts, cohorts.rows.size()) + 1;
    const double heat = std::min(space - 14, 18 + HeatRowHeight * double(rows));
    page.blocks.push_back(
        {{Margin, ContentTop, HeatWidth, heat}, ChartBlock{cohortHeatmap(cohorts, {MostCohorts, MostQuarters})}});
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({{},
        {QD_WORDS("Packs",
            "Share of each cohort with use in the month; empty: not yet reached. Who left counts as without use. The "
            "last row weighs all cohorts old enough by their customers.")}});
    page.blocks.push_back({{Margin, ContentTop + heat + 2, HeatWidth, 11}, note});
    const double x = Margin + HeatWidth + 8;
    const Table silent = silentTable(measures, space);
    if (!silent.rows.empty())
        page.blocks.push_back({{x, ContentTop, PageWidth - Margin - x, heightOf(silent)}, silent});
    return page;
}

} // namespace qd::pack
