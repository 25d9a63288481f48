#include "ui/common/explorer/overview_strip.h"

#include "ui/common/explorer/explorer_view.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr double GripReach = 6; // px to either side of an edge
constexpr int MostLines = 40; // more would be one dark band
constexpr double PanStep = 0.1;
constexpr double ZoomStep = 0.7;
constexpr float VeilOpacity = 0.14F;

} // namespace

OverviewStrip::OverviewStrip(ExplorerView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setObjectName(QStringLiteral("explorerOverview"));
    setAccessibleName(tr("Overview: the part in sight"));
    setToolTip(tr("Drag the frame or an edge of it to see another part"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_view, &ExplorerView::windowChanged, this, qOverload<>(&QWidget::update));
    connect(m_view.chart(), &QChart::plotAreaChanged, this, [this] {
        m_lines = {};
        update();
    });
}

void OverviewStrip::renew()
{
    m_lines = {};
    setVisible(m_view.plot().categories() >= LeastCategories && !m_view.plot().isEmpty());
    update();
}

/// Below the plot, so that a category stands under itself while all are in sight.
QRectF OverviewStrip::area() const
{
    const QRectF plot = m_view.chart()->plotArea();
    const double left = std::clamp(plot.left(), 0.0, width() / 2.0);
    const double right = std::clamp(plot.right(), left + 1, std::max(left + 1, double(width())));
    return {left, 2, right - left, height() - 4.0};
}

double OverviewStrip::categoryAt(double x) const
{
    return (x - area().left()) / area().width() * m_view.plot().categories() - 0.5;
}

double OverviewStrip::placeOf(double category) const
{
    return area().left() + (category + 0.5) / std::max(1, m_view.plot().categories()) * area().width();
}

std::optional<OverviewStrip::Grip> OverviewStrip::gripAt(double x) const
{
    const chart::PlotWindow &seen = m_view.plot().window();
    const double left = placeOf(seen.left);
    const double right = placeOf(seen.right);
    if (std::abs(x - right) <= GripReach && x >= (left + right) / 2)
        return Grip::Right;
    if (std::abs(x - left) <= GripReach)
        return Grip::Left;
    return x > left && x < right ? std::optional(Grip::Whole) : std::nullopt;
}

void OverviewStrip::drawLines()
{
    const QRectF place = area();
    m_lines = QPixmap(size() * devicePixelRatioF());
    m_lines.setDevicePixelRatio(devicePixelRatioF());
    m_lines.fill(Qt::transparent);
    const auto extent = chart::extentOf(m_view.plot().drawn());
    if (!extent)
        return;
    const ValueScale scale{extent->low, extent->high > extent->low ? extent->high : extent->low + 1, 1};
    QPainter painter(&m_lines);
    const auto &drawn = m_view.plot().drawn();
    for (int i = 0; i < std::min(MostLines, int(drawn.size())); ++i) {
        painter.setPen(QPen(seriesColour(m_view.plot().spec(), i, Theme::current()), 1));
        for (const chart::Run &run : chart::runsOf(drawn[std::size_t(i)])) {
            QPolygonF line;
            for (const chart::PlottedPoint &point :
                chart::thinned(drawn[std::size_t(i)], run.first, run.last, int(place.width())))
                line << QPointF(placeOf(point.category), scale.place(point.value, place.bottom() - 2, place.top() + 2));
            line.size() == 1 ? painter.drawPoint(line.front()) : painter.drawPolyline(line);
        }
    }
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    if (m_lines.isNull())
        drawLines();
    const Theme &theme = Theme::current();
    const QRectF place = area();
    const chart::PlotWindow &seen = m_view.plot().window();
    const QRectF frame(QPointF(placeOf(seen.left), place.top()), QPointF(placeOf(seen.right), place.bottom()));
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.setPen(theme.border);
    painter.drawRect(place);
    painter.drawPixmap(0, 0, m_lines);
    QColor veil = theme.accent;
    veil.setAlphaF(VeilOpacity);
    painter.setBrush(veil);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRect(frame);
    painter.setPen(QPen(theme.accent, 3));
    for (const double x : {frame.left(), frame.right()})
        painter.drawLine(QPointF(x, frame.center().y() - 7), QPointF(x, frame.center().y() + 7));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double at = categoryAt(event->position().x());
    const auto grip = gripAt(event->position().x());
    if (!grip) { // beside the frame: it goes there
        const chart::PlotWindow &seen = m_view.plot().window();
        m_view.moveBy(at - (seen.left + seen.right) / 2);
    }
    const chart::PlotWindow &seen = m_view.plot().window();
    m_drag = Drag{grip.value_or(Grip::Whole), at, seen.left, seen.right};
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    const double at = categoryAt(event->position().x());
    if (!m_drag) {
        const auto grip = gripAt(event->position().x());
        setCursor(grip && *grip != Grip::Whole ? Qt::SizeHorCursor : Qt::ArrowCursor);
        return;
    }
    if (m_drag->grip == Grip::Whole)
        m_view.moveBy(m_drag->left + at - m_drag->at - m_view.plot().window().left);
    else
        m_view.showCategories(
            m_drag->grip == Grip::Left ? at : m_drag->left, m_drag->grip == Grip::Right ? at : m_drag->right);
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent *)
{
    m_drag.reset();
}

void OverviewStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return m_view.pan(-PanStep);
    case Qt::Key_Right:
        return m_view.pan(PanStep);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_view.zoom(ZoomStep);
    case Qt::Key_Minus:
        return m_view.zoom(1 / ZoomStep);
    default:
        event->ignore(); // letters and Esc are the window's
    }
}

void OverviewStrip::resizeEvent(QResizeEvent *event)
{
    m_lines = {};
    QWidget::resizeEvent(event);
}

void OverviewStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_lines = {};
    QWidget::changeEvent(event);
}

void OverviewStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void OverviewStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace qd::ui
