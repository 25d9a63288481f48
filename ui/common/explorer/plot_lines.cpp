#include "ui/common/explorer/plot_lines.h"

namespace qd::ui {

namespace {
constexpr double LineWidth = 1.6;
}

QList<QPointF> linePoints(const std::vector<chart::PlottedPoint> &plotted, bool steps)
{
    QList<QPointF> points;
    points.reserve(qsizetype(plotted.size()) * (steps ? 2 : 1));
    for (const chart::PlottedPoint &point : plotted) {
        if (steps && !points.isEmpty())
            points << QPointF(point.category, points.back().y());
        points << QPointF(point.category, point.value);
    }
    return points;
}

QPen linePen(const QColor &colour, const ChartSeries &series, bool dense)
{
    QPen pen(colour, dense ? 1 : LineWidth);
    if (dense)
        pen.setCosmetic(true);
    else
        pen.setJoinStyle(Qt::RoundJoin);
    if (series.form == LineForm::ByMeaning && series.meaning == chart::Meaning::Base)
        pen.setStyle(Qt::DashLine);
    return pen;
}

} // namespace qd::ui
