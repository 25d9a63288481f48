#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// How the scores of the accounts of one entity, an ultimate parent with all below it, become one.
enum class RollUp {
    Worst, ///< the lowest
    ArrWeighted, ///< their mean, weighted by ARR
    Parent, ///< that of the ultimate parent itself
};
/// "worst", "arr", "parent".
[[nodiscard]] const char *toString(RollUp rollUp);
/// Nothing for another word.
[[nodiscard]] std::optional<RollUp> rollUpOf(std::string_view text);

struct RollUpChoice {
    RollUp rollUp = RollUp::Worst;
    /// The ultimate parent is one of the accounts; else only those below it are, and it alone where none of them has a
    /// score. Means nothing for RollUp::Parent.
    bool withParent = true;
};

/// An entity on a day.
struct EntityScore {
    int parent = -1; ///< index of the ultimate parent in the directory, as the hierarchy is now
    int accounts = 0; ///< that count, with ARR above 0
    int scored = 0; ///< of them
    std::int64_t arr = 0; ///< of them, base minor units
    /// Coverage is the share of `arr` that has a score, and under the model's least coverage there is none, as for an
    /// account. Of RollUp::Parent the parent's own.
    Score score;
};

/// Of every entity that has an account with ARR above 0 on the day, by index of the parent. Rounding, bounds and
/// colours are the model's; accounts count by their unrounded scores, overrides never.
[[nodiscard]] std::vector<EntityScore> rolledUp(const HealthModel &model, const DayScores &scores,
    const identity::AccountDirectory &accounts, const RollUpChoice &choice);

} // namespace qd::health
