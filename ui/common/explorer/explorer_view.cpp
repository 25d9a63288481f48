#include "ui/common/explorer/explorer_view.h"

#include "ui/common/chart/chart_tooltip.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr double ZoomStep = 0.7;
constexpr double PanStep = 0.1;
constexpr int LeastDrag = 4; // pixels; less is a click
constexpr double Ring = 3.5;

} // namespace

ExplorerView::ExplorerView(QWidget *parent)
    : QChartView(parent)
    , m_plot(new ExplorerPlot(*chart()))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setMinimumSize(280, 180);
    connect(chart(), &QChart::plotAreaChanged, this, &ExplorerView::fitColumns);
}

ExplorerView::~ExplorerView()
{
    delete m_tooltip;
}

void ExplorerView::setMode(PlotDrag mode)
{
    m_mode = mode;
    viewport()->setCursor(mode == PlotDrag::Pan ? Qt::OpenHandCursor : Qt::CrossCursor);
}

QRectF ExplorerView::area() const
{
    return chart()->plotArea();
}

void ExplorerView::fitColumns()
{
    m_plot->setColumns(int(area().width()));
    setRenderHint(QPainter::Antialiasing, !m_plot->isDense());
}

void ExplorerView::setWindow(const chart::PlotWindow &window)
{
    m_plot->setWindow(window);
    seen();
}

/// What is in sight has changed.
void ExplorerView::seen()
{
    setRenderHint(QPainter::Antialiasing, !m_plot->isDense());
    viewport()->update();
    Q_EMIT windowChanged();
}

void ExplorerView::zoom(double factor)
{
    const chart::PlotWindow &seen = m_plot->window();
    const double centre = m_crosshair >= 0 ? m_crosshair : (seen.left + seen.right) / 2;
    setWindow(chart::zoomed(seen, factor, centre, m_plot->categories()));
}

void ExplorerView::pan(double share)
{
    const chart::PlotWindow &seen = m_plot->window();
    setWindow(chart::moved(seen, share * (seen.right - seen.left), m_plot->categories()));
}

void ExplorerView::moveBy(double categories)
{
    setWindow(chart::moved(m_plot->window(), categories, m_plot->categories()));
}

void ExplorerView::showCategories(double from, double to)
{
    const chart::PlotWindow &seen = m_plot->window();
    setWindow(chart::cutTo({from, to, seen.low, seen.high}, m_plot->categories()));
}

void ExplorerView::showAll()
{
    m_plot->showAll();
    seen();
}

void ExplorerView::setCrosshair(int category)
{
    if (m_crosshair == category)
        return;
    m_crosshair = category;
    const chart::PlotWindow &seen = m_plot->window();
    if (category >= 0 && (category < seen.left || category > seen.right))
        setWindow(chart::moved(seen, category - (category < seen.left ? seen.left : seen.right), m_plot->categories()));
    updateTooltip();
    viewport()->update();
}

void ExplorerView::setSelection(const QVector<ChartPlace> &places)
{
    m_selection = places;
    viewport()->update();
}

double ExplorerView::categoryAt(double x) const
{
    const chart::PlotWindow &seen = m_plot->window();
    return ValueScale{seen.left, seen.right, 1}.low
        + (x - area().left()) / std::max(area().width(), 1.0) * (seen.right - seen.left);
}

double ExplorerView::heightAt(double y) const
{
    return (area().bottom() - y) / std::max(area().height(), 1.0);
}

QPointF ExplorerView::pointOf(ChartPlace place) const
{
    const chart::PlotWindow &seen = m_plot->window();
    const auto &values = m_plot->drawn()[std::size_t(place.series)];
    const double x = ValueScale{seen.left, seen.right, 1}.place(place.category, area().right(), area().left());
    const double value = place.category < int(values.size()) ? values[std::size_t(place.category)].value_or(0) : 0;
    return {x, area().bottom() - m_plot->heightOf(place.series, value) * area().height()};
}

void ExplorerView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !area().contains(event->position()))
        return;
    m_pressed = event->pos();
    m_at = event->pos();
    m_windowAtPress = m_plot->window();
    m_selects = m_mode == PlotDrag::Select || event->modifiers() & Qt::ShiftModifier;
}

void ExplorerView::mouseMoveEvent(QMouseEvent *event)
{
    m_at = event->pos();
    if (m_pressed && m_mode == PlotDrag::Pan && !m_selects) {
        const double perPixel = (m_windowAtPress.right - m_windowAtPress.left) / std::max(area().width(), 1.0);
        setWindow(chart::moved(m_windowAtPress, (m_pressed->x() - event->pos().x()) * perPixel, m_plot->categories()));
        return;
    }
    const int nearest = int(std::lround(categoryAt(event->position().x())));
    const bool isIn = area().contains(event->position()) && nearest >= 0 && nearest < m_plot->categories();
    if (m_crosshair != (isIn ? nearest : -1))
        setCrosshair(isIn ? nearest : -1);
    else
        updateTooltip(); // those nearest to the pointer
    viewport()->update();
}

void ExplorerView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_pressed)
        endDrag(event->pos());
    m_pressed.reset();
    viewport()->update();
}

void ExplorerView::endDrag(const QPoint &at)
{
    const QPoint from = *m_pressed;
    const bool isClick = (at - from).manhattanLength() < LeastDrag;
    const double left = categoryAt(std::min(from.x(), at.x()));
    const double right = categoryAt(std::max(from.x(), at.x()));
    const double low = heightAt(std::max(from.y(), at.y()));
    const double high = heightAt(std::min(from.y(), at.y()));
    if (m_selects) {
        QVector<ChartPlace> places;
        if (!isClick) {
            for (const chart::PlottedPlace &place : m_plot->placesWithin(left, right, low, high))
                places << ChartPlace{place.series, place.category};
        }
        setSelection(places);
        Q_EMIT placesSelected(places);
    } else if (m_mode == PlotDrag::Zoom && !isClick) {
        const chart::PlotWindow &seen = m_windowAtPress;
        const double span = seen.high - seen.low;
        setWindow(chart::cutTo({left, right, seen.low + low * span, seen.low + high * span}, m_plot->categories()));
    }
}

void ExplorerView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        showAll();
}

void ExplorerView::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0)
        return;
    zoom(event->angleDelta().y() > 0 ? ZoomStep : 1 / ZoomStep);
    event->accept();
}

void ExplorerView::leaveEvent(QEvent *event)
{
    setCrosshair(-1);
    QChartView::leaveEvent(event);
}

void ExplorerView::keyPressEvent(QKeyEvent *event)
{
    const bool shifted = event->modifiers() & Qt::ShiftModifier;
    const int last = m_plot->categories() - 1;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(ZoomStep);
    case Qt::Key_Minus:
        return zoom(1 / ZoomStep);
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Left:
        return shifted ? pan(-PanStep) : setCrosshair(m_crosshair < 0 ? last : std::max(0, m_crosshair - 1));
    case Qt::Key_Right:
        return shifted ? pan(PanStep) : setCrosshair(std::min(last, m_crosshair + 1));
    case Qt::Key_Home:
        return setCrosshair(std::min(0, last));
    case Qt::Key_End:
        return setCrosshair(last);
    default:
        event->ignore(); // letters and Esc are the window's
    }
}

void ExplorerView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    fitColumns();
}

void ExplorerView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_plot->renewLook();
    QChartView::changeEvent(event);
}

void ExplorerView::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ExplorerView::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void ExplorerView::hideEvent(QHideEvent *event)
{
    setCrosshair(-1);
    QChartView::hideEvent(event);
}

ChartSpec ExplorerView::namedAtCrosshair() const
{
    ChartSpec spec = m_plot->spec();
    const double pointer = heightAt(m_at.y());
    std::vector<std::pair<double, int>> near;
    for (int i = 0; i < spec.series.size(); ++i) {
        const auto &values = m_plot->drawn()[std::size_t(i)];
        if (m_crosshair >= 0 && m_crosshair < int(values.size()) && chart::isValue(values[std::size_t(m_crosshair)]))
            near.emplace_back(std::abs(m_plot->heightOf(i, *values[std::size_t(m_crosshair)]) - pointer), i);
    }
    std::sort(near.begin(), near.end());
    if (near.size() > MostNamed) {
        near.resize(MostNamed);
        spec.kind = chart::Kind::Lines; // some of a stack have no total
    }
    for (int i = 0; i < spec.series.size(); ++i) {
        if (std::none_of(near.begin(), near.end(), [i](const auto &each) { return each.second == i; }))
            spec.series[i].values.clear(); // it stays, for its colour and those of the others
    }
    return spec;
}

void ExplorerView::updateTooltip()
{
    const TooltipText text = m_crosshair < 0 || !isVisible()
        ? TooltipText()
        : tooltipText(namedAtCrosshair(), {-1, m_crosshair}, Theme::current());
    if (text.rows.isEmpty()) {
        if (m_tooltip)
            m_tooltip->hide();
        return;
    }
    if (!m_tooltip)
        m_tooltip = new ChartTooltip(window());
    const QPointF at(pointOf({0, m_crosshair}).x(), area().top());
    m_tooltip->showText(text, QRect(viewport()->mapTo(window(), at.toPoint()), QSize(1, int(area().height()))));
}

void ExplorerView::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    painter->save();
    drawSelection(*painter, area());
    if (m_crosshair >= 0 && !m_plot->drawn().empty())
        drawCrosshair(*painter, area());
    const Theme &theme = Theme::current();
    if (m_pressed && (m_selects || m_mode == PlotDrag::Zoom)) {
        QColor veil = theme.accent;
        veil.setAlphaF(0.12F);
        painter->setPen(QPen(theme.accent, 1, Qt::DashLine));
        painter->setBrush(veil);
        painter->drawRect(QRectF(*m_pressed, m_at).normalized());
    }
    if (hasFocus()) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

void ExplorerView::drawCrosshair(QPainter &painter, const QRectF &area) const
{
    const double x = pointOf({0, m_crosshair}).x();
    painter.setPen(QPen(Theme::current().text3, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    if (area.contains(m_at))
        painter.drawLine(QPointF(area.left(), m_at.y()), QPointF(area.right(), m_at.y()));
}

void ExplorerView::drawSelection(QPainter &painter, const QRectF &area) const
{
    painter.setPen(QPen(Theme::current().text1, 1));
    painter.setBrush(Theme::current().tint);
    for (const ChartPlace &place : m_selection) {
        const bool isSeen = place.series < int(m_plot->drawn().size())
            && place.category < int(m_plot->drawn()[std::size_t(place.series)].size());
        if (const QPointF point = isSeen ? pointOf(place) : QPointF(); isSeen && area.contains(point))
            painter.drawEllipse(point, Ring, Ring);
    }
}

} // namespace qd::ui
