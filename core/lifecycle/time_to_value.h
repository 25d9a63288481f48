#pragma once
#include "core/lifecycle/known_customers.h"
#include "core/statistics/kaplan_meier.h"

namespace qd::lifecycle {

/// How long the customers of one group took to their first value.
struct TimeToValue {
    std::string group;
    int n = 0; ///< cases, done or open, without `negative`
    int completed = 0; ///< of them: reached the milestone by the day, and while they were in force
    int negative = 0; ///< reached it before the clock began; in no other figure
    statistics::SurvivalCurve curve{{}}; ///< share still without it, by days from the clock

    /// Days by which half have it (Kaplan-Meier); nothing where more than half have not, or without cases.
    [[nodiscard]] std::optional<double> median() const;
    /// Share that has it within `days`, that day included; nothing without cases.
    [[nodiscard]] std::optional<double> within(int days) const;
};

/// The days for which shares are given.
inline constexpr int ValueDays[] = {30, 60, 90};

/// Time to value of the customers whose clock began by the day (CONTRACT-ROOMS section 2): from the clock to the
/// earliest completion of the milestone; on the clock's own day is 0. Who has not reached it by the day, or by the
/// first day not in force where that is earlier, is open then; on that very day counts. A customer who left before the
/// clock began is no case, but negative where it had reached it by then.
///
/// One row for each group of `by` with a case or a negative one, in byte order; all in AllCustomers without `by`, also
/// where there is none. Errors as KnownCustomers::groups().
[[nodiscard]] Result<std::vector<TimeToValue>> timeToValue(const KnownCustomers &customers, const std::string &by);

} // namespace qd::lifecycle
