#pragma once
#include "core/chart/chart.h"
#include "core/lifecycle/churn_drivers.h"

namespace qd::pack {

/// What goes with leaving sooner, as Cox's model has it, for the page Cohorts.

/// Points of residualChart() at most; of more events each point is the mean of as many that follow each other.
inline constexpr std::size_t MostResiduals = 300;

/// Scaled Schoenfeld residuals of one input by the events' order in time, each with its months since the start, a line
/// through them, and the coefficient about which they lie where hazards are proportional. Times of the model are days.
[[nodiscard]] chart::Chart residualChart(
    const survival::HazardModel &model, std::size_t input, const lifecycle::Driver &driver);

/// What the model says and what it does not: which inputs stand apart from chance and which way, which of them change
/// with time, and whether there are enough events for so many inputs.
[[nodiscard]] Message hazardSentence(const survival::HazardModel &model, const lifecycle::ChurnDrivers &drivers);
/// What each group is compared with, what was joined, and what is left out; empty for numbers alone.
[[nodiscard]] Message hazardBases(const lifecycle::ChurnDrivers &drivers);

} // namespace qd::pack
