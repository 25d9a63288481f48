#pragma once
#include "core/chart/chart.h"
#include "ui/paint/chart/chart_spec.h"

namespace qd::ui {

/// What the painters take for a chart that core describes: words in the language of the window, dates and figures in
/// the locale that shownLocale() says now, which is that of files under a FileLocale.
[[nodiscard]] ChartSpec chartSpecFrom(const chart::Chart &chart);

} // namespace qd::ui
