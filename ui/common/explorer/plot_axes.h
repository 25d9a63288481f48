#pragma once
#include "core/chart/plotted.h"
#include "ui/paint/chart/chart_scale.h"
#include "ui/paint/chart/chart_spec.h"

class QCategoryAxis;

namespace qd::ui {

/// The left axis for values as they are drawn: round ends; around zero where columns stand on it or the painter would
/// show it; of logarithms as far as they go. A scale of its own where there are no values.
[[nodiscard]] ValueScale leftScale(
    const ChartSpec &spec, const std::vector<chart::Values> &drawn, bool logAxis, bool fromZero);

/// Names the categories that a window has room for, as the painter writes them.
void nameCategories(QCategoryAxis &axis, const ChartSpec &spec, const chart::PlotWindow &window, int pixels);
/// Names values between the ends of a scale, in the form and unit of the chart; its step is not asked for.
void nameValues(QCategoryAxis &axis, const ChartSpec &spec, const ValueScale &ends, bool logAxis);
/// Colours and font of the theme in force.
void styleAxis(QCategoryAxis &axis, bool withGrid);

} // namespace qd::ui
