#pragma once
#include "core/chart/chart.h"
#include "core/forecast/renewal_distribution.h"
#include "core/forecast/waterfall.h"

namespace qd::pack {

/// The charts of forecasts, built once for pages and packs, as those of charts.h.

/// From what the forecast of a quarter was to what it is, by step.
[[nodiscard]] chart::Chart forecastWaterfallChart(
    const forecast::Waterfall &waterfall, const std::string &quarter, Currency currency);

/// How often the simulation of a quarter came to how much: a column for each part of the range, named by where it
/// begins, its share of all runs. Empty where all runs came to the same. Amounts are base minor units.
[[nodiscard]] chart::Chart forecastSpreadChart(
    const forecast::RenewalDistribution &model, const std::string &quarter, Currency currency);

} // namespace qd::pack
