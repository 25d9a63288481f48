#pragma once
#include "core/health/overrides.h"
#include "core/health/scoring.h"

#include <functional>

namespace qd::signs {
class AccountEvents;
}

namespace qd::health {

/// The colour that a score gave an account, by directory index, as known on a day; None without one. A model that is in
/// force in the workspace will be one of these; until models are kept there, coloursOfLastScores() is the only one.
using ScoredColour = std::function<Result<HealthColour>(int account, Date day)>;

/// That of the last row of health_scores, of any model; of one day that of the last model by name. `events` must
/// outlive it.
[[nodiscard]] ScoredColour coloursOfLastScores(const signs::AccountEvents &events);

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
