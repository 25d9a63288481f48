#pragma once
#include "core/statistics/calibration_bins.h"
#include "core/statistics/lift_table.h"
#include "core/statistics/probability_scores.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qd::validation {

/// One case a model is judged on: what it said beforehand, and what came.
struct Case {
    std::optional<double> score = {}; ///< nothing: unscored, left out and counted
    bool event = false; ///< what the model warns of: the contract was lost
    std::optional<double> probability = {}; ///< of the event, 0..1
    std::optional<bool> flagged = {}; ///< the model warned
    std::optional<double> weight = {}; ///< what the case is worth, 0 or more
    bool underNotice = false; ///< it was known already; left out and counted, before `unscored`
    std::string group = {};
};

struct ValidationOptions {
    int minEvents = 10; ///< events, and others, below which nothing is said of a model
    bool highIsRisk = false; ///< scores are good when high, unless this says otherwise
};

/// What is said of a model where there are enough events. What not every case has the input for is missing.
struct ModelFigures {
    std::optional<double> auc; ///< ROC area, ties one half; missing without events or others
    std::optional<std::pair<double, double>> aucInterval; ///< DeLong, 95 %, clipped to 0..1
    std::optional<double> ks; ///< Kolmogorov-Smirnov distance of the scores
    std::optional<double> precision; ///< flagged with the event / flagged; missing when none is
    std::optional<double> recall; ///< flagged with the event / events
    std::optional<double> shareFlagged; ///< flagged / n
    std::optional<double> brier;
    std::optional<double> logLoss;
    std::optional<statistics::CalibrationLine> calibration;
    std::vector<statistics::CalibrationBin> reliability; ///< by rising probability; empty without one
    std::vector<statistics::LiftBin> lift; ///< by falling risk
};

/// A model over all its cases, or over those of one group.
struct ValidationRow {
    std::string group;
    int n = 0; ///< cases with a score and not under notice
    int events = 0; ///< of them
    int unscored = 0;
    int underNotice = 0;
    std::optional<ModelFigures> figures = {}; ///< nothing: too few events or others (`few_events`)
};

/// How evenly a model warns across groups.
struct FairnessRow {
    std::string group;
    int n = 0; ///< scored
    int events = 0;
    std::optional<double> shareFlagged;
    std::optional<double> precision;
    std::optional<double> recall;
    std::optional<std::pair<double, double>> recallInterval; ///< Wilson, 95 %
    bool few = false; ///< under 10 events
};

/// The group that stands for all cases in a list of rows.
inline constexpr const char *AllCases = "total";

/// A model on `cases`: the row of all first, called AllCases, then with `byGroup` one for each group in byte order. The
/// order of the cases never matters. O(n log n).
[[nodiscard]] std::vector<ValidationRow> validate(
    const std::vector<Case> &cases, bool byGroup, const ValidationOptions &options);

/// The groups of the scored cases in byte order; without what flags tell unless each of these is flagged or not.
[[nodiscard]] std::vector<FairnessRow> fairnessOf(const std::vector<Case> &cases);

} // namespace qd::validation
