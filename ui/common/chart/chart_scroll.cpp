#include "ui/common/chart/chart_scroll.h"

#include "ui/common/chart/chart_view.h"

#include <QEvent>

namespace qd::ui {

namespace {
constexpr QSize LeastRoom{200, 120}; ///< below which scrolling shows too little
} // namespace

ChartScroll::ChartScroll(ChartView *chart, QWidget *parent)
    : QScrollArea(parent)
    , m_chart(chart)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the chart takes the keys
    setWidgetResizable(true);
    setWidget(chart);
    chart->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    chart->installEventFilter(this);
    connect(chart, &ChartView::placeReached, this, [this](int series, int category) {
        const QRect place = m_chart->placeRect(series, category);
        ensureVisible(place.center().x(), place.center().y(), place.width() / 2 + 1, place.height() / 2 + 1);
    });
}

QSize ChartScroll::sizeHint() const
{
    return m_chart->sizeHint();
}

QSize ChartScroll::minimumSizeHint() const
{
    return m_chart->minimumSizeHint().boundedTo(LeastRoom);
}

bool ChartScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace qd::ui
