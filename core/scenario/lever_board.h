#pragma once
#include "core/scenario/lever.h"

namespace qd::scenario {

/// What a slider covers and what typing allows.
struct SliderRange {
    double lowest = 0; ///< of slider and typing
    double highest = 1; ///< of the slider; the value it was made for is at most half of it
    double limit = 1; ///< of typing
    double step = 0.001; ///< of the slider

    bool operator==(const SliderRange &) const = default;
};

/// Every lever that a person may turn by a slider: of each segment its rates, new business and hours, then the
/// people's (thresholds between neighbouring segments before them), then the coefficients of variation
/// ("uncertainty.annual_churn" ...). Besides those of lever.h there are "leavers" (FTE, by month), "ramp" (months to
/// full productivity) and the uncertainties. Hires and leavers have a lever for each month in which `scenario` or
/// `with` plans them, within the horizon; without any hire there is one half a year after the start, when a decision, a
/// search and a notice period can have ended.
[[nodiscard]] std::vector<Lever> boardLevers(const CompleteScenario &scenario, const CompleteScenario *with = nullptr);
/// Whether it is among those that decide most: churn, expansion, new customers and hours of a segment; hires, leavers,
/// ramp and elasticity.
[[nodiscard]] bool isMainLever(const Lever &lever);

/// What the lever stands at; nothing where the scenario has no such segment, or month.
[[nodiscard]] std::optional<double> boardValue(const CompleteScenario &scenario, const Lever &lever);
/// Sets it, moved into the range that checkScenario() allows; a lever the scenario does not have changes nothing. The
/// ramp becomes a straight one, 1/n, 2/n ... 1.
void setBoardValue(CompleteScenario &scenario, const Lever &lever, double value);
/// The range of a slider for a lever of `base`; from 0 upwards where `base` does not have it.
[[nodiscard]] SliderRange sliderRange(const CompleteScenario &base, const Lever &lever);
/// The levers of a tornado: what a segment does, without what it is (its ARR and customers of today), and what may act
/// on churn through overload.
[[nodiscard]] std::vector<Lever> tornadoLevers(const CompleteScenario &scenario);
/// Coefficients of variation assumed where nobody states any: churn, contraction and new customers 20 %, expansion 25
/// %.
[[nodiscard]] Uncertainty boardUncertainty();
/// Whether it can be set now: not customers that a threshold sorts, nor a threshold whose segments state customers.
[[nodiscard]] bool isFree(const CompleteScenario &scenario, const Lever &lever);
/// Whether the lever stands at another value than in `base`; no when either does not have it.
[[nodiscard]] bool isTurned(const CompleteScenario &scenario, const CompleteScenario &base, const Lever &lever);

} // namespace qd::scenario
