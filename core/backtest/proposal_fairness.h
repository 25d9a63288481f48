#pragma once
#include "core/backtest/calibration_cases.h"
#include "core/validation/validation.h"

#include <span>

namespace qd::backtest {

/// How evenly proposed weights and the present ones warn in one group of the same cases.
struct GroupFairness {
    std::string dimension; ///< segment, region, size, language
    validation::FairnessRow proposed;
    validation::FairnessRow present; ///< of the same group, so with the same n and events
};

/// Both scores of the cases, 0 to 100 and parallel to them, flagged where the model's bounds make them yellow or red:
/// by segment, region, size and language on the lead day, each dimension's groups in byte order. Size is the third of
/// the cases by due ARR, `largest third`, `middle third` or `smallest third`; equal amounts are together, in the larger
/// one. A proposal must not be judged on the scores it was fitted to: give those of heldOutScores(), or later cases.
[[nodiscard]] std::vector<GroupFairness> proposalFairness(const CalibrationCases &cases,
    std::span<const double> proposed, std::span<const double> present, const health::HealthModel &model);

} // namespace qd::backtest
