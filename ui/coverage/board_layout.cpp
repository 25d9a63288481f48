#include "ui/coverage/board_layout.h"

#include "ui/paint/chart/chart_scale.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::ui {

namespace {

constexpr double ColumnGap = 6;
constexpr double Headroom = 1.06; ///< above the highest stack or limit
/// A limit this many times higher than the highest book would squeeze all books to lines; the axis ends below it then.
constexpr double FarLimit = 2.0;
constexpr double BlockGap = 1;
constexpr double GapFrom = 4; ///< height from which blocks are parted by a gap
constexpr double FootRoom = 9;
constexpr int LeastAxisWidth = 36;
constexpr int AxisGap = 12; ///< between the hours and the books

double hoursIn(const BookColumn &column)
{
    return std::accumulate(column.blocks.begin(), column.blocks.end(), 0.0,
        [](double sum, const BookBlock &block) { return sum + block.hours; });
}

/// How many hours the height of the plot stands for.
double axisEnd(const QVector<BookColumn> &columns)
{
    double highest = 0;
    double limit = 0;
    for (const BookColumn &column : columns) {
        highest = std::max(highest, hoursIn(column));
        limit = std::max(limit, column.capacity);
    }
    const double end = limit > FarLimit * highest ? highest * FarLimit * 0.75 : std::max(highest, limit);
    return std::max(1.0, end * Headroom);
}

void stackBlocks(const BoardLayout &layout, const BookColumn &column, BoardColumn &placed)
{
    double hours = 0;
    for (const BookBlock &block : column.blocks) {
        const double bottom = layout.y(hours);
        hours += block.hours;
        const double height = bottom - layout.y(hours);
        const double gap = height >= GapFrom ? BlockGap : 0;
        const QRectF box(placed.stack.left(), bottom - height + gap, placed.stack.width(), height - gap);
        placed.blocks.append({block.load, box, column.capacity > 0 && hours > column.capacity + 1e-9});
    }
}

} // namespace

int BoardLayout::columnAt(const QPointF &point) const
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].box.adjusted(-ColumnGap / 2, 0, ColumnGap / 2, 0).contains(point))
            return int(i);
    }
    return -1;
}

int BoardLayout::loadAt(const QPointF &point) const
{
    const int column = columnAt(point);
    if (column < 0 || !columns[column].box.contains(point))
        return -1;
    for (const BoardBlock &block : columns[column].blocks) {
        if (point.y() >= block.box.top() - BlockGap && point.y() <= block.box.bottom())
            return block.load;
    }
    return -1;
}

int boardAxisWidth(const QVector<BookColumn> &columns)
{
    const QFontMetrics metrics(Theme::font(Type::Small));
    const int widest = metrics.horizontalAdvance(formatNumber(std::floor(axisEnd(columns)), 0));
    return std::max(LeastAxisWidth, widest + AxisGap);
}

BoardLayout layoutBoard(const QRectF &rect, const QVector<BookColumn> &columns)
{
    BoardLayout layout;
    layout.axisWidth = boardAxisWidth(columns);
    layout.plot = rect.adjusted(layout.axisWidth, BoardHeadHeight, 0, -FootRoom);
    const double end = axisEnd(columns);
    layout.perHour = std::max(1.0, layout.plot.height()) / end;
    layout.tickHours = niceScale(0, end).step;
    const double slot = layout.plot.width() / std::max(1.0, double(columns.size()));
    for (qsizetype i = 0; i < columns.size(); ++i) {
        BoardColumn placed;
        const double left = std::round(layout.plot.left() + slot * double(i));
        const double right = std::round(layout.plot.left() + slot * double(i + 1)) - ColumnGap;
        placed.box = {left, rect.top(), right - left, rect.height()};
        placed.stack = {left, layout.plot.top(), right - left, layout.plot.height()};
        placed.limit = layout.y(columns[i].capacity);
        stackBlocks(layout, columns[i], placed);
        layout.columns.append(placed);
    }
    return layout;
}

} // namespace qd::ui
