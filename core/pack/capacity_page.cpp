#include "core/base/rounding.h"
#include "core/pack/coverage_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using coverage::CapacityRow;
using coverage::Fairness;
using coverage::HiringTrigger;

constexpr double HighestRow = 8; ///< where few segments leave room

/// "12.4"
Figure oneDecimal(double value)
{
    return Figure::number(value, 1);
}

Message twoDecimals(const std::optional<double> &value)
{
    return value ? Message(Figure::number(*value, 2)) : none();
}

Message groupName(const std::string &group)
{
    return group == "total" ? Message(QD_WORDS("Packs", "All segments")) : Message::data(group);
}

/// Hours are counted whole.
Count wholeHours(double hours)
{
    return {static_cast<std::int64_t>(shownUnits(hours, 0))};
}

/// Utilisation of one month: above 100 % is marked, by word and colour, not by colour alone.
Table::Cell loadCell(const CapacityRow &row)
{
    const auto used = row.utilisation();
    if (!used)
        return row.requiredHours > 0 ? Table::Cell{QD_WORDS("Packs", "nobody"), Judgement::Bad, false, true}
                                     : Table::Cell{{}, Judgement::Bad};
    const bool over = *used > 1;
    return {Figure::wholePercent(*used), over ? Judgement::Bad : Judgement::None, false, over};
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
    table.title = QD_WORDS("Packs", "Required over available hours");
    table.subtitle = QD_WORDS("Packs", "%, at month-ends; above 100 % marked");
    table.columns = {
        {QD_WORDS("Packs", "Segment"), Align::Left, 2.2}, {QD_WORDS("Packs", "FTE now"), Align::Right, 1.1}};
    for (const Month month : measures.capacity.months) // the year once, and where another one begins
        table.columns.push_back({month == measures.capacity.months.front() || month.month() == 1
                ? shortMonth(month)
                : MonthName{month, MonthName::Form::ShortAlone},
            Align::Right, 1});
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
    table.title = QD_WORDS("Packs", "How evenly");
    table.subtitle = {
        QD_WORDS_N("Packs", "%1 books with capacity, amounts per FTE", "%1 book with capacity, amounts per FTE"),
        {Count{measures.fairness.utilisation.n}}};
    table.columns = {{QD_WORDS("Packs", "Measure"), Align::Left, 2},
        {QD_WORDS("Packs", "Variation"), Align::Right, 1.2}, {QD_WORDS("Packs", "Gini"), Align::Right, 1},
        {QD_WORDS("Packs", "Max / min"), Align::Right, 1.2}, {QD_WORDS("Packs", "In band"), Align::Right, 1}};
    const auto add = [&](const MessageWords &name, const Fairness &fairness) {
        table.rows.push_back({{name}, {twoDecimals(fairness.variation)}, {twoDecimals(fairness.gini)},
            {fairness.maxOverMin ? Message(oneDecimal(*fairness.maxOverMin)) : none()},
            {fairness.inBand ? Message(Figure::wholePercent(*fairness.inBand)) : none()}});
    };
    add(QD_WORDS("Packs", "Utilisation"), measures.fairness.utilisation);
    add(QD_WORDS("Packs", "ARR"), measures.fairness.arr);
    add(QD_WORDS("Packs", "Customers"), measures.fairness.accounts);
    add(QD_WORDS("Packs", "ARR at risk"), measures.fairness.atRiskArr);
    return table;
}

/// Its title with one sentence where nobody has to be hired.
Table triggerTable(const CoverageMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "When to hire");
    if (std::ranges::none_of(
            measures.triggers, [](const HiringTrigger &trigger) { return trigger.firstOver.has_value(); })) {
        table.subtitle = QD_WORDS("Packs", "nobody within the year: all stay at or below 100 %");
        return table;
    }
    table.subtitle = {
        QD_WORDS_N("Packs", "%1 months to hire (assumed), then the ramp", "%1 month to hire (assumed), then the ramp"),
        {Count{MonthsToHire}}};
    table.columns = {{QD_WORDS("Packs", "Segment"), Align::Left, 2},
        {QD_WORDS("Packs", "Above 100 %"), Align::Left, 1.5}, {QD_WORDS("Packs", "Short, FTE"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Search from"), Align::Left, 1.6}};
    for (const HiringTrigger &trigger : measures.triggers) {
        if (!trigger.firstOver) {
            table.rows.push_back({{groupName(trigger.group)},
                {QD_WORDS("Packs", "not in the year"), Judgement::Good, false, true}, {}, {}});
            continue;
        }
        table.rows.push_back({{groupName(trigger.group)}, {shortMonth(*trigger.firstOver), Judgement::Bad, false, true},
            {oneDecimal(trigger.missingFte)},
            {trigger.late            ? Message(QD_WORDS("Packs", "now, too late"))
                    : trigger.hireBy ? Message(day(*trigger.hireBy))
                                     : Message()}});
    }
    return table;
}

Message titleOf(const CapacityRow &total)
{
    const double gap = shownValue(total.availableFte, 1) - shownValue(total.requiredFte, 1); // of what is printed
    return {gap >= 0 ? QD_WORDS("Packs", "%1 FTE are needed and %2 are there: %3 to spare")
                     : QD_WORDS("Packs", "%1 FTE are needed and %2 are there: %3 short"),
        {oneDecimal(total.requiredFte), oneDecimal(total.availableFte), oneDecimal(std::abs(gap))}};
}

Message subtitleOf(const CoverageMeasures &measures)
{
    std::vector<Message> over;
    for (const HiringTrigger &trigger : measures.triggers) {
        if (trigger.group != "total" && trigger.firstOver)
            over.push_back({QD_WORDS("Packs", "%1 from %2"), {trigger.group, shortMonth(*trigger.firstOver)}});
    }
    if (over.empty())
        return QD_WORDS("Packs", "With the accounts and people known today no segment passes 100 % within a year.");
    return {QD_WORDS("Packs", "With the accounts and people known today above 100 %: %1."), {Sentences(listed(over))}};
}

KeyFigures keyFigures(const CoverageMeasures &measures)
{
    const CapacityRow &total = measures.capacity.rows.front();
    const coverage::Books &books = measures.capacity.books;
    int covered = 0;
    for (const coverage::Book &book : books.books)
        covered += book.accounts;
    const auto fte = [](double value) { return Message(QD_WORDS("Packs", "%1 FTE"), {oneDecimal(value)}); };
    return {{{QD_WORDS("Packs", "Required"), fte(total.requiredFte),
                 {QD_WORDS_N("Packs", "%1 hours a month", "%1 hour a month"), {wholeHours(total.requiredHours)}}},
        {QD_WORDS("Packs", "Available"), fte(total.availableFte), QD_WORDS("Packs", "ramp included")},
        {QD_WORDS("Packs", "Used"), total.utilisation() ? Message(Share{*total.utilisation()}) : none(),
            {QD_WORDS("Packs", "%1 productive hours an FTE"), {oneDecimal(measures.input.model.productiveHours())}}},
        {QD_WORDS("Packs", "Customers with a CSM"), Count{covered},
            {QD_WORDS_N("Packs", "%1 books", "%1 book"), {Count{std::int64_t(books.books.size())}}}},
        {QD_WORDS("Packs", "Without a CSM"), Count{books.vacant.accounts},
            Figure::shortMoney(books.vacant.arr, measures.input.currency)}}};
}

Narrative howMeasured(const CoverageMeasures &measures)
{
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({{},
        {{QD_WORDS("Packs",
              "Hours by %1. Required FTE = required hours / productive hours. A CSM's FTE is split over segments by "
              "the "
              "hours of the customers held. In band: 80 to 110 % of capacity; amounts within 15 % of their mean."),
            {Sentences(measures.model)}}}});
    return note;
}

/// Rows as high as one page allows, alike in all tables.
void spread(Table &loads, Table &fairness, Table &triggers)
{
    const double start = ContentTop + FiguresHeight + Gap;
    const double lower = std::max(heightOf(triggers), heightOf(fairness));
    const double spare = ContentBottom - NoteHeight - start - heightOf(loads) - Gap - lower;
    const double rows = double(loads.rows.size() + 1 + std::max(triggers.rows.size(), fairness.rows.size()));
    const double more = std::clamp(spare / rows, 0.0, HighestRow - loads.rowHeight);
    for (Table *table : {&loads, &fairness, &triggers})
        table->rowHeight += more;
}

} // namespace

std::vector<Page> capacityPages(const CoverageMeasures &measures)
{
    Table loads = loadTable(measures);
    Table fairness = fairnessTable(measures);
    Table triggers = triggerTable(measures);
    spread(loads, fairness, triggers);
    const Page head{titleOf(measures.capacity.rows.front()), subtitleOf(measures), {}};
    std::vector<Page> pages{head};
    pages.back().blocks.push_back({{Margin, ContentTop, ContentWidth, FiguresHeight}, keyFigures(measures)});
    double y = ContentTop + FiguresHeight + Gap;
    for (const Table &part : brokenTable(loads, ContentBottom - y, ContentBottom - ContentTop)) {
        if (pages.back().blocks.size() > 1) {
            pages.push_back(head);
            y = ContentTop;
        }
        pages.back().blocks.push_back({{Margin, y, ContentWidth, heightOf(part)}, part});
        y += heightOf(part) + Gap;
    }
    const double half = (ContentWidth - Gap) / 2;
    const double space = ContentBottom - NoteHeight;
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
