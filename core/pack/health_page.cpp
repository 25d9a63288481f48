#include "core/base/words.h"
#include "core/health/words.h"
#include "core/pack/health_charts.h"
#include "core/pack/health_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using health::HealthColour;

constexpr double HealthChartWidth = 100;
constexpr double HealthChartHeight = 80;
constexpr double LeastSpace = 40; ///< below which neither chart nor movers say anything

/// Customers of a group, or of all where it is empty.
Origin membersOf(const HealthMeasures &measures, const std::string &group)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = group.empty() ? Message(QD_WORDS("Packs", "Customers with ARR"))
                                 : Message({QD_WORDS("Packs", "Customers of %1"), {groupValue(group)}});
    for (const health::AccountScore &each : measures.scores.accounts) {
        if (group.empty() || measures.segmentOf(each.account) == group)
            origin.accounts.push_back(measures.accounts().at(each.account).id);
    }
    return origin;
}

std::vector<Table::Cell> mixCells(const HealthMeasures &measures, const health::MixRow &row, const Message &name)
{
    std::vector<Table::Cell> cells{{name}, {Count{row.all().n}}};
    for (const HealthColour colour : health::AllColours)
        cells.push_back({Count{row.of(colour).n}, Judgement::None, row.of(colour).n == 0});
    cells.push_back({Figure::wholeAmount(row.all().arr, measures.currency())});
    const auto share = row.atRiskShare();
    cells.push_back({share ? Message(Figure::wholePercent(*share)) : none()});
    return cells;
}

Table mixTable(const HealthMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "By segment");
    table.subtitle = {QD_WORDS("Packs", "customers, ARR in %1"), {measures.currency().code()}};
    table.columns = {
        {QD_WORDS("Packs", "Segment"), Align::Left, 2.2}, {QD_WORDS("Packs", "Customers"), Align::Right, 1.4}};
    for (const HealthColour colour : health::AllColours)
        table.columns.push_back({Word{health::colourName(colour)}, Align::Right, 1.3});
    table.columns.push_back({QD_WORDS("Packs", "ARR"), Align::Right, 1.8});
    table.columns.push_back({QD_WORDS("Packs", "At risk"), Align::Right, 1.1});
    for (std::size_t i = 1; i < measures.mix.size(); ++i) {
        const health::MixRow &row = measures.mix[i];
        table.rows.push_back(mixCells(measures, row, Message::of(groupValue(row.group))));
        table.origins.push_back(membersOf(measures, row.group));
    }
    table.totals = mixCells(measures, measures.mix.front(), QD_WORDS("Packs", "All customers"));
    table.totalsOrigin = membersOf(measures, {});
    return table;
}

/// Customers with another colour, the largest first.
Table moversTable(const HealthMeasures &measures, double space)
{
    Table table;
    table.title = QD_WORDS("Packs", "Another colour");
    table.subtitle = {
        QD_WORDS("Packs", "since %1, largest ARR first, ARR in %2"), {day(measures.since), measures.currency().code()}};
    table.columns = {{QD_WORDS("Packs", "Customer"), Align::Left, 3.0}, {QD_WORDS("Packs", "From"), Align::Left, 1.3},
        {QD_WORDS("Packs", "To"), Align::Left, 1.3}, {QD_WORDS("Packs", "Change"), Align::Right, 1.5},
        {QD_WORDS("Packs", "Mostly by"), Align::Left, 3.6}, {QD_WORDS("Packs", "ARR"), Align::Right, 1.9}};
    std::vector<const health::AccountMove *> moves;
    for (const health::AccountMove &move : measures.moves) {
        if (move.direction() != 0)
            moves.push_back(&move);
    }
    const auto arrOf = [&](const health::AccountMove *move) {
        return measures.scores.known.arr[std::size_t(move->account)];
    };
    std::ranges::stable_sort(moves, std::ranges::greater(), arrOf);
    const auto fits = std::size_t(std::max(1.0, std::floor((space - TitleHeight - HeaderHeight) / table.rowHeight)));
    for (std::size_t i = 0; i < std::min(fits, moves.size()); ++i) {
        const health::AccountMove &move = *moves[i];
        const health::ScorePart *part = move.largestPart();
        const Judgement is = move.direction() > 0 ? Judgement::Good : Judgement::Bad;
        table.rows.push_back({{Message::data(measures.accounts().at(move.account).name)},
            {Word{health::colourName(move.from)}, Judgement::None, true}, {Word{health::colourName(move.to)}, is},
            {move.change() ? Message(Figure::number(*move.change(), 1).withSign()) : none()},
            {part ? health::partName(part->part) : none(), Judgement::None, true},
            {Figure::wholeAmount(arrOf(&move), measures.currency())}});
        table.origins.push_back(Origin::customer(measures.accounts().at(move.account).id));
    }
    return table;
}

Message titleOf(const HealthMeasures &measures)
{
    const auto moved = [&](int direction) {
        return std::ranges::count(measures.moves, direction, &health::AccountMove::direction);
    };
    return {QD_WORDS_N("Packs", "%1 customers have a better colour than on %2, %3 a worse one",
                "%1 customer has a better colour than on %2, %3 a worse one"),
        {Count{std::int64_t(moved(1))}, day(measures.since), Count{std::int64_t(moved(-1))}}};
}

Message subtitleOf(const HealthMeasures &measures)
{
    const health::MixRow &all = measures.mix.front();
    const Message scored{QD_WORDS("Packs", "%1 of %2 customers scored by model %3"),
        {Figure::number(all.scored, 0), Figure::number(all.all().n, 0), measures.model.name}};
    if (!measures.stability.psi || !measures.stability.limit)
        return sentenceOf(scored);
    return sentenceOf(clauses(scored,
        {QD_WORDS("Packs", "population stability %1, by chance up to %2"),
            {Figure::number(*measures.stability.psi, 3), Figure::number(*measures.stability.limit, 3)}}));
}

} // namespace

std::optional<Page> healthPage(const HealthMeasures &measures)
{
    if (measures.scores.accounts.empty())
        return std::nullopt;
    Page page;
    page.title = titleOf(measures);
    page.subtitle = subtitleOf(measures);
    const Table mix = mixTable(measures);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(mix)}, mix});
    const double second = ContentTop + heightOf(mix) + WideGap;
    const double space = ContentBottom - second;
    if (space < LeastSpace)
        return page;
    page.blocks.push_back({{Margin, second, HealthChartWidth, std::min(space, HealthChartHeight)},
        ChartBlock{colourHistoryChart(measures.history)}, Origin::from(Origin::Of::Health)});
    const double x = Margin + HealthChartWidth + WideGap;
    const Table movers = moversTable(measures, space);
    if (!movers.rows.empty())
        page.blocks.push_back({{x, second, PageWidth - Margin - x, heightOf(movers)}, movers});
    return page;
}

} // namespace qd::pack
