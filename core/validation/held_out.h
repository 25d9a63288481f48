#pragma once
#include "core/statistics/roc_curve.h"
#include "core/validation/calibration_fit.h"

#include <map>

namespace qd::validation {

/// Weights of inputs, by name.
using InputWeights = std::map<std::string, double>;

/// The points of a fit.
[[nodiscard]] InputWeights pointsOf(const CalibrationFit &fit);
/// Sum of weight x value / sum of weights for each case, over the inputs of the data that have a weight; 0 for all
/// where none has.
[[nodiscard]] std::vector<double> weightedScores(const CalibrationData &data, const InputWeights &weights);

/// For each case its score by the points of a fit that did not see it: one for each fold of the cross-validation, on
/// the cases of all other folds, with these options; without a lambda each chooses its own, so that not even that has
/// seen the case. In the order of the data.
///
/// Errors as fitCalibration(), which needs 10 events and 10 others without each fold; BadData where a fold's fit gives
/// no input points.
[[nodiscard]] Result<std::vector<double>> heldOutScores(
    const CalibrationData &data, const CalibrationOptions &options, Progress &progress);

/// Two ways to score the same cases. Low scores are risk.
struct ScoreTrial {
    int n = 0;
    int events = 0;
    std::optional<statistics::RocArea> proposed; ///< nothing under 10 events or others, as all below
    std::optional<statistics::RocArea> present;
    std::optional<double> difference; ///< area of the proposed - of the present
    std::optional<statistics::RocComparison> test; ///< nothing where both put the cases in the same order
};
/// All are parallel.
[[nodiscard]] ScoreTrial compareScores(
    std::span<const double> proposed, std::span<const double> present, const std::vector<bool> &event);

} // namespace qd::validation
