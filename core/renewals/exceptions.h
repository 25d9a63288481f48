#pragma once
#include "core/renewals/account_marks.h"

namespace qd::renewals {

/// What is wrong with how a renewal is prepared. In the order in which they are listed.
enum class Exception {
    NoDate, ///< ARR above 0 and no system gives a renewal date (undatedAccounts())
    NoOwner, ///< no owner, or one that nobody on the roster answers to
    OwnerLeft, ///< the owner's end_date on the roster is past
    NoOpportunity, ///< none of this due date; of a pending case none that is open, and none won for it
    CloseAfterExpiry, ///< the opportunity, open or won, has a close_date after the due date
    StageStale, ///< it is open and its stage unchanged for over 30 days, by record_history
    DateDiffers, ///< systems give renewal dates further apart than the tolerance
    AmountDiffers, ///< it is open and its amount is neither the due ARR nor what ends now, by tolerance.arr
    AutoRenewNoNoticeDate, ///< a contract due renews by itself and no notice_date is known
    PastDueOpen, ///< due before the day, and the renewal pending or the opportunity still open
};
/// "no_date", "no_owner" ...
[[nodiscard]] const char *toString(Exception exception);

/// A stage that stood longer than this is stale.
inline constexpr int StaleStageDays = 30;

/// What is wrong with one renewal on the day its case was told of. `dateTolerance` is in days. An opportunity in a
/// currency without a rate is not compared.
[[nodiscard]] std::vector<Exception> exceptionsOf(
    const KnownRenewals &renewals, const AccountMarks &marks, const RenewalCase &renewal, int dateTolerance);

/// Customers with ARR above 0 to whom no system gives a renewal date, by directory index; those whose contracts all run
/// from month to month are none.
[[nodiscard]] std::vector<int> undatedAccounts(const AccountMarks &marks);

} // namespace qd::renewals
