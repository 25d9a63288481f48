#pragma once
#include "core/renewals/known_renewals.h"

namespace qd::renewals {

/// Why a contract in force comes up for no renewal.
enum class OpenEnded {
    MonthToMonth, ///< Term::isMonthToMonth(): goes on by the month
    Evergreen, ///< any other without an end: goes on until somebody cancels it
};
/// "month_to_month", "evergreen".
[[nodiscard]] const char *toString(OpenEnded kind);

/// A contract that goes on without a renewal to prepare, and what it is worth.
struct OpenEndedContract {
    int account = -1; ///< index in the directory
    std::string id; ///< subscription_id
    OpenEnded kind = OpenEnded::Evergreen;
    Date start;
    std::int64_t arr = 0; ///< base minor units, at the rates of the day; above 0
};

/// The contracts in force on the day that run from month to month or have no end, as known then, by account id and id;
/// not those of which a cancellation is known: they end on its day. None where ARR is not read from subscriptions.
/// `only` are the customers, by directory index, that are looked at. NoRate.
[[nodiscard]] Result<std::vector<OpenEndedContract>> openEndedContracts(
    const KnownRenewals &renewals, const std::function<bool(int)> &only = {});

} // namespace qd::renewals
