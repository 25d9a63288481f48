#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/pack/coverage_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

using coverage::CapacityRow;
using coverage::Fairness;
using coverage::HiringTrigger;

constexpr double FiguresHeight = 20;
constexpr double NoteHeight = 13;
constexpr double Gap = 7;

/// "12.4"
std::string oneDecimal(double value)
{
    return numberText(value, 1);
}

std::string twoDecimals(const std::optional<double> &value)
{
    return value ? numberText(*value, 2) : "none";
}

std::string groupName(const std::string &group)
{
    return group == "total" ? "All segments" : group;
}

/// Utilisation of one month: above 100 % is marked, by word and colour, not by colour alone.
Table::Cell loadCell(const CapacityRow &row)
{
    const auto used = row.utilisation();
    if (!used)
        return {row.requiredHours > 0 ? "nobody" : "", Judgement::Bad, false, row.requiredHours > 0};
    const bool over = *used > 1;
    return {wholePercent(*used), over ? Judgement::Bad : Judgement::None, false, over};
}

/// FTE of each of `groups` in the first month, in tenths that add up to the total's.
std::vector<double> shownFte(const coverage::Capacity &capacity, const std::vector<std::string> &groups)
{
    std::vector<double> parts;
    double total = 0;
    for (const std::string &group : groups) {
        const auto row = std::find_if(capacity.rows.begin(), capacity.rows.end(),
            [&](const CapacityRow &each) { return each.group == group && each.month == capacity.months.front(); });
        if (group == "total")
            total = row->availableFte;
        else
            parts.push_back(row->availableFte);
    }
    std::vector<double> shown = roundedParts(parts, 1, total);
    const auto at = std::find(groups.begin(), groups.end(), "total");
    if (at != groups.end())
        shown.insert(shown.begin() + (at - groups.begin()), shownValue(total, 1));
    return shown;
}

/// A row per group, a column per month; the total stands last.
Table loadTable(const CoverageMeasures &measures)
{
    Table table;
    table.title = "Required over available hours";
    table.subtitle = "%, at month-ends; above 100 % marked";
    table.columns = {{"Segment", Align::Left, 2.2}, {"FTE now", Align::Right, 1.1}};
    for (const Month month : measures.capacity.months)
        table.columns.push_back({shortMonth(month).substr(0, 3), Align::Right, 1});
    std::vector<std::string> groups;
    for (const CapacityRow &row : measures.capacity.rows) {
        if (row.month == measures.capacity.months.front())
            groups.push_back(row.group);
    }
    const std::vector<double> fte = shownFte(measures.capacity, groups);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::string &group = groups[i];
        std::vector<Table::Cell> cells{{groupName(group)}};
        for (const Month month : measures.capacity.months) {
            for (const CapacityRow &row : measures.capacity.rows) {
                if (row.month != month || row.group != group)
                    continue;
                if (cells.size() == 1)
                    cells.push_back({oneDecimal(fte[i]), Judgement::None, true});
                cells.push_back(loadCell(row));
            }
        }
        cells.resize(table.columns.size());
        (group == "total" ? table.totals : table.rows.emplace_back()) = std::move(cells);
    }
    return table;
}

Table fairnessTable(const CoverageMeasures &measures)
{
    Table table;
    table.title = "How evenly";
    table.subtitle = counted(measures.fairness.utilisation.n, "book") + " with capacity, amounts per FTE";
    table.columns = {{"Measure", Align::Left, 2}, {"Variation", Align::Right, 1.2}, {"Gini", Align::Right, 1},
        {"Max / min", Align::Right, 1.2}, {"In band", Align::Right, 1}};
    const auto add = [&](const char *name, const Fairness &fairness) {
        table.rows.push_back({{name}, {twoDecimals(fairness.variation)}, {twoDecimals(fairness.gini)},
            {fairness.maxOverMin ? oneDecimal(*fairness.maxOverMin) : "none"},
            {fairness.inBand ? wholePercent(*fairness.inBand) : "none"}});
    };
    add("Utilisation", measures.fairness.utilisation);
    add("ARR", measures.fairness.arr);
    add("Customers", measures.fairness.accounts);
    add("ARR at risk", measures.fairness.atRiskArr);
    return table;
}

Table triggerTable(const CoverageMeasures &measures)
{
    Table table;
    table.title = "When to hire";
    table.subtitle = counted(MonthsToHire, "month") + " to hire (assumed), then the ramp";
    table.columns = {{"Segment", Align::Left, 2}, {"Above 100 %", Align::Left, 1.5}, {"Short, FTE", Align::Right, 1.2},
        {"Search from", Align::Left, 1.6}};
    for (const HiringTrigger &trigger : measures.triggers) {
        if (!trigger.firstOver) {
            table.rows.push_back(
                {{groupName(trigger.group)}, {"not in the year", Judgement::Good, false, true}, {}, {}});
            continue;
        }
        table.rows.push_back({{groupName(trigger.group)}, {shortMonth(*trigger.firstOver), Judgement::Bad, false, true},
            {oneDecimal(trigger.missingFte)},
            {trigger.late            ? "now, too late"
                    : trigger.hireBy ? dateText(*trigger.hireBy)
                                     : ""}});
    }
    return table;
}

std::string titleOf(const CapacityRow &total)
{
    const double gap = shownValue(total.availableFte, 1) - shownValue(total.requiredFte, 1); // of what is printed
    return oneDecimal(total.requiredFte) + " FTE are needed and " + oneDecimal(total.availableFte)
        + " are there: " + (gap >= 0 ? oneDecimal(gap) + " to spare" : oneDecimal(-gap) + " short");
}

std::string subtitleOf(const CoverageMeasures &measures)
{
    std::vector<std::string> over;
    for (const HiringTrigger &trigger : measures.triggers) {
        if (trigger.group != "total" && trigger.firstOver)
            over.push_back(trigger.group + " from " + shortMonth(*trigger.firstOver));
    }
    if (over.empty())
        return "With the accounts and people known today no segment passes 100 % within a year.";
    return "With the accounts and people known today above 100 %: " + listed(over) + ".";
}

KeyFigures keyFigures(const CoverageMeasures &measures)
{
    const CapacityRow &total = measures.capacity.rows.front();
    const coverage::Books &books = measures.capacity.books;
    int covered = 0;
    for (const coverage::Book &book : books.books)
        covered += book.accounts;
    return {{{"Required", oneDecimal(total.requiredFte) + " FTE",
                 numberText(total.requiredHours, 0) + " hours a month"},
        {"Available", oneDecimal(total.availableFte) + " FTE", "ramp included"},
        {"Used", total.utilisation() ? percentText(*total.utilisation()) : "none",
            oneDecimal(measures.input.model.productiveHours()) + " productive hours an FTE"},
        {"Customers with a CSM", countText(covered), counted(std::int64_t(books.books.size()), "book")},
        {"Without a CSM", countText(books.vacant.accounts), shortMoney(books.vacant.arr, measures.input.currency)}}};
}

Narrative howMeasured(const CoverageMeasures &measures)
{
    Narrative note;
    note.compact = true;
    note.parts.push_back({{},
        {"Hours by " + measures.model
            + ". Required FTE = required hours / productive hours. A CSM's FTE is split over segments by the hours of "
              "the customers held. In band: 80 to 110 % of capacity; amounts within 15 % of their mean."}});
    return note;
}

} // namespace

std::vector<Page> capacityPages(const CoverageMeasures &measures)
{
    const Page head{titleOf(measures.capacity.rows.front()), subtitleOf(measures), {}};
    std::vector<Page> pages{head};
    pages.back().blocks.push_back({{Margin, ContentTop, ContentWidth, FiguresHeight}, keyFigures(measures)});
    double y = ContentTop + FiguresHeight + Gap;
    for (const Table &part : brokenTable(loadTable(measures), ContentBottom - y, ContentBottom - ContentTop)) {
        if (pages.back().blocks.size() > 1) {
            pages.push_back(head);
            y = ContentTop;
        }
        pages.back().blocks.push_back({{Margin, y, ContentWidth, heightOf(part)}, part});
        y += heightOf(part) + Gap;
    }
    const double half = (ContentWidth - Gap) / 2;
    const double space = ContentBottom - NoteHeight;
    const Table fairness = fairnessTable(measures);
    const Table triggers = triggerTable(measures);
    if (y + std::max(heightOf(triggers), heightOf(fairness)) > space) {
        pages.push_back(head);
        y = ContentTop;
    }
    const std::vector<Table> parts = brokenTable(triggers, space - y, space - ContentTop);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            pages.push_back(head);
        pages.back().blocks.push_back({{Margin, i > 0 ? ContentTop : y, half, heightOf(parts[i])}, parts[i]});
        if (i == 0)
            pages.back().blocks.push_back({{Margin + half + Gap, y, half, heightOf(fairness)}, fairness});
    }
    const double end =
        parts.size() > 1 ? ContentTop + heightOf(parts.back()) : y + std::max(heightOf(triggers), heightOf(fairness));
    pages.back().blocks.push_back({{Margin, end + 4, ContentWidth, NoteHeight - 4}, howMeasured(measures)});
    return pages;
}

} // namespace qd::pack
