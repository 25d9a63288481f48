#pragma once
#include "core/backtest/lookback.h"

#include <span>

namespace qd::backtest {

/// Days before its due date that a renewal is looked at.
inline constexpr int KnownBeforeDays = 90;

/// What people take for a bad sign: a signal at or beyond a limit.
struct Sign {
    signs::SignalKind kind = signs::SignalKind::UsageTrend;
    double limit = 0;
    bool isBelow = false; ///< at the limit or below it; else at it or above
};
/// Those that are looked for, in the order of the signals. The limits are of the program and say nothing of a book:
/// whether a sign tells who leaves is what the figures show.
[[nodiscard]] std::span<const Sign> badSigns();

/// How many customers a signal was known of, and those of them with the sign.
struct SignCount {
    int known = 0;
    std::vector<int> with; ///< directory indexes

    /// Nothing where it was known of nobody.
    [[nodiscard]] std::optional<double> share() const;
};

/// A sign among those who lost their renewal and those who kept it.
struct SignBefore {
    Sign sign;
    SignCount lost;
    SignCount kept;

    /// Share of the lost less that of the kept; nothing where either is of nobody.
    [[nodiscard]] std::optional<double> difference() const;
    /// At 95 % confidence (statistics::shareDifferenceInterval()).
    [[nodiscard]] std::optional<std::pair<double, double>> interval() const;
};

/// What was known of customers KnownBeforeDays before their renewals were due.
struct KnownBefore {
    Date from; ///< window of due dates, both days included
    Date to;
    int lost = 0; ///< renewals that are settled, each customer's last one
    int kept = 0;
    int underNotice = 0; ///< left out: notice was given or the contract cancelled by then
    std::vector<SignBefore> signs; ///< largest difference first; those without one last, in the order of badSigns()
};

/// Of the renewals due in `from` .. `to` that are settled, each customer's last one, of the customers for which `only`
/// holds (none for all), by directory index: each is looked at on its own day, with what was known then and no later.
/// Errors as settledOutcomes(), and what a signal fails with.
[[nodiscard]] Result<KnownBefore> knownBefore(
    const Lookback &data, Date from, Date to, const std::function<bool(int account)> &only, Progress &progress);

} // namespace qd::backtest
