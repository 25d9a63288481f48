#include "ui/common/tile.h"

#include "ui/common/marks.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Padding = 12;
constexpr QSizeF SparkSize{54, 28};
constexpr int SparkGap = 6;
constexpr int ArrowWidth = 12;
constexpr int MarkWidth = 16;
constexpr double MarkSize = 12;
constexpr int InnerTop = 10;
constexpr double ChangeTop = 53; // below InnerTop
constexpr double ChangeHeight = 16;

int widthOf(Type type, const QString &text)
{
    return QFontMetrics(Theme::font(type)).horizontalAdvance(text);
}

/// A state is never colour alone: a change that has no arrow carries the mark of its tone.
Mark markOf(const TileContent &content)
{
    if (content.direction != 0 || content.change.isEmpty())
        return Mark::None;
    return content.changeTone == Tone::Warn ? Mark::Warn : content.changeTone == Tone::Bad ? Mark::Bad : Mark::None;
}

/// What stands before the words of the change.
int beforeChange(const TileContent &content)
{
    if (content.change.isEmpty())
        return 0;
    return content.direction != 0 ? ArrowWidth : markOf(content) != Mark::None ? MarkWidth : 0;
}

void paintArrow(QPainter &painter, QPointF at, int direction, const QColor &colour)
{
    QPolygonF arrow;
    if (direction > 0)
        arrow << QPointF(0, 6) << QPointF(8, 6) << QPointF(4, -1);
    else
        arrow << QPointF(0, 0) << QPointF(8, 0) << QPointF(4, 7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(arrow.translated(at));
}

void paintTrend(QPainter &painter, const QRectF &rect, const QVector<double> &values, const Theme &theme)
{
    if (values.size() < 2)
        return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double span = *high - *low;
    QPainterPath path;
    QPointF last;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double share = span > 0 ? (values[i] - *low) / span : 0.5;
        last = {
            rect.left() + rect.width() * double(i) / double(values.size() - 1), rect.bottom() - rect.height() * share};
        i == 0 ? path.moveTo(last) : path.lineTo(last);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.series[1], 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(QPen(theme.surface, 1.5));
    painter.setBrush(theme.series[1]);
    painter.drawEllipse(last, 3, 3);
}

} // namespace

Tile::Tile(QWidget *parent)
    : QFrame(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Tile::sizeHint() const
{
    return {190, 108};
}
QSize Tile::minimumSizeHint() const
{
    return {150, 108};
}

int Tile::wholeWidth() const
{
    const int spark = m_content.trend.size() > 1 ? int(SparkSize.width()) + SparkGap : 0;
    const int figure =
        m_content.figure.isEmpty() ? widthOf(Type::Body, tr("no value")) : widthOf(Type::Figure, m_content.figure);
    return 2 * Padding + 1
        + std::max({widthOf(Type::Dense, m_content.label) + (m_content.late.isEmpty() ? 0 : MarkWidth), figure + spark,
            widthOf(Type::Dense, m_content.change) + beforeChange(m_content), widthOf(Type::Dense, m_content.note)});
}

void Tile::setContent(TileContent content)
{
    m_content = std::move(content);
    setAccessibleName(m_content.label);
    setAccessibleDescription(
        QStringList{m_content.figure, m_content.change, m_content.note, m_content.late}.join(QStringLiteral(", ")));
    QStringList tip{m_content.note};
    if (m_content.changeOpens)
        tip << tr("Click the change, or press Shift+Enter, for what moved it");
    if (!m_content.late.isEmpty())
        tip << m_content.late;
    setToolTip(tip.join(u'\n'));
    update();
}

void Tile::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_hovered ? theme.text3 : theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRectF inner = QRectF(rect()).adjusted(Padding, InnerTop, -Padding, -8);
    const auto line = [&](double top, double height, Type type, const QColor &ink, const QString &text, double width,
                          double left = 0, bool underlined = false) {
        QFont font = Theme::font(type);
        font.setUnderline(underlined);
        painter.setFont(font);
        painter.setPen(ink);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(width));
        painter.drawText(QRectF(inner.left() + left, inner.top() + top, width, height),
            int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    };
    const bool missing = m_content.figure.isEmpty();
    const int whole = widthOf(Type::Figure, m_content.figure); // the number first; then smaller, never cut
    const bool trend = m_content.trend.size() > 1 && whole + SparkSize.width() + SparkGap <= inner.width();
    const Type figureType = whole <= inner.width()                ? Type::Figure
        : widthOf(Type::Value, m_content.figure) <= inner.width() ? Type::Value
                                                                  : Type::Strong;
    line(0, 16, Type::Dense, theme.text2, m_content.label, inner.width() - (m_content.late.isEmpty() ? 0 : MarkWidth));
    if (!m_content.late.isEmpty())
        paintMark(painter, QRectF(inner.right() - MarkSize, inner.top() + 2, MarkSize, MarkSize), Mark::Warn, theme);
    line(20, 28, missing ? Type::Body : figureType, missing ? theme.text3 : theme.text1,
        missing ? tr("no value") : m_content.figure, inner.width() - (trend ? SparkSize.width() + SparkGap : 0));
    if (trend)
        paintTrend(painter,
            QRectF(inner.right() - SparkSize.width() - 2, inner.top() + 20, SparkSize.width() - 2, SparkSize.height()),
            m_content.trend, theme);
    const QColor changeInk = TonedLabel::colour(m_content.changeTone, theme);
    const double left = beforeChange(m_content);
    if (m_content.direction != 0 && left > 0)
        paintArrow(painter, inner.topLeft() + QPointF(0, 58), m_content.direction, changeInk);
    else
        paintMark(
            painter, QRectF(inner.topLeft() + QPointF(0, 55), QSizeF(MarkSize, MarkSize)), markOf(m_content), theme);
    line(
        ChangeTop, ChangeHeight, Type::Dense, changeInk, m_content.change, inner.width() - left, left, m_changeHovered);
    line(71, 16, Type::Dense, theme.text2, m_content.note, inner.width());
}

void Tile::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (isOnChange(event->position()))
        Q_EMIT changeActivated();
    else
        Q_EMIT activated();
}

void Tile::mouseMoveEvent(QMouseEvent *event)
{
    const bool hovered = isOnChange(event->position());
    if (hovered != m_changeHovered)
        update();
    m_changeHovered = hovered;
    QFrame::mouseMoveEvent(event);
}

bool Tile::isOnChange(QPointF at) const
{
    const double below = at.y() - InnerTop - ChangeTop;
    const double width = beforeChange(m_content) + widthOf(Type::Dense, m_content.change);
    return m_content.changeOpens && !m_content.change.isEmpty() && below >= 0 && below < ChangeHeight
        && at.x() >= Padding && at.x() < Padding + width;
}

void Tile::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_content.changeOpens && event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT changeActivated();
    else if (enter || event->key() == Qt::Key_Space)
        Q_EMIT activated();
    else
        QFrame::keyPressEvent(event);
}

void Tile::enterEvent(QEnterEvent *)
{
    m_hovered = true;
    update();
}

void Tile::leaveEvent(QEvent *)
{
    m_hovered = false;
    m_changeHovered = false;
    update();
}

void Tile::focusInEvent(QFocusEvent *)
{
    update();
}
void Tile::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace qd::ui
