#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// A part of what moved a score.
struct ScorePart {
    std::string part; ///< "model", "missing", then signals
    double change = 0;
};

/// Why a score moved from one day to another. The changes add up to what it moved by.
struct ScoreMove {
    std::optional<double> from; ///< unrounded; nothing where the day has no score
    std::optional<double> to;
    std::vector<ScorePart> parts; ///< empty where either day has no score
};

/// One account between two days, step by step from the old inputs to the new:
///
/// - `model`: the new day's model, and the segment the account is in then, on the old day's values;
/// - `missing`: signals that have a value on only one of the days take their state and value of the new one;
/// - one step for each signal that has a value on both, in the model's order.
struct MoveSteps {
    Score old; ///< as scored then
    Score model;
    Score missing;
    std::vector<std::pair<std::size_t, Score>> values; ///< by place in the segment
    Score now;
};
/// `then` and `now` are the account's scores; `oldInputs` its inputs of the old day for the signals of the segment it
/// is in now. The account is in a segment on the new day.
[[nodiscard]] MoveSteps moveSteps(const HealthModel &model, const AccountScore &then, const AccountScore &now,
    std::span<const SignalInput> oldInputs);

/// The same as parts: `then` and `now` are the account's scores, nullptr where it had no ARR, and `oldInputs` as in
/// moveSteps().
[[nodiscard]] ScoreMove moveOf(const HealthModel &model, const AccountScore *then, const AccountScore *now,
    std::span<const SignalInput> oldInputs);

/// The model of each of two days: the same one, or those in force then. They must outlive it.
struct ModelsOfDays {
    const HealthModel &then;
    const HealthModel &now;

    /// The same on both; implicit, since one model is what most ask with.
    ModelsOfDays(const HealthModel &both)
        : ModelsOfDays(both, both)
    {
    }
    ModelsOfDays(const HealthModel &old, const HealthModel &current)
        : then(old)
        , now(current)
    {
    }
    [[nodiscard]] bool areSame() const { return &then == &now; }
};

/// An account of the directory from one day to a later or earlier one. Errors as scoresOn().
[[nodiscard]] Result<ScoreMove> whyMoved(
    const ModelsOfDays &models, const signs::Signals &history, int account, Date from, Date to);

/// The inputs of `then` for the segments of the new day's model that the accounts of `now` are in, for those in both;
/// by directory index, and empty for all others.
[[nodiscard]] Result<std::vector<std::vector<SignalInput>>> oldInputsOf(
    const ModelsOfDays &models, const signs::Signals &history, const DayScores &then, const DayScores &now);

} // namespace qd::health
