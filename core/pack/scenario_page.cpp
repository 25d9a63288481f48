#include "core/base/rounding.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/scenario_pages.h"
#include "core/pack/wording.h"
#include "core/scenario/lever_words.h"
#include "core/scenario/parameters.h"

#include <cmath>
#include <numeric>

namespace qd::pack {

namespace {

constexpr double ProjectionChartHeight = 62;
constexpr std::size_t QuartersShown = 9; // a page has room for
using scenario::LeverDifference;

std::int64_t minorOf(double major, Currency currency)
{
    return static_cast<std::int64_t>(shownUnits(major, currency.digits()));
}

Figure money(const ScenarioMeasures &measures, double major)
{
    return Figure::shortMoney(minorOf(major, measures.currency), measures.currency);
}

Month lastMonth(const ScenarioMeasures &measures)
{
    return measures.difference.months.back().month;
}

std::int64_t closingDifference(const ScenarioMeasures &measures)
{
    const scenario::MonthDifference &last = measures.difference.months.back();
    return last.otherArr - last.baseArr;
}

/// "3 FTE", "12.4 %", "50,000", "0.79": the value of a lever.
Message valueText(const ScenarioMeasures &measures, const std::string &key, double value)
{
    const scenario::Parameter *parameter = scenario::findParameter(key);
    const scenario::Unit unit = parameter ? parameter->unit : scenario::Unit::Factor;
    if (unit == scenario::Unit::Rate || unit == scenario::Unit::Share)
        return Share{value};
    if (unit == scenario::Unit::Money) {
        if (value == 0)
            return none();
        return Figure::wholeAmount(minorOf(value, measures.currency), measures.currency);
    }
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    return Figure::number(value, whole ? 0 : 2);
}

/// Levers in the order applied; amounts in whole major units that add up to the difference.
Table leverTable(const ScenarioMeasures &measures)
{
    const Currency currency = measures.currency;
    Table table;
    table.title = QD_WORDS("Packs", "Difference by lever");
    table.subtitle = {QD_WORDS_N("Packs", "in the order applied; ARR in %2, cost of %1 months, %3",
                          "in the order applied; ARR in %2, cost of %1 month, %3"),
        {Count{std::int64_t(measures.difference.months.size())}, shortMonth(lastMonth(measures)), currency.code()}};
    table.columns = {{QD_WORDS("Packs", "Lever"), Align::Left, 3}, {QD_WORDS("Packs", "Base"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Scenario"), Align::Right, 1.2}, {QD_WORDS("Packs", "ARR"), Align::Right, 1.4},
        {QD_WORDS("Packs", "CSM cost"), Align::Right, 1.3}};
    std::vector<std::int64_t> arr;
    std::vector<std::int64_t> cost;
    for (const LeverDifference &lever : measures.difference.levers) {
        arr.push_back(lever.arr.back());
        cost.push_back(std::accumulate(lever.cost.begin(), lever.cost.end(), std::int64_t(0)));
    }
    const std::int64_t unit = minorPerMajor(currency);
    const std::vector<std::int64_t> arrParts = roundedParts(arr, unit);
    const std::vector<std::int64_t> costParts = roundedParts(cost, unit);
    const auto amount = [&](std::int64_t minor) { return Figure::wholeAmount(minor, currency).withSign(); };
    for (std::size_t i = 0; i < arr.size(); ++i) {
        const LeverDifference &lever = measures.difference.levers[i];
        const auto value = [&](const std::optional<double> &of) {
            return of ? valueText(measures, lever.lever.key, *of) : Message();
        };
        table.rows.push_back({{scenario::leverShortName(lever.lever)}, {value(lever.from), Judgement::None, true},
            {value(lever.to)}, {amount(arrParts[i])}, {amount(costParts[i])}});
    }
    table.totals = {{QD_WORDS("Packs", "Difference")}, {}, {},
        {amount(std::accumulate(arrParts.begin(), arrParts.end(), std::int64_t(0)))},
        {amount(std::accumulate(costParts.begin(), costParts.end(), std::int64_t(0)))}};
    return table;
}

/// Base, scenario and difference at the ends of quarters; each difference is that of the printed figures.
Table quarterTable(const ScenarioMeasures &measures)
{
    auto months = compareQuarterEnds(measures.base, measures.scenario, measures.fiscalYearStart);
    if (months.size() > QuartersShown)
        months.erase(months.begin(), months.end() - std::ptrdiff_t(QuartersShown));
    const Currency currency = measures.currency;
    Table table;
    table.title = QD_WORDS("Packs", "Quarter ends");
    table.subtitle = {QD_WORDS("Packs", "%1 and % of capacity"), {currency.code()}};
    table.rowHeight = 4.6;
    table.columns = {{{}, Align::Left, 2.1}};
    for (const scenario::ComparedMonth &month : months)
        table.columns.push_back({shortMonth(month.month), Align::Right, 1});
    const auto row = [&](const MessageWords &name, bool quiet, const auto &text) {
        std::vector<Table::Cell> cells{{name, Judgement::None, quiet}};
        for (const scenario::ComparedMonth &month : months)
            cells.push_back({text(month), Judgement::None, quiet});
        table.rows.push_back(std::move(cells));
    };
    const auto amount = [&](double major) { return Figure::wholeAmount(minorOf(major, currency), currency); };
    const auto use = [](const std::optional<double> &share) {
        return share ? Message(Figure::percentNumber(shownTenths(*share))) : none();
    };
    row(QD_WORDS("Packs", "ARR, base"), true, [&](const auto &m) { return amount(m.base.arr); });
    row(QD_WORDS("Packs", "ARR, scenario"), false, [&](const auto &m) { return amount(m.scenario.arr); });
    row(QD_WORDS("Packs", "Difference"), false, [&](const auto &m) { return amount(m.arrDifference()).withSign(); });
    row(QD_WORDS("Packs", "Utilisation, base"), true, [&](const auto &m) { return use(m.base.utilisation); });
    row(QD_WORDS("Packs", "Utilisation, scenario"), false, [&](const auto &m) { return use(m.scenario.utilisation); });
    row(QD_WORDS("Packs", "CSM cost a month, base"), true, [&](const auto &m) { return amount(m.base.cost); });
    row(QD_WORDS("Packs", "CSM cost a month, scenario"), false, [&](const auto &m) { return amount(m.scenario.cost); });
    return table;
}

chart::Series lineOf(const MessageWords &name, chart::Meaning meaning, std::size_t size)
{
    return {name, meaning, std::vector<std::optional<double>>(size)};
}

/// Measured ARR, then base and scenario.
chart::Chart arrChart(const ScenarioMeasures &measures)
{
    chart::Chart chart;
    chart.title = QD_WORDS("Charts", "ARR");
    chart.subtitle = {QD_WORDS("Charts", "%1; measured to %2, then projected"),
        {measures.currency.code(), shortMonth(measures.start)}};
    chart.currency = measures.currency;
    const std::size_t past = measures.history.size();
    const std::size_t size = past + measures.difference.months.size();
    chart::Series base = lineOf(QD_WORDS("Charts", "Base"), chart::Meaning::Base, size);
    chart::Series other = lineOf(QD_WORDS("Charts", "Scenario"), chart::Meaning::Scenario, size);
    chart::Series measured = lineOf(QD_WORDS("Charts", "Measured"), chart::Meaning::History, size);
    for (std::size_t i = 0; i < past; ++i) {
        chart.categories.emplace_back(measures.history[i].first);
        measured.values[i] = measures.history[i].second;
    }
    if (past > 0)
        base.values[past - 1] = other.values[past - 1] = measures.history.back().second;
    for (std::size_t i = 0; i < measures.difference.months.size(); ++i) {
        chart.categories.emplace_back(measures.difference.months[i].month);
        base.values[past + i] = measures.base.closingArr(i);
        other.values[past + i] = measures.scenario.closingArr(i);
    }
    chart.series = {base, other, measured};
    return chart;
}

Message titleOf(const ScenarioMeasures &measures)
{
    const std::int64_t difference = closingDifference(measures);
    const scenario::MonthDifference &last = measures.difference.months.back();
    const Figure reached = Figure::shortMoney(last.otherArr, measures.currency);
    const Figure size = Figure::shortMoney(std::abs(difference), measures.currency);
    const MonthName month = shortMonth(last.month);
    if (difference == 0)
        return {QD_WORDS("Packs", "%1: ARR of %2 in %3, as without it"), {measures.name, reached, month}};
    return {difference < 0 ? QD_WORDS("Packs", "%1: ARR of %2 in %3, %4 below the base")
                           : QD_WORDS("Packs", "%1: ARR of %2 in %3, %4 above the base"),
        {measures.name, reached, month, size}};
}

Message subtitleOf(const ScenarioMeasures &measures)
{
    if (measures.difference.levers.empty())
        return {QD_WORDS("Packs", "No lever differs from the workspace's own figures of the twelve months to %1."),
            {longMonth(measures.start)}};
    const auto widest = std::max_element(measures.difference.levers.begin(), measures.difference.levers.end(),
        [](const auto &a, const auto &b) { return std::abs(a.arr.back()) < std::abs(b.arr.back()); });
    return {QD_WORDS_N("Packs", "%1 levers differ from the base; most of it is %2 with %3.",
                "%1 lever differs from the base; most of it is %2 with %3."),
        {Count{std::int64_t(measures.difference.levers.size())}, Sentences(scenario::leverShortName(widest->lever)),
            Figure::shortMoney(widest->arr.back(), measures.currency).withSign()}};
}

Message rateText(const std::optional<double> &rate)
{
    return rate ? Message(Share{*rate}) : none();
}

Message ofBase(const Message &figure)
{
    return {QD_WORDS("Packs", "base %1"), {Sentences(figure)}};
}

KeyFigures keyFigures(const ScenarioMeasures &measures)
{
    const auto &base = measures.base.summary;
    const auto &other = measures.scenario.summary;
    const auto peak = [](const scenario::Projection &projection) {
        const auto use = outcomeOf(projection, scenario::Outcome::PeakUtilisation);
        return use ? Message(Figure::wholePercent(*use)) : none();
    };
    const auto cost = [&](const scenario::Projection &projection) {
        return money(measures, *outcomeOf(projection, scenario::Outcome::Cost));
    };
    return {{{{QD_WORDS("Packs", "ARR, %1"), {shortMonth(lastMonth(measures))}}, money(measures, other.closingArr),
                 ofBase(money(measures, base.closingArr))},
        {QD_WORDS("Packs", "NRR, first 12 months"), rateText(other.nrr), ofBase(rateText(base.nrr))},
        {QD_WORDS("Packs", "GRR, first 12 months"), rateText(other.grr), ofBase(rateText(base.grr))},
        {QD_WORDS("Packs", "Highest utilisation"), peak(measures.scenario), ofBase(peak(measures.base))},
        {QD_WORDS("Packs", "CSM cost, all months"), cost(measures.scenario), ofBase(cost(measures.base))}}};
}

Narrative howProjected(const ScenarioMeasures &measures)
{
    Narrative note;
    note.size = Narrative::Size::Notes;
    std::vector<Message> sentences{
        {QD_WORDS("Packs",
             "A projection, not a forecast. Base: the workspace's own figures of the twelve "
             "months to %1; hours by the touch model in force. Scenario: \"%2\", version %3, "
             "the one saved last. Levers are put into the base one after another, so that "
             "they add up; what two do together counts with the later one."),
            {longMonth(measures.start), measures.name, std::to_string(measures.version)}}};
    sentences.insert(sentences.end(), measures.notes.begin(), measures.notes.end());
    note.parts.push_back({{}, {inARow(std::move(sentences))}});
    return note;
}

} // namespace

std::vector<Page> scenarioPages(const ScenarioMeasures &measures)
{
    const Page head{titleOf(measures), subtitleOf(measures), {}};
    std::vector<Page> pages{head};
    double y = ContentTop;
    pages.back().blocks.push_back({{Margin, y, ContentWidth, FiguresHeight}, keyFigures(measures)});
    y += FiguresHeight + Gap;
    const Table quarters = quarterTable(measures);
    pages.back().blocks.push_back({{Margin, y, ContentWidth, ProjectionChartHeight}, ChartBlock{arrChart(measures)}});
    y += ProjectionChartHeight + Gap;
    pages.back().blocks.push_back({{Margin, y, ContentWidth, heightOf(quarters)}, quarters});
    const double space = ContentBottom - NoteHeight;
    for (const Table &part : brokenTable(leverTable(measures), space - ContentTop, space - ContentTop)) {
        pages.push_back(head);
        pages.back().blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(part)}, part});
    }
    const double end = ContentTop + heightOf(std::get<Table>(pages.back().blocks.back().content)) + 4;
    pages.back().blocks.push_back({{Margin, end, ContentWidth, NoteHeight - 4}, howProjected(measures)});
    return pages;
}

} // namespace qd::pack
