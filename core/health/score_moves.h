#pragma once
#include "core/health/why_moved.h"

namespace qd::health {

/// An account with ARR on two days, and what its score did between them.
struct AccountMove {
    int account = -1; ///< index in the directory
    HealthColour from = HealthColour::None; ///< the score's own colour, never an override's
    HealthColour to = HealthColour::None;
    ScoreMove score;

    /// 1 for a better colour, -1 for a worse one; 0 for the same, and where either day has none.
    [[nodiscard]] int direction() const;
    /// What the unrounded score moved by; nothing where either day has none.
    [[nodiscard]] std::optional<double> change() const;
    /// The part that moved the score most, of equals the first; nullptr where nothing moved it.
    [[nodiscard]] const ScorePart *largestPart() const;
};

/// What happened between two days that are scored already, by directory index, of the accounts both hold; `oldInputs`
/// are oldInputsOf() them.
[[nodiscard]] std::vector<AccountMove> scoreMoves(const HealthModel &model, const DayScores &then, const DayScores &now,
    const std::vector<std::vector<SignalInput>> &oldInputs);

} // namespace qd::health
