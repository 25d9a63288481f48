#pragma once
#include "core/renewals/account_marks.h"

#include <array>

namespace qd::renewals {

/// Windows, in days after a day, in which renewals should have a risk status and a next action.
inline constexpr std::array CoverageWindows{120, 90, 60};
/// Of what is due in each the share that should have both, and of what is due in HygieneDays the share that should be
/// complete (docs/exercises.md).
inline constexpr double RiskCoverageTarget = 0.9;
inline constexpr double HygieneTarget = 0.95;
/// A risk row that is this many days old says nothing any more.
inline constexpr int RiskRowDays = 90;
/// Days ahead that hygiene looks at.
inline constexpr int HygieneDays = 120;

/// How much of what is due soon somebody has judged. Amounts are base minor units at the rates of the day.
struct RiskCoverage {
    int window = 0; ///< days
    int due = 0; ///< customers with a contract in force on the day D that ends in (D, D + window]
    int covered = 0; ///< of them, whose last risks row, not RiskRowDays old yet, has a status and a next_action
    std::int64_t dueArr = 0;
    std::int64_t coveredArr = 0;

    [[nodiscard]] std::optional<double> rate() const; ///< covered / due
};

/// One for each of CoverageWindows. NoRate, Overflow.
[[nodiscard]] Result<std::vector<RiskCoverage>> riskCoverage(const KnownRenewals &renewals);

/// Whether renewals due soon have what they need: dates that agree, an owner in force on the roster, an opportunity.
struct Hygiene {
    int due = 0; ///< customers due in HygieneDays, and those with ARR to whom no system gives a date, who fail
    int complete = 0;

    [[nodiscard]] std::optional<double> rate() const;
};

/// Customers due only by contracts from month to month are no case. Any open renewal opportunity will do, a won one
/// only where it is found for the due date. `dateTolerance` is in days. NoRate, Overflow.
[[nodiscard]] Result<Hygiene> hygieneOf(const KnownRenewals &renewals, const AccountMarks &marks, int dateTolerance);

} // namespace qd::renewals
