#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/pack/page_breaking.h"
#include "core/pack/scenario_pages.h"
#include "core/pack/wording.h"
#include "core/revenue/grouping.h"
#include "core/scenario/lever.h"

#include <cmath>
#include <map>
#include <numeric>

namespace qd::pack {

namespace {

constexpr double FiguresHeight = 20;
constexpr double ChartHeight = 62;
constexpr double NoteHeight = 13;
constexpr double Gap = 7;
constexpr std::size_t MostQuarters = 9; // a page has room for
using scenario::LeverDifference;

std::int64_t minorOf(double major, Currency currency)
{
    return static_cast<std::int64_t>(shownUnits(major, currency.digits()));
}

std::string money(const ScenarioMeasures &measures, double major)
{
    return shortMoney(minorOf(major, measures.currency), measures.currency);
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

/// "annual_expansion" in words.
std::string leverWords(const std::string &key)
{
    static const std::map<std::string, std::string> words{{"annual_churn", "churn"},
        {"annual_logo_churn", "customers lost"}, {"annual_contraction", "contraction"},
        {"annual_expansion", "expansion"}, {"annual_price_uplift", "price uplift"},
        {"new_logos_per_month", "new customers a month"}, {"new_acv", "value of a new customer"},
        {"hours_per_account", "hours a customer"}, {"max_logos_per_csm", "customers a CSM at most"},
        {"logos", "customers at the start"}, {"arr", "ARR at the start"}, {"fte", "CSMs at the start"},
        {"annual_cost", "Cost of an FTE"}, {"hours_per_month", "Working hours a month"},
        {"utilisation", "Share of time with customers"}, {"ramp", "Months to full productivity"},
        {"overload_elasticity", "Effect of overload on churn"}};
    const auto found = words.find(key);
    return found == words.end() ? key : found->second;
}

bool isShare(const std::string &key)
{
    return (key.starts_with("annual_") && key != "annual_cost") || key == "utilisation";
}

/// "3 FTE", "12.4 %", "50,000", "0.79": the value of a lever.
std::string valueText(const ScenarioMeasures &measures, const std::string &key, double value)
{
    if (isShare(key))
        return percentText(value);
    if (key == "new_acv" || key == "arr" || key == "annual_cost" || key == "threshold")
        return value == 0 ? std::string("none") : wholeAmount(minorOf(value, measures.currency), measures.currency);
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    return numberText(value, whole ? 0 : 2);
}

std::string leverText(const LeverDifference &difference)
{
    const scenario::Lever &lever = difference.lever;
    if (lever.key == "hires" || lever.key == "leavers")
        return (lever.key == "hires" ? std::string("Hires") : std::string("Leavers"))
            + (lever.month ? ", " + shortMonth(*lever.month) : std::string());
    if (lever.key == "threshold")
        return lever.toward + " from an ARR of";
    if (lever.key == "segment")
        return lever.segment == revenue::NoGroup ? "Customers without a segment" : "Segment " + lever.segment;
    return lever.segment.empty() ? leverWords(lever.key) : lever.segment + ", " + leverWords(lever.key);
}

/// Levers in the order applied; amounts in whole major units that add up to the difference.
Table leverTable(const ScenarioMeasures &measures)
{
    const Currency currency = measures.currency;
    Table table;
    table.title = "Difference by lever";
    table.subtitle = "in the order applied; ARR in " + shortMonth(lastMonth(measures)) + ", cost of "
        + counted(std::int64_t(measures.difference.months.size()), "month") + ", " + currency.code();
    table.columns = {{"Lever", Align::Left, 3}, {"Base", Align::Right, 1.2}, {"Scenario", Align::Right, 1.2},
        {"ARR", Align::Right, 1.4}, {"CSM cost", Align::Right, 1.3}};
    std::vector<std::int64_t> arr;
    std::vector<std::int64_t> cost;
    for (const LeverDifference &lever : measures.difference.levers) {
        arr.push_back(lever.arr.back());
        cost.push_back(std::accumulate(lever.cost.begin(), lever.cost.end(), std::int64_t(0)));
    }
    const std::int64_t unit = minorPerMajor(currency);
    const std::vector<std::int64_t> arrParts = roundedParts(arr, unit);
    const std::vector<std::int64_t> costParts = roundedParts(cost, unit);
    const auto amount = [&](std::int64_t minor) { return withSign(wholeAmount(minor, currency)); };
    for (std::size_t i = 0; i < arr.size(); ++i) {
        const LeverDifference &lever = measures.difference.levers[i];
        const auto value = [&](const std::optional<double> &of) {
            return of ? valueText(measures, lever.lever.key, *of) : std::string();
        };
        table.rows.push_back({{leverText(lever)}, {value(lever.from), Judgement::None, true}, {value(lever.to)},
            {amount(arrParts[i])}, {amount(costParts[i])}});
    }
    table.totals = {{"Difference"}, {}, {},
        {amount(std::accumulate(arrParts.begin(), arrParts.end(), std::int64_t(0)))},
        {amount(std::accumulate(costParts.begin(), costParts.end(), std::int64_t(0)))}};
    return table;
}

/// Base, scenario and difference at the ends of quarters; each difference is that of the printed figures.
Table quarterTable(const ScenarioMeasures &measures)
{
    auto months = compareQuarterEnds(measures.base, measures.scenario, measures.fiscalYearStart);
    if (months.size() > MostQuarters)
        months.erase(months.begin(), months.end() - std::ptrdiff_t(MostQuarters));
    const Currency currency = measures.currency;
    Table table;
    table.title = "Quarter ends";
    table.subtitle = currency.code() + " and % of capacity";
    table.rowHeight = 4.6;
    table.columns = {{"", Align::Left, 2.1}};
    for (const scenario::ComparedMonth &month : months)
        table.columns.push_back({shortMonth(month.month), Align::Right, 1});
    const auto row = [&](const std::string &name, bool quiet, const auto &text) {
        std::vector<Table::Cell> cells{{name, Judgement::None, quiet}};
        for (const scenario::ComparedMonth &month : months)
            cells.push_back({text(month), Judgement::None, quiet});
        table.rows.push_back(std::move(cells));
    };
    const auto amount = [&](double major) { return wholeAmount(minorOf(major, currency), currency); };
    const auto use = [](const std::optional<double> &share) {
        return share ? percentOfTenths(shownTenths(*share), false) : std::string("none");
    };
    row("ARR, base", true, [&](const auto &m) { return amount(m.base.arr); });
    row("ARR, scenario", false, [&](const auto &m) { return amount(m.scenario.arr); });
    row("Difference", false, [&](const auto &m) { return withSign(amount(m.arrDifference())); });
    row("Utilisation, base", true, [&](const auto &m) { return use(m.base.utilisation); });
    row("Utilisation, scenario", false, [&](const auto &m) { return use(m.scenario.utilisation); });
    row("CSM cost a month, base", true, [&](const auto &m) { return amount(m.base.cost); });
    row("CSM cost a month, scenario", false, [&](const auto &m) { return amount(m.scenario.cost); });
    return table;
}

chart::Series lineOf(const std::string &name, chart::Meaning meaning, std::size_t size)
{
    return {name, meaning, std::vector<std::optional<double>>(size)};
}

/// Measured ARR, then base and scenario.
chart::Chart arrChart(const ScenarioMeasures &measures)
{
    chart::Chart chart;
    chart.title = "ARR";
    chart.subtitle = measures.currency.code() + "; measured to " + shortMonth(measures.start) + ", then projected";
    chart.currency = measures.currency;
    const std::size_t past = measures.history.size();
    const std::size_t size = past + measures.difference.months.size();
    chart::Series base = lineOf("Base", chart::Meaning::Base, size);
    chart::Series other = lineOf("Scenario", chart::Meaning::Scenario, size);
    chart::Series measured = lineOf("Measured", chart::Meaning::History, size);
    for (std::size_t i = 0; i < past; ++i) {
        chart.categories.push_back(measures.history[i].first.iso());
        measured.values[i] = measures.history[i].second;
    }
    if (past > 0)
        base.values[past - 1] = other.values[past - 1] = measures.history.back().second;
    for (std::size_t i = 0; i < measures.difference.months.size(); ++i) {
        chart.categories.push_back(measures.difference.months[i].month.iso());
        base.values[past + i] = measures.base.closingArr(i);
        other.values[past + i] = measures.scenario.closingArr(i);
    }
    chart.series = {base, other, measured};
    return chart;
}

std::string titleOf(const ScenarioMeasures &measures)
{
    const std::int64_t difference = closingDifference(measures);
    const scenario::MonthDifference &last = measures.difference.months.back();
    const std::string reached =
        measures.name + ": ARR of " + shortMoney(last.otherArr, measures.currency) + " in " + shortMonth(last.month);
    if (difference == 0)
        return reached + ", as without it";
    return reached + ", " + shortMoney(std::abs(difference), measures.currency)
        + (difference < 0 ? " below the base" : " above the base");
}

std::string subtitleOf(const ScenarioMeasures &measures)
{
    if (measures.difference.levers.empty())
        return "No lever differs from the workspace's own figures of the twelve months to " + longMonth(measures.start)
            + ".";
    const auto widest = std::max_element(measures.difference.levers.begin(), measures.difference.levers.end(),
        [](const auto &a, const auto &b) { return std::abs(a.arr.back()) < std::abs(b.arr.back()); });
    const std::string amount = withSign(shortMoney(widest->arr.back(), measures.currency));
    return capitalised(counted(std::int64_t(measures.difference.levers.size()), "lever")) + " differ"
        + (measures.difference.levers.size() == 1 ? "s" : "") + " from the base; most of it is " + leverText(*widest)
        + " with " + amount + ".";
}

std::string rateText(const std::optional<double> &rate)
{
    return rate ? percentText(*rate) : std::string("none");
}

KeyFigures keyFigures(const ScenarioMeasures &measures)
{
    const auto &base = measures.base.summary;
    const auto &other = measures.scenario.summary;
    const auto peak = [](const scenario::Projection &projection) {
        const auto use = outcomeOf(projection, scenario::Outcome::PeakUtilisation);
        return use ? wholePercent(*use) : std::string("none");
    };
    const auto cost = [&](const scenario::Projection &projection) {
        return money(measures, *outcomeOf(projection, scenario::Outcome::Cost));
    };
    return {{{"ARR, " + shortMonth(lastMonth(measures)), money(measures, other.closingArr),
                 "base " + money(measures, base.closingArr)},
        {"NRR, first 12 months", rateText(other.nrr), "base " + rateText(base.nrr)},
        {"GRR, first 12 months", rateText(other.grr), "base " + rateText(base.grr)},
        {"Highest utilisation", peak(measures.scenario), "base " + peak(measures.base)},
        {"CSM cost, all months", cost(measures.scenario), "base " + cost(measures.base)}}};
}

Narrative howProjected(const ScenarioMeasures &measures)
{
    Narrative note;
    note.compact = true;
    note.parts.push_back({{},
        {"A projection, not a forecast. Base: the workspace's own figures of the twelve months to "
            + longMonth(measures.start) + "; hours by the touch model in force. Scenario: \"" + measures.name
            + "\", version " + std::to_string(measures.version)
            + ", the one saved last. Levers are put into the base one "
              "after another, so that they add up; what two do together counts with the later one."
            + (measures.notes.empty() ? std::string() : " " + joined(english(measures.notes), " "))}});
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
    pages.back().blocks.push_back({{Margin, y, ContentWidth, ChartHeight}, ChartBlock{arrChart(measures)}});
    y += ChartHeight + Gap;
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
