#pragma once
#include "core/base/result.h"
#include "core/coverage/capacity_model.h"
#include "core/signals/signal.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qd::health {

inline constexpr double BestScore = 100; ///< the worst is 0

/// A band of a signal: the first whose limit is not below the value gives the score.
struct Step {
    std::optional<double> limit; ///< value <= this; nothing: any value, for the last one
    double score = 0;
};

/// A point of a line from values to scores.
struct Point {
    double value = 0;
    double score = 0;
};

/// What a signal counts as on a day on which it has no value.
enum class MissingRule {
    Drop, ///< it is left out, the others weigh more
    Neutral, ///< 50
    Worst, ///< the lowest score of its bands
    Last, ///< its value of the latest of some days before on which it had one; dropped where there was none
};

/// A score where nothing is known but that nothing is.
inline constexpr double NeutralScore = 50;

/// A signal as a segment counts it.
struct SignalModel {
    signs::Signal signal;
    double weight = 0;
    std::vector<Step> steps; ///< either these
    std::vector<Point> points; ///< or these: straight lines between them, flat outside
    MissingRule missing = MissingRule::Drop;
    int lastDays = 0; ///< of MissingRule::Last

    /// The score of a value.
    [[nodiscard]] double scoreOf(double value) const;
    [[nodiscard]] double lowestScore() const;
    [[nodiscard]] double highestScore() const;
};

/// Accounts that are judged alike. Segments are asked in order, the first whose conditions hold takes an account.
struct HealthSegment {
    std::string name;
    std::vector<coverage::SegmentCondition> when; ///< as a segment rule; empty: all that are left
    std::vector<SignalModel> measures;
};

enum class ModelType {
    Weighted, ///< sum of effective weight x score
    WorstOf, ///< the lowest score
    Points, ///< start + sum of scores, kept within bounds
};

/// How accounts are scored: M.json of CONTRACT-ROOMS section 3 as a value. Scores are 0 to 100, 100 is good; those of
/// signals of a `points` model are what they add, also below 0.
struct HealthModel {
    std::string name;
    ModelType type = ModelType::Weighted;
    double coverageMin = 0.6; ///< share of the weight that must be present for a score
    double yellow = 50; ///< lowest score that is yellow
    double green = 75; ///< lowest score that is green
    std::optional<int> round; ///< decimals that a score is rounded to, half up, before its colour; nothing: it is not
    double start = 0; ///< of `points`, as the next two
    double lowest = 0;
    double highest = 100;
    std::vector<HealthSegment> segments;
};

/// Reads M.json. InvalidArgument names the place and the offender: an unknown key, signal or field (with the nearest
/// known one), a value of the wrong type, and all that faultsOf() finds. BadData when it is no JSON, with the line.
[[nodiscard]] Result<HealthModel> healthModelFromText(std::string_view text);

/// One thing wrong with a model.
struct ModelFault {
    std::string path; ///< where in M.json, as a JSON pointer: "/segments/0/signals/1/weight"
    Message sentence;
};
/// Everything that is wrong, in the order of M.json: no segments or two of one name, weights below 0 or none above 0,
/// bands that overlap or leave holes, scores outside 0 .. 100, a signal twice in a segment, bounds the wrong way round.
[[nodiscard]] std::vector<ModelFault> faultsOf(const HealthModel &model);

} // namespace qd::health
