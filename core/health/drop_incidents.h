#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// Days back that are looked through for incidents.
inline constexpr int IncidentDays = 60;
/// What makes a day one, all three: this many accounts at least,
inline constexpr int IncidentAccounts = 10;
/// of those that had a value the day before this share,
inline constexpr double IncidentShare = 0.2;
/// and this many times what is usual for the signal on a day on which any account falls.
inline constexpr double IncidentTimes = 3;

/// A day on which one signal fell for so many accounts at once that its source is to be looked at before the accounts
/// are: a feed that is late or broken, not customers that turned.
struct DropIncident {
    Date day;
    std::string signal; ///< Signal::name()
    int had = 0; ///< accounts with a value the day before, and ARR on both days in the same segment
    std::vector<int> fell; ///< of them: a lower score of the signal than the day before, or no value; directory index
    int worse = 0; ///< of those: a worse colour than the day before

    [[nodiscard]] double share() const; ///< fell / had
};

/// Of the days `from` .. `to`, both included, each against the one before; the latest first, of a day by signal. `only`
/// says which accounts count; none for all. What is usual is the median over the other days on which any account fell.
/// A day costs what scoresOn() does. Errors as there; Cancelled.
[[nodiscard]] Result<std::vector<DropIncident>> dropIncidents(const HealthModel &model, const signs::Signals &history,
    Date from, Date to, const std::function<bool(int account)> &only, Progress &progress);

} // namespace qd::health
