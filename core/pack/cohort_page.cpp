#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

constexpr std::size_t MostCohorts = 14;
constexpr std::size_t MostQuarters = 13;
constexpr double HeatWidth = 150;
constexpr double HeatRowHeight = 7.2;
constexpr std::size_t YearColumn = 4; ///< quarters

Table moversTable(const MonthMeasures &measures, double space)
{
    Table table;
    table.title = "Movers";
    // After is not the customer's ARR at the month's end where rates moved: both are at the rates of the month before.
    table.subtitle = measures.currency.code() + ", " + longMonth(measures.month) + ", all at the rates of "
        + shortDate(measures.month.plus(-1).lastDay());
    table.columns = {{"Customer", Align::Left, 4.2}, {"Movement", Align::Left, 1.9}, {"Before", Align::Right, 1.5},
        {"After", Align::Right, 1.5}, {"Change", Align::Right, 1.5}};
    const std::size_t rows =
        std::size_t(std::max(4.0, std::floor((space - TitleHeight - HeaderHeight) / table.rowHeight)));
    for (const revenue::AccountMovement &mover : largestMovers(measures, rows - rows / 2, rows / 2)) {
        const revenue::AccountMovement whole = inWholeUnits(mover, measures.currency);
        table.rows.push_back({{measures.accounts->at(mover.account).name}, {nameOf(mover.kind), Judgement::None, true},
            {wholeAmount(whole.before, measures.currency), Judgement::None, true},
            {wholeAmount(whole.after, measures.currency), Judgement::None, true},
            {withSign(wholeAmount(whole.change(), measures.currency)),
                mover.change() > 0 ? Judgement::Good : Judgement::Bad}});
        table.origins.push_back(Origin::customer(measures.accounts->at(mover.account).id));
    }
    return table;
}

struct YearMark {
    int cohorts = 0;
    int below = 0;
};

YearMark atTwelveMonths(const retention::Cohorts &cohorts)
{
    YearMark mark;
    for (const retention::Cohort &cohort : cohorts.rows) {
        if (cohort.values.size() <= YearColumn)
            continue;
        ++mark.cohorts;
        mark.below += cohort.values[YearColumn] < 1.0 ? 1 : 0;
    }
    return mark;
}

std::string belowSentence(const YearMark &mark)
{
    if (mark.cohorts == 0)
        return {};
    if (mark.below == 0)
        return "Every one of them stands at or above 100 % at month 12.";
    return counted(mark.below, "cohort") + (mark.below == 1 ? " stands" : " stand") + " below 100 % at month 12, "
        + (mark.cohorts == mark.below ? std::string("none") : countText(mark.cohorts - mark.below)) + " at or above.";
}

} // namespace

std::optional<Page> cohortPage(const MonthMeasures &measures)
{
    const retention::Cohorts &cohorts = measures.cohorts;
    if (cohorts.rows.empty())
        return std::nullopt;
    const YearMark mark = atTwelveMonths(cohorts);
    const std::optional<double> nrr =
        cohorts.weighted.size() > YearColumn ? cohorts.weighted[YearColumn] : std::nullopt;
    Page page;
    page.title = cohortTitle(12, mark.cohorts, nrr);
    page.subtitle = belowSentence(mark);
    const std::size_t rows = std::min(MostCohorts, cohorts.rows.size()) + 1;
    const double space = ContentBottom - ContentTop;
    const double heat = std::min(space - 14, 18 + HeatRowHeight * double(rows));
    page.blocks.push_back(
        {{Margin, ContentTop, HeatWidth, heat}, ChartBlock{cohortHeatmap(cohorts, {MostCohorts, MostQuarters})}});
    Narrative note;
    note.compact = true;
    note.parts.push_back({{},
        {"Below 100 % orange, above blue; empty: not yet reached. The last row weighs all cohorts old enough by their "
         "starting ARR"
            + std::string(cohorts.rows.size() > MostCohorts ? ", those too old to be shown here included." : ".")}});
    page.blocks.push_back({{Margin, ContentTop + heat + 2, HeatWidth, 11}, note});
    const double x = Margin + HeatWidth + 8;
    const Table movers = moversTable(measures, space);
    if (!movers.rows.empty())
        page.blocks.push_back({{x, ContentTop, PageWidth - Margin - x, heightOf(movers)}, movers});
    return page;
}

} // namespace qd::pack
