#pragma once
#include "ui/paint/chart/chart_spec.h"

namespace qd::ui {

/// Whether a chart has series over categories, which the explorer draws: lines, steps and columns. The others are
/// pictures of their own kind and stay with the painter.
[[nodiscard]] bool hasSeries(const ChartSpec &spec);

} // namespace qd::ui
