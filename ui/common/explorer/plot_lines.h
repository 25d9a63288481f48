#pragma once
#include "core/chart/plotted.h"
#include "ui/paint/chart/chart_spec.h"

#include <QPen>
#include <QPointF>

namespace qd::ui {

/// Points of a line, in order; one in steps gets a corner before each point, at the value before.
[[nodiscard]] QList<QPointF> linePoints(const std::vector<chart::PlottedPoint> &plotted, bool steps);

/// The pen of a series: dashed for a base; as thin as a pixel where lines are `dense`.
[[nodiscard]] QPen linePen(const QColor &colour, const ChartSeries &series, bool dense);

} // namespace qd::ui
