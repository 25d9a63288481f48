#include "core/base/rounding.h"
#include "core/base/words.h"
#include "core/pack/charts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using revenue::MovementKind;

constexpr double ArrTopHeight = 66;
constexpr double ArrLeftWidth = 166;
constexpr double TrendWidth = 132;
constexpr double NoteLineHeight = 6.5;
constexpr double LeastRowHeight = 4.5; ///< of the groups, where there are many

/// Customers with a movement of `kind`; one whose rates moved is one of FX, too.
std::int64_t customersMoved(const MonthMeasures &measures, MovementKind kind)
{
    return std::ranges::count(measures.details, kind, &revenue::AccountMovement::kind);
}

Table movementTable(const MonthMeasures &measures)
{
    const revenue::MovementRow flow = inWholeUnits(measures.flow, measures.currency);
    Table table;
    table.title = QD_WORDS("Packs", "Movements");
    table.subtitle = longMonth(measures.month);
    table.columns = {{QD_WORDS("Packs", "Movement"), Align::Left, 2.4},
        {QD_WORDS("Packs", "Customers"), Align::Right, 1.4},
        {Message::data(measures.currency.code()), Align::Right, 2}};
    const auto add = [&](Message name, std::int64_t customers, const Figure &amount, const Origin &origin) {
        table.rows.push_back({{std::move(name)}, {Count{customers}, Judgement::None, true}, {amount}});
        table.origins.push_back(origin);
    };
    add({QD_WORDS("Packs", "Opening, %1"), {shortDay(measures.month.plus(-1).lastDay())}}, flow.openingLogos,
        Figure::wholeAmount(flow.opening, measures.currency), Origin::at(Origin::Of::Arr, measures.month.plus(-1)));
    for (const auto &[kind, amount] : stepsOf(flow))
        add(Word{nameOf(kind)}, customersMoved(measures, kind),
            Figure::wholeAmount(amount, measures.currency).withSign(), Origin::movement(measures.month, kind));
    table.totals = {{{QD_WORDS("Packs", "Closing, %1"), {shortDay(measures.asOf)}}}, {Count{flow.closingLogos}},
        {Figure::wholeAmount(flow.closing, measures.currency)}};
    table.totalsOrigin = Origin::at(Origin::Of::Arr, measures.month);
    return table;
}

/// What the dagger beside a number of customers says.
Narrative smallSetNote()
{
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({{}, {{QD_WORDS("Packs", "\u2020 fewer than %1 customers"), {Count{chart::SmallNumber}}}}});
    return note;
}

const revenue::RetentionRow *groupOf(const std::optional<revenue::Retention> &retention, const std::string &group)
{
    if (!retention)
        return nullptr;
    for (const revenue::RetentionRow &row : retention->rows) {
        if (row.group == group)
            return &row;
    }
    return nullptr;
}

/// `arr` is the row's closing ARR as it is printed.
std::vector<Table::Cell> retentionCells(const Message &name, const revenue::RetentionRow &row,
    const revenue::RetentionRow *before, std::int64_t arr, Currency currency)
{
    const auto rate = [](const Ratio &ratio) {
        const auto value = shown(ratio.value());
        return value ? Message(Figure::percentNumber(*value)) : none();
    };
    Table::Cell change{none(), Judgement::None, true};
    const auto now = shown(row.rate(metrics::Grr).value());
    const auto then = before ? shown(before->rate(metrics::Grr).value()) : std::nullopt;
    if (now && then)
        change = {Figure::pointsNumber(*now - *then),
            *now == *then      ? Judgement::None
                : *now > *then ? Judgement::Good
                               : Judgement::Bad,
            false};
    const bool small = row.logos < chart::SmallNumber;
    const Message customers =
        small ? Message(QD_WORDS("Packs", "%1\u2020"), {Count{row.logos}}) : Message(Count{row.logos});
    return {{name}, {Figure::millions(arr, currency)}, {rate(row.rate(metrics::Nrr)), Judgement::None, small},
        {rate(row.rate(metrics::Grr)), Judgement::None, small}, change,
        {rate(row.rate(metrics::LogoChurn)), Judgement::None, small}, {customers, Judgement::None, true}};
}

struct GroupTable {
    Table table;
    bool hasSmallSet = false; ///< a dagger is printed
};

void addGroups(GroupTable &made, const char *dimension, const revenue::Retention &now,
    const std::optional<revenue::Retention> &before, Currency currency, const Message &heading, std::size_t most)
{
    Table &table = made.table;
    std::size_t groups = 0;
    for (std::size_t i = 1; i < now.rows.size(); ++i)
        groups += now.rows[i].logos > 0 ? 1 : 0;
    if (groups < 2 || table.rows.size() + groups + 1 > most)
        return; // one group says nothing the total does not
    table.rows.push_back({{heading, Judgement::None, true}});
    table.rows.back().resize(table.columns.size());
    table.origins.emplace_back();
    std::vector<std::int64_t> closings;
    for (std::size_t i = 1; i < now.rows.size(); ++i)
        closings.push_back(now.rows[i].closing);
    // As a column of hundredths of a million that adds up to that of all.
    const std::vector<std::int64_t> arr = roundedParts(closings, minorPerMajor(currency) * 10'000);
    for (std::size_t i = 1; i < now.rows.size(); ++i) {
        const revenue::RetentionRow &row = now.rows[i];
        if (row.logos == 0)
            continue;
        table.rows.push_back(
            retentionCells(Message::of(groupValue(row.group)), row, groupOf(before, row.group), arr[i - 1], currency));
        made.hasSmallSet = made.hasSmallSet || row.logos < chart::SmallNumber;
        Origin origin = Origin::at(Origin::Of::Retention, now.to);
        origin.dimension = dimension;
        origin.group = row.group;
        table.origins.push_back(origin);
    }
}

GroupTable retentionTable(const MonthMeasures &measures, double space)
{
    GroupTable made;
    Table &table = made.table;
    table.title = QD_WORDS("Packs", "Where it differs");
    // The row of all says of whom: not of everybody, as who joined within the year is in none of these figures.
    table.subtitle = {QD_WORDS("Packs", "12 months to %1, rates in %"), {shortMonth(measures.month)}};
    table.columns = {{QD_WORDS("Packs", "Group"), Align::Left, 2.3},
        {{QD_WORDS("Packs", "Their ARR, %1 M"), {measures.currency.code()}}, Align::Right, 2.4},
        {QD_WORDS("Packs", "NRR"), Align::Right, 1.2}, {QD_WORDS("Packs", "GRR"), Align::Right, 1.2},
        {QD_WORDS("Packs", "GRR in 1 y"), Align::Right, 1.6}, {QD_WORDS("Packs", "Logo churn"), Align::Right, 1.6},
        {QD_WORDS("Packs", "n"), Align::Right, 1}};
    const double room = space - TitleHeight - HeaderHeight;
    const std::size_t most = std::size_t(std::floor(room / LeastRowHeight)) - 1;
    addGroups(made, "segment", measures.bySegment, measures.bySegmentYearAgo, measures.currency,
        QD_WORDS("Packs", "By segment"), most);
    addGroups(made, "region", measures.byRegion, measures.byRegionYearAgo, measures.currency,
        QD_WORDS("Packs", "By region"), most);
    table.rowHeight = std::min(table.rowHeight, room / double(table.rows.size() + 1));
    const revenue::RetentionRow &all = measures.bySegment.rows.front();
    table.totals = retentionCells({QD_WORDS("Packs", "All of %1"), {shortMonth(measures.month.plus(-12))}}, all,
        measures.bySegmentYearAgo ? &measures.bySegmentYearAgo->rows.front() : nullptr, all.closing, measures.currency);
    table.totalsOrigin = Origin::at(Origin::Of::Retention, measures.month);
    made.hasSmallSet = made.hasSmallSet || all.logos < chart::SmallNumber;
    return made;
}

} // namespace

Page arrPage(const MonthMeasures &measures)
{
    const ShownRate nrr = yearlyRate(measures, metrics::Nrr);
    const ShownRate grr = yearlyRate(measures, metrics::Grr);
    Page page;
    page.title = arrTitle(measures.month, measures.flow.closing, measures.currency, nrr, grr);
    if (measures.flow.opening != 0)
        page.subtitle = inARow({{QD_WORDS("Packs", "From %1 to %2, to the cent."),
                                    {Figure::exactMoney(measures.flow.opening, measures.currency),
                                        Figure::exactMoney(measures.flow.closing, measures.currency)}},
            grrSentence(grr)});
    page.blocks.push_back({{Margin, ContentTop, ArrLeftWidth, ArrTopHeight},
        ChartBlock{arrBridge(measures.flow, measures.currency)}, Origin::at(Origin::Of::Movement, measures.month)});
    const double tableX = Margin + ArrLeftWidth + WideGap;
    const Table movements = movementTable(measures);
    page.blocks.push_back({{tableX, ContentTop, PageWidth - Margin - tableX, heightOf(movements)}, movements});
    const double second = ContentTop + ArrTopHeight + WideGap;
    const double height = ContentBottom - second;
    const auto target = measures.targets.find(metrics::Grr);
    page.blocks.push_back({{Margin, second, TrendWidth, height},
        ChartBlock{retentionTrendChart(
            measures.trend, target == measures.targets.end() ? std::nullopt : std::optional(target->second))},
        Origin::at(Origin::Of::Retention, measures.month)});
    const double groupsX = Margin + TrendWidth + WideGap;
    const double groupsWidth = PageWidth - Margin - groupsX;
    const auto [groups, hasSmallSet] = retentionTable(measures, height - NoteLineHeight);
    page.blocks.push_back({{groupsX, second, groupsWidth, heightOf(groups)}, groups});
    if (hasSmallSet)
        page.blocks.push_back({{groupsX, second + heightOf(groups) + 1, groupsWidth, NoteLineHeight - 1},
            smallSetNote(), Origin::at(Origin::Of::Retention, measures.month)});
    return page;
}

} // namespace qd::pack
