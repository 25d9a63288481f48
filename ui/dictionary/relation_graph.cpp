#include "ui/dictionary/relation_graph.h"

#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int HeadingHeight = 20;
constexpr int RowHeight = 26;
constexpr int BoxHeight = 22;
constexpr int Columns = 3;
constexpr int WidestGap = 36; ///< between columns, for the lines
constexpr int LeastGap = 12;
constexpr int PartsOfAGap = 10; ///< of the width, in between
constexpr int Padding = 6; ///< of a box
constexpr int UsualWidth = 240;
constexpr int LeastWidth = 120; ///< names are cut before the panel grows
constexpr double Round = 4;

QString namesOf(const QVector<RelatedMetric> &metrics)
{
    QStringList names;
    for (const RelatedMetric &each : metrics)
        names << each.name;
    return names.join(QStringLiteral(", "));
}

void paintBox(QPainter &painter, const QRect &box, const QString &text, const QColor &ground, const QColor &ink)
{
    painter.setPen(Theme::current().border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Round, Round);
    painter.setPen(ink);
    const QRect inner = box.adjusted(Padding, 0, -Padding, 0);
    painter.drawText(inner, int(Qt::AlignLeft | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

} // namespace

RelationGraph::RelationGraph(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("dictionaryGraph"));
    setAccessibleName(tr("What depends on what"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

void RelationGraph::setRelations(const QString &name, QVector<RelatedMetric> dependsOn, QVector<RelatedMetric> usedBy)
{
    m_name = name;
    m_before = std::move(dependsOn);
    m_after = std::move(usedBy);
    m_current.reset();
    if (!m_before.isEmpty())
        m_current = Place{Before, 0};
    else if (!m_after.isEmpty())
        m_current = Place{After, 0};
    setFocusPolicy(m_current ? Qt::StrongFocus : Qt::NoFocus);
    const auto orNothing = [](const QString &names) { return names.isEmpty() ? tr("nothing") : names; };
    setAccessibleDescription(
        tr("%1 depends on %2; used by %3").arg(name, orNothing(namesOf(m_before)), orNothing(namesOf(m_after))));
    updateGeometry();
    update();
}

QSize RelationGraph::sizeHint() const
{
    const qsizetype rows = std::max<qsizetype>({m_before.size(), m_after.size(), 1});
    return {UsualWidth, HeadingHeight + int(rows) * RowHeight};
}

QSize RelationGraph::minimumSizeHint() const
{
    return {LeastWidth, sizeHint().height()};
}

const QVector<RelatedMetric> &RelationGraph::column(Side side) const
{
    return side == Before ? m_before : m_after;
}

int RelationGraph::gap() const
{
    return std::clamp(width() / PartsOfAGap, LeastGap, WidestGap);
}

QRect RelationGraph::boxOf(const Place &place) const
{
    const int wide = (width() - (Columns - 1) * gap()) / Columns;
    const int left = place.side == Before ? 0 : width() - wide;
    return {left, HeadingHeight + place.row * RowHeight, wide, BoxHeight};
}

/// Half way down what stands beside it, so that lines fan out to both sides.
QRect RelationGraph::middleBox() const
{
    QRect box = boxOf({Before, 0});
    const int rows = int(std::max<qsizetype>({m_before.size(), m_after.size(), 1}));
    box.moveTo(box.width() + gap(), HeadingHeight + (rows - 1) * RowHeight / 2);
    return box;
}

std::optional<RelationGraph::Place> RelationGraph::placeAt(const QPoint &point) const
{
    for (const Side side : {Before, After}) {
        for (int row = 0; row < column(side).size(); ++row) {
            if (boxOf({side, row}).contains(point))
                return Place{side, row};
        }
    }
    return std::nullopt;
}

void RelationGraph::activate(const Place &place)
{
    Q_EMIT metricActivated(QString(at(place).metric));
}

void RelationGraph::choose(const Place &place)
{
    const int last = int(column(place.side).size()) - 1;
    if (last < 0)
        return;
    m_current = Place{place.side, std::clamp(place.row, 0, last)};
    update();
}

void RelationGraph::mousePressEvent(QMouseEvent *event)
{
    const auto place = event->button() == Qt::LeftButton ? placeAt(event->pos()) : std::nullopt;
    if (!place)
        return QWidget::mousePressEvent(event);
    choose(*place);
    activate(*place);
}

void RelationGraph::mouseMoveEvent(QMouseEvent *event)
{
    if (placeAt(event->pos()))
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
}

void RelationGraph::keyPressEvent(QKeyEvent *event)
{
    if (!m_current)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Up:
        return choose({m_current->side, m_current->row - 1});
    case Qt::Key_Down:
        return choose({m_current->side, m_current->row + 1});
    case Qt::Key_Left:
        return choose({Before, m_current->row});
    case Qt::Key_Right:
        return choose({After, m_current->row});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activate(*m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

/// The whole name of a metric that its box may have cut.
bool RelationGraph::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto place = placeAt(help->pos());
        QToolTip::showText(help->globalPos(), place ? at(*place).name : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void RelationGraph::paintColumn(QPainter &painter, Side side) const
{
    const Theme &theme = Theme::current();
    const QRect middle = middleBox();
    QRect heading = boxOf({side, 0});
    heading.moveTop(0);
    painter.setFont(Theme::font(Type::Small));
    painter.setPen(theme.text2);
    const QString title = side == Before ? tr("Depends on") : tr("Used by");
    painter.drawText(heading, int(Qt::AlignLeft | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(title, Qt::ElideRight, heading.width()));
    painter.setFont(Theme::font(Type::Dense));
    if (column(side).isEmpty())
        painter.drawText(boxOf({side, 0}), int(Qt::AlignLeft | Qt::AlignVCenter), tr("nothing"));
    for (int row = 0; row < column(side).size(); ++row) {
        const QRect box = boxOf({side, row});
        const QRect &left = side == Before ? box : middle;
        const QRect &right = side == Before ? middle : box;
        const QPointF from(left.right() + 1, left.center().y());
        const QPointF to(right.left(), right.center().y());
        const double half = (from.x() + to.x()) / 2;
        QPainterPath line(from);
        line.cubicTo({half, from.y()}, {half, to.y()}, to);
        painter.setPen(theme.strong);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(line);
        paintBox(painter, box, column(side)[row].name, theme.subtle, theme.text1);
    }
}

void RelationGraph::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintColumn(painter, Before);
    paintColumn(painter, After);
    paintBox(painter, middleBox(), m_name, theme.tint, theme.textOnTint);
    if (hasFocus() && m_current)
        paintFocusRing(painter, boxOf(*m_current), theme);
}

} // namespace qd::ui
