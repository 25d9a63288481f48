#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

Table moversTable(const MonthMeasures &measures, double space)
{
    Table table;
    table.title = QD_WORDS("Packs", "Movers");
    // After is not the customer's ARR at the month's end where rates moved: both are at the rates of the month before.
    table.subtitle = {QD_WORDS("Packs", "%1, %2, all at the rates of %3"),
        {measures.currency.code(), longMonth(measures.month), shortDay(measures.month.plus(-1).lastDay())}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 4.2},
        {QD_WORDS("Packs", "Movement"), Align::Left, 1.9}, {QD_WORDS("Packs", "Before"), Align::Right, 1.5},
        {QD_WORDS("Packs", "After"), Align::Right, 1.5}, {QD_WORDS("Packs", "Change"), Align::Right, 1.5}};
    const std::size_t rows =
        std::size_t(std::max(4.0, std::floor((space - TitleHeight - HeaderHeight) / table.rowHeight)));
    for (const revenue::AccountMovement &mover : largestMovers(measures, rows - rows / 2, rows / 2)) {
        const revenue::AccountMovement whole = inWholeUnits(mover, measures.currency);
        table.rows.push_back({{Message::data(measures.accounts->at(mover.account).name)},
            {Word{nameOf(mover.kind)}, Judgement::None, true},
            {Figure::wholeAmount(whole.before, measures.currency), Judgement::None, true},
            {Figure::wholeAmount(whole.after, measures.currency), Judgement::None, true},
            {Figure::wholeAmount(whole.change(), measures.currency).withSign(),
                mover.change() > 0 ? Judgement::Good : Judgement::Bad}});
        table.origins.push_back(Origin::customer(measures.accounts->at(mover.account).id));
    }
    return table;
}

struct YearMark {
    int cohorts = 0;
    int below = 0;
};

/// Of the cohorts from `first` on.
YearMark atTwelveMonths(const retention::Cohorts &cohorts, std::size_t first)
{
    YearMark mark;
    for (std::size_t i = first; i < cohorts.rows.size(); ++i) {
        const retention::Cohort &cohort = cohorts.rows[i];
        if (cohort.values.size() <= YearColumn)
            continue;
        ++mark.cohorts;
        mark.below += cohort.values[YearColumn] < 1.0 ? 1 : 0;
    }
    return mark;
}

/// Of the cohorts that are printed, so that it can be counted; `all` are old enough.
Message belowSentence(const YearMark &mark, int all)
{
    if (mark.cohorts == 0)
        return {};
    if (mark.cohorts < all && mark.below == 0)
        return {QD_WORDS_N("Packs", "Of the latest %1, which are printed, none stands below 100 % at month 12.",
                    "The latest one, which is printed, does not stand below 100 % at month 12."),
            {Count{mark.cohorts}}};
    if (mark.cohorts < all)
        return {QD_WORDS_N("Packs",
                    "Of the latest %2, which are printed, %1 stand below 100 % at month 12, %3 at or above.",
                    "Of the latest %2, which are printed, %1 stands below 100 % at month 12, %3 at or above."),
            {Count{mark.below}, Count{mark.cohorts}, Count{mark.cohorts - mark.below}}};
    if (mark.below == 0)
        return QD_WORDS("Packs", "Every one of them stands at or above 100 % at month 12.");
    if (mark.cohorts == mark.below)
        return {QD_WORDS_N("Packs", "%1 cohorts stand below 100 % at month 12, none at or above.",
                    "%1 cohort stands below 100 % at month 12, none at or above."),
            {Count{mark.below}}};
    return {QD_WORDS_N("Packs", "%1 cohorts stand below 100 % at month 12, %2 at or above.",
                "%1 cohort stands below 100 % at month 12, %2 at or above."),
        {Count{mark.below}, Count{mark.cohorts - mark.below}}};
}

} // namespace

std::optional<Page> cohortPage(const MonthMeasures &measures)
{
    const retention::Cohorts &cohorts = measures.cohorts;
    if (cohorts.rows.empty())
        return std::nullopt;
    const CohortChartOptions shown{MostCohorts, MostQuarters};
    const int oldEnough = atTwelveMonths(cohorts, 0).cohorts;
    const YearMark printed = atTwelveMonths(cohorts, firstShownCohort(cohorts, shown));
    const std::optional<double> nrr =
        cohorts.weighted.size() > YearColumn ? cohorts.weighted[YearColumn] : std::nullopt;
    Page page;
    page.title = cohortTitle(12, oldEnough, nrr);
    page.subtitle = belowSentence(printed, oldEnough);
    const std::size_t rows = std::min(MostCohorts, cohorts.rows.size()) + 1;
    const double space = ContentBottom - ContentTop;
    const double heat = std::min(space - 14, 18 + HeatRowHeight * double(rows));
    page.blocks.push_back({{Margin, ContentTop, HeatWidth, heat}, ChartBlock{cohortHeatmap(cohorts, shown)}});
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({{},
        {inARow({QD_WORDS("Packs", "Below 100 % orange, above blue; empty: not yet reached."),
            cohorts.rows.size() > MostCohorts
                ? QD_WORDS("Packs",
                    "The last row weighs all cohorts old enough by their starting ARR, those too old to be shown here "
                    "included.")
                : QD_WORDS("Packs", "The last row weighs all cohorts old enough by their starting ARR.")})}});
    page.blocks.push_back({{Margin, ContentTop + heat + 2, HeatWidth, 11}, note});
    const double x = Margin + HeatWidth + 8;
    const Table movers = moversTable(measures, space);
    if (!movers.rows.empty())
        page.blocks.push_back({{x, ContentTop, PageWidth - Margin - x, heightOf(movers)}, movers});
    return page;
}

} // namespace qd::pack
