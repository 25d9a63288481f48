#pragma once
#include "core/chart/chart.h"
#include "core/forecast/waterfall.h"

namespace qd::pack {

/// The charts of forecasts, built once for pages and packs, as those of charts.h.

/// From what the forecast of a quarter was to what it is, by step.
[[nodiscard]] chart::Chart forecastWaterfallChart(
    const forecast::Waterfall &waterfall, const std::string &quarter, Currency currency);

} // namespace qd::pack
