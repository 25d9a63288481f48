#include "ui/common/totals_strip.h"

#include "ui/common/marks.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace qd::ui {

namespace {
constexpr int BeforeGap = 3;
constexpr double RoomyCell = 80; ///< width from which a compact cell has its padding
constexpr double CompactSides = 8; ///< of a narrow compact cell
constexpr double RoomySides = 14; ///< of a wide one, and of the first
constexpr int MarkSide = 12; ///< before a note
constexpr int MarkGap = 4;
constexpr double LeftPadding = 13;
constexpr double RightPadding = 8;
} // namespace

TotalsStrip::TotalsStrip(QWidget *parent)
    : QFrame(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TotalsStrip::setCells(QVector<TotalCell> cells)
{
    m_cells = std::move(cells);
    m_current = std::clamp<qsizetype>(m_current, 0, std::max<qsizetype>(0, m_cells.size() - 1));
    QStringList spoken;
    for (const TotalCell &cell : m_cells)
        spoken << QStringList{cell.label, cell.before, cell.value}.join(QLatin1Char(' ')).simplified();
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    measure();
    update();
}

double TotalsStrip::neededWidth(qsizetype index) const
{
    const TotalCell &cell = m_cells[index];
    const auto width = [](Type type, const QString &text) {
        return QFontMetricsF(Theme::font(type)).horizontalAdvance(text);
    };
    if (m_compact) { // what it was gives way first
        const double words = std::max(width(Type::Small, cell.label), width(Type::Strong, cell.value));
        return words + (index == 0 || words + CompactSides >= RoomyCell ? RoomySides : CompactSides);
    }
    const double mark = cell.noteMark == Mark::None ? 0 : MarkSide + MarkGap;
    return LeftPadding + RightPadding
        + std::max(
            {width(Type::Dense, cell.label), width(Type::Value, cell.value), mark + width(Type::Small, cell.note)});
}

void TotalsStrip::measure()
{
    m_needs.clear();
    for (qsizetype i = 0; i < m_cells.size(); ++i)
        m_needs << std::ceil(neededWidth(i)) + 1;
    chooseRows();
}

void TotalsStrip::chooseRows()
{
    const double all = std::accumulate(m_needs.begin(), m_needs.end(), 0.0);
    const int rows = m_compact && m_cells.size() > 1 && all > width() ? 2 : 1;
    if (std::exchange(m_rows, rows) != rows)
        updateGeometry();
}

QRectF TotalsStrip::cellRect(qsizetype index) const
{
    const qsizetype inARow = std::max<qsizetype>((m_cells.size() + m_rows - 1) / m_rows, 1);
    const qsizetype first = index / inARow * inARow;
    const auto needs = m_needs.mid(first, inARow);
    const double high = double(height()) / m_rows;
    const double top = high * double(index / inARow);
    const double share = double(width()) / double(std::max<qsizetype>(needs.size(), 1));
    const qsizetype place = index - first;
    if (needs.isEmpty() || *std::max_element(needs.begin(), needs.end()) <= share)
        return {share * double(place), top, share, high};
    const double before = std::accumulate(needs.begin(), needs.begin() + place, 0.0);
    const double all = std::accumulate(needs.begin() + place, needs.end(), before);
    if (all >= width()) // too little for all: each loses in proportion
        return {width() * before / all, top, width() * needs[place] / all, high};
    const double spare = (width() - all) / double(needs.size());
    return {before + spare * double(place), top, needs[place] + spare, high};
}

void TotalsStrip::resizeEvent(QResizeEvent *event)
{
    chooseRows();
    QFrame::resizeEvent(event);
}

void TotalsStrip::setCompact(bool compact)
{
    m_compact = compact;
    measure();
    updateGeometry();
    update();
}

QRectF TotalsStrip::compactBox(const QRectF &whole) const
{
    const double left =
        whole.left() > 0 && whole.width() < RoomyCell ? 6 : 12; // the first stays in line with its panel
    return whole.adjusted(left, 6, -2, -6);
}

/// What it was is shown in all cells or in none; without room what it is now matters more.
bool TotalsStrip::hasRoomForBefore() const
{
    const QFontMetrics before(Theme::font(Type::Dense));
    const QFontMetrics after(Theme::font(Type::Strong));
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const int wanted =
            before.horizontalAdvance(m_cells[i].before) + BeforeGap + after.horizontalAdvance(m_cells[i].value);
        if (!m_cells[i].before.isEmpty() && wanted > compactBox(cellRect(i)).width())
            return false;
    }
    return true;
}

void TotalsStrip::paintWords(QPainter &painter, const QRectF &inner, const TotalCell &cell) const
{
    const Theme &theme = Theme::current();
    const auto line = [&](double left, double top, double height, Type type, const QColor &ink, const QString &text) {
        painter.setFont(Theme::font(type));
        painter.setPen(ink);
        const QRectF box(inner.left() + left, inner.top() + top, inner.width() - left, height);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(box.width()));
        painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
        return painter.fontMetrics().horizontalAdvance(shown);
    };
    const QColor ink = cell.value.isEmpty() ? theme.text3 : theme.text1;
    const QString value = cell.value.isEmpty() ? tr("none") : cell.value;
    if (m_compact) {
        line(0, 0, 15, Type::Small, theme.text2, cell.label);
        const int before = !cell.before.isEmpty() && hasRoomForBefore()
            ? line(0, 17, 17, Type::Dense, theme.text1, cell.before) + 3
            : 0;
        line(before, 17, 17, Type::Strong, ink, value);
        return;
    }
    line(0, 0, 15, Type::Dense, theme.text2, cell.label);
    line(0, 16, 24, Type::Value, ink, value);
    if (cell.noteMark == Mark::None) {
        line(0, 42, 15, Type::Small, theme.text2, cell.note);
        return;
    }
    paintMark(painter, QRectF(inner.left(), inner.top() + 44, MarkSide, MarkSide), cell.noteMark, theme);
    line(MarkSide + MarkGap, 42, 15, Type::Small, markTextColour(cell.noteMark, theme), cell.note);
}

void TotalsStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    if (m_compact)
        painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
    else
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const TotalCell &cell = m_cells[i];
        const QRectF whole = cellRect(i);
        painter.setPen(theme.border);
        if (whole.left() > 0) {
            const double x = std::floor(whole.left()) + 0.5;
            painter.drawLine(QPointF(x, whole.top() + 1), QPointF(x, whole.bottom() - 1));
        } else if (whole.top() > 0) {
            painter.drawLine(QPointF(0, whole.top() + 0.5), QPointF(width(), whole.top() + 0.5));
        }
        paintWords(painter, m_compact ? compactBox(whole) : whole.adjusted(LeftPadding, 9, -RightPadding, -8), cell);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), 4, 4);
        }
    }
}

void TotalsStrip::mouseReleaseEvent(QMouseEvent *event)
{
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        if (cellRect(i).contains(event->position()) && !m_cells[i].id.isEmpty())
            Q_EMIT activated(m_cells[i].id);
    }
}

void TotalsStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right && m_current + 1 < m_cells.size())
        ++m_current;
    else if (event->key() == Qt::Key_Left && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        && m_current < m_cells.size() && !m_cells[m_current].id.isEmpty())
        Q_EMIT activated(m_cells[m_current].id);
    else
        return QFrame::keyPressEvent(event);
    update();
}

} // namespace qd::ui
