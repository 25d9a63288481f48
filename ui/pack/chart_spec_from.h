#pragma once
#include "core/pack/chart_description.h"
#include "ui/common/chart/chart_spec.h"

namespace qd::ui {

/// The chart that ui/ paints for one that core/pack describes.
[[nodiscard]] ChartSpec chartSpecFrom(const pack::Chart &chart);

} // namespace qd::ui
