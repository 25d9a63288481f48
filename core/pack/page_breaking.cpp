#include "core/pack/page_breaking.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace qd::pack {

namespace {

constexpr double Slack = 1e-6; // sums of millimetres are not exact

std::size_t fitting(double space, double rowHeight)
{
    return std::size_t(std::max(1.0, std::floor((space + Slack) / rowHeight)));
}

} // namespace

std::vector<RowRange> breakRows(
    std::size_t rows, double rowHeight, double firstSpace, double nextSpace, double tailSpace)
{
    std::vector<RowRange> pages;
    std::size_t first = 0;
    double space = firstSpace;
    do {
        const std::size_t left = rows - first;
        std::size_t count = std::min(left, fitting(space, rowHeight));
        const bool last = count == left;
        if (last && double(count) * rowHeight + tailSpace > space + Slack && count > 1) {
            --count; // the tail takes a row with it to the next page
        }
        pages.push_back({first, count});
        first += count;
        space = nextSpace;
    } while (first < rows);
    return pages;
}

double heightOf(const Table &table)
{
    bool headed = false;
    for (const Table::Column &column : table.columns)
        headed = headed || !column.header.isEmpty();
    return (table.title.isEmpty() ? 0 : TitleHeight) + (headed ? HeaderHeight : 0)
        + table.rowHeight * double(table.rows.size() + (table.totals.empty() ? 0 : 1));
}

double heightOf(const Scorecard &scorecard)
{
    return TitleHeight + HeaderHeight + ScorecardRowHeight * double(scorecard.rows.size());
}

Narrative largestFitting(Narrative narrative, double width, double space, const NarrativeHeight &heightOfText)
{
    for (const Narrative::Size size : {Narrative::Size::Body, Narrative::Size::Small, Narrative::Size::Notes}) {
        narrative.size = size;
        if (heightOfText(narrative, width) <= space + Slack)
            break;
    }
    return narrative;
}

std::vector<Narrative> broken(
    const Narrative &narrative, double width, const NarrativeHeight &heightOfText, double firstSpace, double nextSpace)
{
    std::vector<Narrative> pieces;
    Narrative piece;
    piece.size = narrative.size;
    double space = firstSpace;
    for (const Narrative::Part &part : narrative.parts) {
        Narrative longer = piece;
        longer.parts.push_back(part);
        if (!piece.parts.empty() && heightOfText(longer, width) > space + Slack) {
            pieces.push_back(std::exchange(piece, Narrative{{part}, narrative.size}));
            space = nextSpace;
        } else {
            piece = std::move(longer);
        }
    }
    if (!piece.parts.empty())
        pieces.push_back(std::move(piece));
    return pieces;
}

std::vector<Table> brokenTable(const Table &table, double firstSpace, double nextSpace)
{
    Table empty = table;
    empty.rows.clear();
    empty.totals.clear();
    empty.origins.clear();
    const double above = heightOf(empty);
    const double tail = table.totals.empty() ? 0 : table.rowHeight;
    std::vector<Table> parts;
    for (const RowRange &range :
        breakRows(table.rows.size(), table.rowHeight, firstSpace - above, nextSpace - above, tail)) {
        Table part = empty;
        const auto begin = table.rows.begin() + std::ptrdiff_t(range.first);
        part.rows.assign(begin, begin + std::ptrdiff_t(range.count));
        for (std::size_t i = range.first; i < std::min(range.first + range.count, table.origins.size()); ++i)
            part.origins.push_back(table.origins[i]);
        if (!parts.empty() && !part.title.isEmpty())
            part.title = {QD_WORDS("Packs", "%1, continued"), {Sentences(table.title)}};
        parts.push_back(std::move(part));
    }
    parts.back().totals = table.totals;
    return parts;
}

} // namespace qd::pack
