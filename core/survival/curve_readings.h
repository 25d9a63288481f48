#pragma once
#include "core/survival/survival_analysis.h"

namespace qd::survival {

/// A month of a curve that is read by months, in days: twelve of them are a year of 365 days.
inline constexpr double DaysOfMonth = 365.0 / 12;

/// What a curve says at one time.
struct CurveReading {
    double survival = 1;
    std::optional<double> lower; ///< as SurvivalStep's; nothing before the first step, too
    std::optional<double> upper;
    std::int64_t atRisk = 0; ///< lives with entry < t <= time, at 0 those with an entry of 0
    double hazard = 0; ///< cumulative, as SurvivalStep's
    double hazardVariance = 0;
};

/// The curve at each of `times`, ascending; nothing after its last step, up to which somebody was observed.
[[nodiscard]] std::vector<std::optional<CurveReading>> readingsOf(
    const statistics::SurvivalCurve &curve, const statistics::RiskSet &risk, const std::vector<double> &times);

/// An analysis whose curves are read at regular times, for a chart and a table of those at risk.
struct ReadCurves {
    SurvivalAnalysis analysis;
    std::vector<double> times; ///< in the unit of the lives, from 0
    std::vector<std::vector<std::optional<CurveReading>>> readings; ///< by group, then time

    /// The time from which on a group has fewer than `few` at risk although its curve goes on; nothing where there is
    /// none, or at no reading.
    [[nodiscard]] std::optional<double> thinFrom(std::size_t group, std::int64_t few) const;
};

/// The curves of `lives` at 0, `step`, 2 `step` ... up to the last time of all lives, or to `most` where that is
/// earlier. `step` is above 0.
[[nodiscard]] ReadCurves readCurves(
    const std::vector<GroupedLife> &lives, const SurvivalOptions &options, double step, double most);

/// Of twelve readings a year: every one, every third or every twelfth, so that there are at most 120 up to the last
/// time of `lives`, which are in days. Months.
[[nodiscard]] int monthsPerReading(const std::vector<GroupedLife> &lives);

} // namespace qd::survival
