#pragma once
#include "core/base/date.h"

#include <optional>
#include <vector>

namespace qd::portfolio {

/// The dates of one subscription of an account.
struct SubscriptionDates {
    Date start;
    std::optional<Date> end; ///< last day in force
    std::optional<Date> cancelled; ///< first day no longer in force
};

/// The days a subscription is in force: from `from` up to, but not including, `until`. Empty when until <= from.
struct InForce {
    Date from;
    Date until;
    bool pendingRenewal = false; ///< ran out, no successor yet, and still within the grace
};

/// A day no analysis reaches; the end of what has none.
inline constexpr Date EndOfTime{3'000'000};
/// A day before any data; the start of what has always been (1 January of year 2).
inline constexpr Date BeginningOfTime{-718'797};

/// Days in force by the stated dates alone: start <= t <= end, and t before the cancelled date.
[[nodiscard]] InForce statedDays(const SubscriptionDates &dates);

/// Days in force of each subscription of ONE account by CONTRACT section 2: start <= t <= end, and t before the
/// cancelled date. With a grace of `graceDays` (>= 0), one that ran out without being cancelled goes on until the day
/// before a successor that starts within the grace; while there is none and asOf <= end + grace, it is pending
/// renewal and goes on to end + grace. A cancelled date past the end ends the grace: t is before it there too.
/// O(n log n).
[[nodiscard]] std::vector<InForce> daysInForce(
    const std::vector<SubscriptionDates> &subscriptions, int graceDays, Date asOf);

} // namespace qd::portfolio
