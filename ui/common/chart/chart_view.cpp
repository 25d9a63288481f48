#include "ui/common/chart/chart_view.h"

#include "ui/common/chart/chart_actions.h"
#include "ui/common/chart/chart_tooltip.h"
#include "ui/common/chart/places_event.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/chart/tornado_layout.h"
#include "ui/paint/theme.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace qd::ui {
namespace {

constexpr double ReferenceDpi = 96;
constexpr int ImageScale = 2; // sharp in a document that is printed

int categoryCount(const ChartSpec &spec)
{
    return static_cast<int>(spec.categories.size());
}

int rowCount(const ChartSpec &spec)
{
    return static_cast<int>(spec.series.size()) + (spec.totals ? 1 : 0);
}

bool hasPlace(const ChartSpec &spec, ChartPlace place)
{
    if (spec.kind != chart::Kind::Heatmap)
        return true;
    const bool isTotal = place.series >= spec.series.size();
    return valueAt(isTotal ? *spec.totals : spec.series.at(place.series), place.category).has_value();
}

/// Where the tooltip of a place stands beside: its slot, or its cell.
QRectF anchorOf(const QRectF &rect, const ChartSpec &spec, ChartPlace place, double scale)
{
    if (spec.kind == chart::Kind::Heatmap) {
        for (const auto &cell : layoutHeatmap(rect, spec, scale).cells)
            if (cell.place == place)
                return cell.box;
        return {};
    }
    if (spec.kind == chart::Kind::Tornado) {
        for (const auto &row : layoutTornado(rect, spec, scale).rows)
            if (row.category == place.category)
                return row.box;
        return {};
    }
    return layoutChart(rect, spec, scale).slot(place.category);
}

} // namespace

ChartView::ChartView(QWidget *parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

ChartView::~ChartView()
{
    delete m_tooltip;
}

void ChartView::setSpec(ChartSpec spec)
{
    m_spec = std::move(spec);
    setAccessibleName(m_spec.title);
    setAccessibleDescription(m_spec.accessibleDescription());
    setFocusPolicy(m_spec.kind == chart::Kind::Sparkline ? Qt::NoFocus : Qt::StrongFocus);
    m_leastSize =
        m_spec.kind == chart::Kind::Heatmap ? leastHeatmapSize(m_spec, textScale()).toSize() + QSize(1, 1) : QSize();
    m_selected = {};
    findMarks();
    setHovered({});
    updateGeometry();
    update();
    Q_EMIT specChanged();
}

bool ChartView::openPlaces(const QVector<ChartPlace> &places)
{
    PlacesEvent event(m_spec.title, places, [this](ChartPlace place) { activate(place); });
    for (QWidget *each = parentWidget(); each && !event.isAccepted(); each = each->parentWidget())
        QCoreApplication::sendEvent(each, &event);
    return event.hasCustomers;
}

void ChartView::setSelected(ChartPlace place)
{
    m_selected = place;
    update();
}

void ChartView::setPlacesOf(PlacesOf places)
{
    m_placesOf = std::move(places);
    findMarks();
}

void ChartView::markCustomers(const QSet<QString> &customers)
{
    if (m_markedCustomers == customers)
        return;
    m_markedCustomers = customers;
    findMarks();
}

void ChartView::findMarks()
{
    m_marked = m_placesOf && !m_markedCustomers.isEmpty() ? m_placesOf(m_markedCustomers) : QVector<ChartPlace>();
    update();
}

QSize ChartView::sizeHint() const
{
    return m_spec.kind == chart::Kind::Sparkline ? QSize(54, 28) : QSize(480, 260);
}

QSize ChartView::minimumSizeHint() const
{
    if (m_spec.kind == chart::Kind::Sparkline)
        return {54, 28};
    return m_leastSize.isValid() ? m_leastSize : QSize(200, 120);
}

QRect ChartView::placeRect(int series, int category) const
{
    return category < 0 ? QRect() : anchorOf(rect(), m_spec, {series, category}, textScale()).toAlignedRect();
}

void ChartView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChart(painter, rect(), m_spec, Theme::current(), textScale(), m_hovered, m_selected);
    painter.setPen(QPen(Theme::current().text1, 1, Qt::DashLine));
    for (const ChartPlace &place : m_marked) {
        if (const QRect rect = placeRect(place.series, place.category); !rect.isNull())
            painter.drawRect(rect.adjusted(-2, -2, 1, 1));
    }
    if (!m_hasFocusRing)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::current().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

QImage ChartView::image() const
{
    QImage image(size() * ImageScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ImageScale);
    QPainter painter(&image);
    painter.fillRect(rect(), Theme::light().surface);
    paintChart(painter, rect(), m_spec, Theme::light(), textScale(), {}, m_selected);
    return image;
}

QList<QAction *> ChartView::dataActions()
{
    if (!m_actions)
        m_actions = new ChartActions(*this);
    return m_actions->all();
}

void ChartView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(dataActions());
    menu->popup(event->globalPos());
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const auto place = chartPlaceAt(rect(), m_spec, Theme::current(), event->position(), textScale());
    setHovered(place.value_or(ChartPlace{}));
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto place = chartPlaceAt(rect(), m_spec, Theme::current(), event->position(), textScale());
    if (!place)
        return;
    if (canBeExplored())
        tellParents(ClickEvent::Which::First);
    activate(*place);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto place = chartPlaceAt(rect(), m_spec, Theme::current(), event->position(), textScale());
    if (event->button() != Qt::LeftButton)
        return;
    if (canBeExplored()) {
        tellParents(ClickEvent::Which::Second);
        exploreChart(*this);
    } else if (place) {
        Q_EMIT placeOpened(place->series, place->category);
    }
}

bool ChartView::canBeExplored() const
{
    return hasSeries(m_spec) && hasValues(m_spec);
}

void ChartView::tellParents(ClickEvent::Which click) const
{
    ClickEvent event(click);
    for (QWidget *each = parentWidget(); each; each = each->parentWidget())
        QCoreApplication::sendEvent(each, &event);
}

void ChartView::leaveEvent(QEvent *)
{
    setHovered({});
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        moveHovered(0, -1);
        return;
    case Qt::Key_Right:
        moveHovered(0, 1);
        return;
    case Qt::Key_Up:
        moveHovered(-1, 0);
        return;
    case Qt::Key_Down:
        moveHovered(1, 0);
        return;
    case Qt::Key_Home:
        moveHovered(0, -categoryCount(m_spec));
        return;
    case Qt::Key_End:
        moveHovered(0, categoryCount(m_spec));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_hovered.category >= 0)
            event->modifiers() & Qt::ControlModifier ? Q_EMIT placeOpened(m_hovered.series, m_hovered.category)
                                                     : activate(m_hovered);
        return;
    case Qt::Key_Escape:
        if (m_hovered.category >= 0) {
            setHovered({});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event); // Esc with nothing to leave closes the dialog around it
}

void ChartView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        update();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        setAccessibleDescription(m_spec.accessibleDescription());
    QWidget::changeEvent(event);
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    const auto reason = event->reason();
    m_hasFocusRing =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    update();
}

void ChartView::focusOutEvent(QFocusEvent *)
{
    m_hasFocusRing = false;
    setHovered({});
    update();
}

void ChartView::hideEvent(QHideEvent *)
{
    setHovered({});
}

double ChartView::textScale() const
{
    return logicalDpiY() / ReferenceDpi;
}

void ChartView::setHovered(ChartPlace place)
{
    if (place == m_hovered)
        return;
    m_hovered = place;
    updateTooltip();
    update();
    Q_EMIT placeHovered(place.series, place.category);
}

void ChartView::moveHovered(int series, int categories)
{
    if (!hasValues(m_spec) || categoryCount(m_spec) == 0)
        return;
    const bool isHeatmap = m_spec.kind == chart::Kind::Heatmap;
    ChartPlace place = m_hovered;
    if (place.category < 0) { // the first key enters at the latest place, or at the first cell
        const bool isFromStart = isHeatmap || categories > 0;
        place = {isHeatmap ? 0 : place.series, isFromStart ? 0 : categoryCount(m_spec) - 1};
    } else {
        if (m_spec.kind == chart::Kind::Tornado) // its categories stand below each other
            categories += std::exchange(series, 0);
        place.category = std::clamp(place.category + categories, 0, categoryCount(m_spec) - 1);
        const int lowest = isHeatmap ? 0 : -1;
        place.series = std::clamp(place.series + series, lowest, std::max(lowest, rowCount(m_spec) - 1));
    }
    if (m_spec.kind == chart::Kind::Waterfall)
        place.series = 0;
    if (!hasPlace(m_spec, place))
        return;
    Q_EMIT placeReached(place.series, place.category);
    setHovered(place);
}

void ChartView::activate(ChartPlace place)
{
    Q_EMIT placeActivated(place.series, place.category);
}

void ChartView::updateTooltip()
{
    const TooltipText text = tooltipText(m_spec, m_hovered, Theme::current());
    if (text.rows.isEmpty() || m_spec.kind == chart::Kind::Sparkline) {
        if (m_tooltip)
            m_tooltip->hide();
        return;
    }
    if (m_tooltip && m_tooltip->parentWidget() != window())
        delete m_tooltip;
    if (!m_tooltip)
        m_tooltip = new ChartTooltip(window());
    const QRect anchor = anchorOf(rect(), m_spec, m_hovered, textScale()).toAlignedRect();
    m_tooltip->showText(text, QRect(mapTo(window(), anchor.topLeft()), anchor.size()));
}

} // namespace qd::ui
