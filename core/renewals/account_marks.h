#pragma once
#include "core/renewals/known_renewals.h"

namespace qd::renewals {

/// Whether somebody on the roster looks after a customer.
enum class Owned {
    InForce, ///< an owner who is there
    Nobody, ///< no owner, or one that nobody on the roster answers to: a vacancy
    Left, ///< one of the roster whose end_date is past
    Unknown, ///< an owner, and no roster to find them on
};

/// What systems give as a customer's renewal date on a day, as a reconciliation reads it: a system of contracts the
/// latest end in force, any other its record's renewal_date.
struct StatedDates {
    std::optional<Date> earliest; ///< nothing where no system gives one
    std::optional<Date> latest;

    [[nodiscard]] bool agreeWithin(int days) const { return !earliest || daysBetween(*earliest, *latest) <= days; }
};

/// What is asked of every customer before a renewal, as known on one day, by directory index.
struct AccountMarks {
    std::vector<Owned> owned;
    std::vector<StatedDates> dates;
    std::vector<std::int64_t> arr; ///< base minor units
    std::vector<char> isMonthToMonth; ///< has contracts in force, all of them from month to month

    /// An assignment in force (no backup) goes before the golden owner of the day, as for coverage. NoRate, Overflow,
    /// ConflictingRates.
    [[nodiscard]] static Result<AccountMarks> on(const KnownRenewals &renewals);
};

} // namespace qd::renewals
