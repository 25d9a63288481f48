#include "ui/common/marks.h"
#include "ui/coverage/board_layout.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace qd::ui {

namespace {

constexpr double NameHeight = 9; ///< least height of a block with its name
constexpr double MarkHeight = 5; ///< and with its mark: a colour alone says nothing to some
constexpr double MarkSide = 8;
constexpr double EdgeWidth = 3;
constexpr double BlockNamePoints = 7.5;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

QFont blockFont()
{
    QFont font = Theme::font(Type::Small);
    font.setPointSizeF(font.pointSizeF() * BlockNamePoints / 8.25);
    return font;
}

QColor groundOf(Mark health, const Theme &theme)
{
    switch (health) {
    case Mark::HealthGreen:
        return theme.good.ground;
    case Mark::HealthYellow:
        return theme.warn.ground;
    case Mark::HealthRed:
        return theme.bad.ground;
    default:
        return theme.hair;
    }
}

void drawElided(QPainter &painter, const QRectF &box, const QString &text, Qt::Alignment align = Qt::AlignLeft)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    painter.drawText(box, int(align | Qt::AlignVCenter) | Qt::TextSingleLine,
        metrics.elidedText(text, Qt::ElideRight, box.width() + 0.5));
}

void paintBlock(QPainter &painter, const QRectF &box, const BookBlock &block, bool isOver, const Theme &theme)
{
    const QColor ground = block.isOutside ? theme.subtle : groundOf(block.health, theme);
    painter.fillRect(box, ground);
    if (isOver)
        painter.fillRect(QRectF(box.left(), box.top(), EdgeWidth, box.height()), theme.bad.fill);
    const bool marked = !block.isOutside && (block.health == Mark::HealthYellow || block.health == Mark::HealthRed)
        && box.height() >= MarkHeight;
    if (marked) {
        const double side = std::min(MarkSide, box.height() - 1);
        paintMark(
            painter, QRectF(box.right() - MarkSide - 4, box.center().y() - side / 2, side, side), block.health, theme);
    }
    if (box.height() < NameHeight)
        return;
    const double right = marked ? MarkSide + 6 : 2;
    painter.setFont(blockFont());
    painter.setPen(block.isOutside ? theme.text3 : theme.inkOn(ground));
    drawElided(painter, box.adjusted(EdgeWidth + 4, 0, -right, 0), block.name);
}

void paintPlanned(QPainter &painter, const QRectF &box, const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

/// As the charts of the page frame who is selected elsewhere.
void paintMarked(QPainter &painter, const QRectF &box, const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text1, 1, Qt::DashLine));
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintHeading(QPainter &painter, const BoardColumn &placed, const BookColumn &column, const Theme &theme)
{
    const auto line = [&](double top) {
        return QRectF(placed.box.left(), placed.box.top() + top, placed.box.width(), 16);
    };
    painter.setFont(Theme::font(Type::Strong));
    painter.setPen(theme.text1);
    drawElided(painter, line(2), column.name);
    double used = 0;
    if (column.utilisation) {
        const QString text = formatPercent(*column.utilisation, 0);
        painter.setPen(column.isOver ? theme.bad.text : theme.text1);
        drawElided(painter, line(19), text);
        used = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2;
        if (column.isOver)
            paintMark(painter, QRectF(placed.box.left() + used, placed.box.top() + 23, 9, 9), Mark::Bad, theme);
        used += column.isOver ? 10 : 0;
    }
    painter.setFont(Theme::font(Type::Small));
    painter.setPen(theme.text2);
    drawElided(painter, line(19).adjusted(used, 0, 0, 0), column.region, Qt::AlignRight);
    const double arrWidth = QFontMetricsF(painter.font()).horizontalAdvance(column.arr) + 4;
    const QRectF left = line(35).adjusted(0, 0, -arrWidth, 0);
    drawElided(painter, left, column.count);
    drawElided(painter, line(35), column.arr, Qt::AlignRight);
}

void paintAxis(QPainter &painter, const BoardLayout &layout, const Theme &theme)
{
    painter.setFont(Theme::font(Type::Small));
    for (double hours = 0; layout.y(hours) >= layout.plot.top(); hours += layout.tickHours) {
        const double y = std::round(layout.y(hours)) + 0.5;
        painter.setPen(QPen(hours == 0 ? theme.strong : theme.grid, 1));
        painter.drawLine(QPointF(layout.plot.left() - 6, y), QPointF(layout.plot.right() - 8, y));
        painter.setPen(theme.text3);
        painter.drawText(QRectF(layout.plot.left() - layout.axisWidth, y - 8, layout.axisWidth - 10, 16),
            int(Qt::AlignRight | Qt::AlignVCenter), hours == 0 ? Texts::tr("0 h") : formatNumber(hours, 0));
    }
}

/// The capacity of each column as a dashed line that shows in the gaps; blocks, and the names on them, cover it.
void paintLimits(QPainter &painter, const BoardLayout &layout, const QVector<BookColumn> &columns, const Theme &theme)
{
    QPen pen(theme.text1, 1.5);
    pen.setDashPattern({3, 2});
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const BoardColumn &placed = layout.columns[i];
        if (columns[i].capacity <= 0 || placed.limit < layout.plot.top())
            continue;
        painter.setPen(pen);
        const double y = std::round(placed.limit) + 0.5;
        painter.drawLine(QPointF(placed.box.left() - 4, y), QPointF(placed.box.right() + 4, y));
    }
}

void paintCarry(QPainter &painter, const BoardLayout &layout, const QVector<BookColumn> &columns,
    const BoardCarry &carry, const Theme &theme)
{
    if (carry.column < 0)
        return;
    const BoardColumn &target = layout.columns[carry.column];
    const BookBlock *carried = nullptr;
    for (const BookColumn &column : columns)
        for (const BookBlock &block : column.blocks)
            carried = block.load == carry.load ? &block : carried;
    const bool isHome = std::any_of(
        target.blocks.begin(), target.blocks.end(), [&](const BoardBlock &block) { return block.load == carry.load; });
    if (!carried || isHome)
        return;
    const double top = target.blocks.isEmpty() ? layout.plot.bottom() : target.blocks.last().box.top();
    const double height = std::max(4.0, carried->hours * layout.perHour - 1);
    const QRectF box(target.stack.left(), top - height - 1, target.stack.width(), height);
    painter.fillRect(box, theme.surface);
    painter.setPen(QPen(carry.allowed ? theme.accent : theme.bad.fill, 2));
    painter.drawRect(box.adjusted(1, 1, -1, -1));
    painter.setFont(Theme::font(Type::Strong));
    painter.setPen(carry.allowed ? theme.textOnTint : theme.bad.text);
    const QString words = carry.allowed ? carry.text : Texts::tr("may not");
    painter.drawText(
        QRectF(target.stack.left() - 10, std::max(layout.plot.top(), box.top() - 18), target.stack.width() + 20, 16),
        int(Qt::AlignCenter), words);
    if (box.height() >= NameHeight) {
        painter.setFont(blockFont());
        painter.setPen(theme.text1);
        drawElided(painter, box.adjusted(EdgeWidth + 4, 0, -3, 0), carried->name);
    }
}

void paintSelection(QPainter &painter, const QRectF &box, const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface, 1));
    painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5));
    painter.setPen(QPen(theme.text1, 2));
    painter.drawRect(box.adjusted(0, 0, 0, 0));
}

} // namespace

void paintBoard(QPainter &painter, const BoardLayout &layout, const QVector<BookColumn> &columns, int selected,
    const QSet<int> &marked, const BoardCarry &carry, const Theme &theme)
{
    if (carry.load >= 0 && carry.column >= 0)
        painter.fillRect(
            layout.columns[carry.column].box.adjusted(-4, 0, 4, 0), carry.allowed ? theme.tint : theme.bad.ground);
    paintAxis(painter, layout, theme);
    paintLimits(painter, layout, columns, theme);
    QRectF chosen;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const BoardColumn &placed = layout.columns[i];
        paintHeading(painter, placed, columns[i], theme);
        for (qsizetype k = 0; k < placed.blocks.size(); ++k) {
            const BoardBlock &block = placed.blocks[k];
            if (block.load == selected)
                chosen = block.box;
            if (block.load == carry.load) {
                paintPlanned(painter, block.box, theme); // its outline stays behind
                continue;
            }
            paintBlock(painter, block.box, columns[i].blocks[k], block.isOver, theme);
            if (columns[i].blocks[k].planned)
                paintPlanned(painter, block.box, theme);
            if (marked.contains(block.load))
                paintMarked(painter, block.box, theme);
        }
    }
    if (!chosen.isEmpty() && carry.load < 0)
        paintSelection(painter, chosen, theme);
    paintCarry(painter, layout, columns, carry, theme);
}

} // namespace qd::ui
