#pragma once
#include "core/health/models_in_force.h"
#include "core/health/overrides.h"
#include "core/health/scoring.h"

#include <functional>

namespace qd::signs {
class AccountEvents;
}

namespace qd::health {

/// The colour that a score gave an account, by directory index, as known on a day; None without one.
using ScoredColour = std::function<Result<HealthColour>(int account, Date day)>;

/// That of the last row of health_scores, of any model; of one day that of the last model by name. `events` must
/// outlive it.
[[nodiscard]] ScoredColour coloursOfLastScores(const signs::AccountEvents &events);

/// That of the model in force on the day, None where it gives no score; on days without a model in force that of the
/// last row of health_scores. What was scored is kept; `history` must outlive it, and it stays on its thread. Errors as
/// scoresOn().
[[nodiscard]] ScoredColour coloursInForce(ModelsInForce models, const signs::Signals &history);
/// The same for who has read no signals: they are read where a model was ever in force, and `events` asked where none
/// was. Errors as ModelsInForce::read() and Signals::read(). `workspace`, `events` and `progress` must outlive it.
[[nodiscard]] Result<ScoredColour> coloursInForce(
    const store::Workspace &workspace, const signs::AccountEvents &events, Progress &progress);
/// The same of what batches had held by each day (signs::Knowing::Seen), which takes the signals in any case.
[[nodiscard]] Result<ScoredColour> coloursSeen(const store::Workspace &workspace, Progress &progress);

/// Colours by which forecasts sort renewals and which action rules ask for: the override in force on the day, as made
/// by then, else the scored one. It keeps the overrides of a day, so one of these stays on its thread.
class KnownColours {
public:
    /// `accounts` must outlive it.
    KnownColours(ScoredColour scored, std::vector<Override> overrides, const identity::AccountDirectory &accounts);

    /// Errors of the scores.
    [[nodiscard]] Result<HealthColour> on(int account, Date day) const;

private:
    ScoredColour m_scored;
    std::vector<Override> m_overrides;
    const identity::AccountDirectory &m_accounts;
    mutable std::map<Date, OverridesOn> m_inForce; ///< by day, once asked for
};

/// "green", "yellow", "red", "none": where None is a tier of its own.
[[nodiscard]] const char *tierName(HealthColour colour);

} // namespace qd::health
