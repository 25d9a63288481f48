#include "core/pack/page_breaking.h"

#include <algorithm>
#include <cmath>

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
        headed = headed || !column.header.empty();
    return (table.title.empty() ? 0 : TitleHeight) + (headed ? HeaderHeight : 0)
        + table.rowHeight * double(table.rows.size() + (table.totals.empty() ? 0 : 1));
}

double heightOf(const Scorecard &scorecard)
{
    return TitleHeight + HeaderHeight + ScorecardRowHeight * double(scorecard.rows.size());
}

double heightOf(const Narrative &narrative, double width)
{
    constexpr double LineHeight = 5.03; // 19 px of 1/96 inch
    constexpr double HeadingHeight = 5.3;
    constexpr double PartGap = 2.92;
    constexpr double LetterWidth = 2.02; // mm, wider than the mean of English text and figures
    double height = 0;
    for (const Narrative::Part &part : narrative.parts) {
        height += (part.heading.empty() ? 0 : HeadingHeight) + PartGap;
        for (const std::string &paragraph : part.paragraphs)
            height += LineHeight * std::ceil(double(paragraph.size()) * LetterWidth / width);
    }
    return height;
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
        if (!parts.empty() && !part.title.empty())
            part.title += ", continued";
        parts.push_back(std::move(part));
    }
    parts.back().totals = table.totals;
    return parts;
}

} // namespace qd::pack
