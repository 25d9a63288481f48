#pragma once
#include "ui/common/legend_strip.h"
#include "ui/paint/chart/chart_spec.h"

namespace qd::ui {

class ChartView;

/// The series of a chart that does not name them itself.
[[nodiscard]] QVector<LegendEntry> legendOf(const ChartSpec &spec);
/// A chart with its legend above; takes ownership of both.
[[nodiscard]] QWidget *underLegend(LegendStrip *legend, ChartView *chart, QWidget *parent);

} // namespace qd::ui
