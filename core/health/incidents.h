#pragma once
#include "core/health/model_effect.h"

namespace qd::health {

/// Days that scores look back, and days before that an incident is looked for.
inline constexpr int IncidentDays = 28;
/// Days that the signals of usage look back: what fell away longer ago than that changes no score.
inline constexpr int UsageDaysBack = 56;

/// Much of an input fell away at once: an outage, a late or broken file, which says nothing about customers.
struct Incident {
    std::string source; ///< of the usage
    Date from; ///< first day on which it fell
    Date to; ///< last one
    int expected = 0; ///< accounts that use on such days, on the worst of these days
    int fallen = 0; ///< of them, without a row or with less than half of their use
    std::vector<int> accounts; ///< all that fell on any of the days, by directory index, ascending
};
/// Those of usage on the days `from` .. `to`, by source, then day; days that lie IncidentDays / 4 apart or less, as
/// those of weekly files do, are one. A day counts as UsageDays::drops() has it. Sees no later day. Damaged, Io.
[[nodiscard]] Result<std::vector<Incident>> incidentsIn(const signs::Signals &history, Date from, Date to);

/// What an incident did to colours.
struct IncidentEffect {
    Incident incident;
    /// Its accounts whose colour would be another had the signals of usage what they had on the day before the
    /// incident: `before` is that score, `after` the one they have. By ARR falling, then account. None of an incident
    /// that ended UsageDaysBack or more before the day: what changed since is not its doing.
    std::vector<ColourChange> changed;
    std::int64_t changedArr = 0; ///< base minor units
};
/// Of incidents on or before the day of `scores`, which the model gave. Errors as scoresOn().
[[nodiscard]] Result<std::vector<IncidentEffect>> effectsOf(const std::vector<Incident> &incidents,
    const HealthModel &model, const signs::Signals &history, const DayScores &scores);

} // namespace qd::health
