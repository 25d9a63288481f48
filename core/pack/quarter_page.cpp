#include "core/pack/quarter_page.h"

#include "core/base/words.h"
#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr int QuartersBack = 4;
constexpr int MonthsOfQuarter = 3;
constexpr double BridgeHeight = 76;

Message rateCell(const std::optional<double> &rate)
{
    const auto tenths = shown(rate);
    return tenths ? Message(Figure::percentNumber(*tenths)) : none();
}

Table quartersTable(const MonthMeasures &month, const QuarterMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Quarter by quarter");
    table.subtitle = {QD_WORDS("Packs", "%1, rates of the 12 months to its end in %"), {month.currency.code()}};
    table.columns = {
        {QD_WORDS("Packs", "Quarter"), Align::Left, 2.8}, {QD_WORDS("Packs", "Opening"), Align::Right, 1.8}};
    for (const auto &[kind, amount] : stepsOf(measures.quarters.back().sum))
        table.columns.push_back({Word{revenue::nameOf(kind)}, Align::Right, 1.7});
    table.columns.push_back({QD_WORDS("Packs", "Closing"), Align::Right, 1.8});
    table.columns.push_back({QD_WORDS("Packs", "Customers"), Align::Right, 1.5});
    table.columns.push_back({QD_WORDS("Packs", "NRR"), Align::Right, 1});
    table.columns.push_back({QD_WORDS("Packs", "GRR"), Align::Right, 1});
    for (std::size_t i = 0; i < measures.quarters.size(); ++i) {
        const revenue::MovementRow flow = inWholeUnits(measures.quarters[i].sum, month.currency);
        std::vector<Table::Cell> row{{quarterName(measures.quarters[i].sum.month, month.fiscalYearStart)},
            {Figure::wholeAmount(flow.opening, month.currency)}};
        for (const auto &[kind, amount] : stepsOf(flow))
            row.push_back({Figure::wholeAmount(amount, month.currency).withSign(), Judgement::None, amount == 0});
        row.push_back({Figure::wholeAmount(flow.closing, month.currency)});
        row.push_back({Count{flow.closingLogos}, Judgement::None, true});
        row.push_back({rateCell(measures.rates[i].rate(metrics::Nrr))});
        row.push_back({rateCell(measures.rates[i].rate(metrics::Grr))});
        table.rows.push_back(std::move(row));
        table.origins.push_back(Origin::at(Origin::Of::Arr, flow.month));
    }
    return table;
}

} // namespace

Message quarterName(Month last, int fiscalYearStart)
{
    const FiscalQuarter quarter = FiscalQuarter::of(last, fiscalYearStart);
    if (quarter.lastMonth(fiscalYearStart) == last)
        return Message::data(quarter.text());
    return {QD_WORDS("Packs", "%1 to %2"), {quarter.text(), shortMonth(last)}};
}

Result<QuarterMeasures> measureQuarters(
    const portfolio::Portfolio &portfolio, const MonthMeasures &month, Progress &progress)
{
    const auto book = portfolio.book(month.asOf);
    if (!book)
        return book.error();
    const FiscalQuarter last = FiscalQuarter::of(month.month, month.fiscalYearStart);
    revenue::MovementOptions options;
    options.from = last.firstMonth(month.fiscalYearStart).plus(-QuartersBack * MonthsOfQuarter);
    options.to = month.month;
    options.grouping.filters = month.filters;
    const auto movements = revenue::computeMovements(portfolio, *book, options, progress);
    if (!movements)
        return movements.error();
    auto quarters = revenue::movementsByQuarter(movements->rows, month.fiscalYearStart);
    if (!quarters)
        return quarters.error();
    const auto hasArr = [](const revenue::QuarterMovements &each) {
        return each.sum.opening != 0 || each.sum.closing != 0
            || std::ranges::any_of(stepsOf(each.sum), [](const auto &step) { return step.second != 0; });
    };
    quarters->erase(quarters->begin(), std::find_if(quarters->begin(), std::prev(quarters->end()), hasArr));
    const auto points = revenue::retentionTrend(portfolio, *book, options.from, options.to, options.grouping, progress);
    if (!points)
        return points.error();
    QuarterMeasures measures{std::move(*quarters), {}};
    for (const revenue::QuarterMovements &quarter : measures.quarters) {
        const auto point = std::ranges::find(*points, quarter.sum.month, &revenue::RetentionPoint::month);
        measures.rates.push_back(point == points->end() ? revenue::RetentionPoint{quarter.sum.month} : *point);
    }
    return measures;
}

Page quarterPage(const MonthMeasures &month, const QuarterMeasures &measures)
{
    const revenue::QuarterMovements &quarter = measures.quarters.back();
    ShownRate grr{shown(measures.rates.back().rate(metrics::Grr)), std::nullopt};
    if (measures.rates.size() > 1)
        grr.before = shown(measures.rates[measures.rates.size() - 2].rate(metrics::Grr));
    Page page;
    page.title = {QD_WORDS("Packs", "%1: %2"),
        {Sentences(quarterName(quarter.sum.month, month.fiscalYearStart)),
            Sentences(summaryTitle(quarter.sum.opening, quarter.sum.closing, month.currency, grr))}};
    page.subtitle = {QD_WORDS("Packs", "From %1 to %2, to the cent."),
        {Figure::exactMoney(quarter.sum.opening, month.currency),
            Figure::exactMoney(quarter.sum.closing, month.currency)}};
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, BridgeHeight},
        ChartBlock{arrBridge(quarter.sum, month.currency, quarter.first)},
        Origin::at(Origin::Of::Arr, quarter.sum.month)});
    const double second = ContentTop + BridgeHeight + Gap;
    const Table table = quartersTable(month, measures);
    page.blocks.push_back({{Margin, second, ContentWidth, heightOf(table)}, table});
    return page;
}

} // namespace qd::pack
