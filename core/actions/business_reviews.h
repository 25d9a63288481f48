#pragma once
#include "core/base/progress.h"
#include "core/portfolio/portfolio.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace qd::actions {

/// Days for which a customer must have been in force before a review is asked for.
inline constexpr int ReviewStartDays = 90;
/// Days by which a review may be later than its cadence.
inline constexpr int ReviewGraceDays = 14;
/// Days before due on which it is looked at whether a renewal had its review.
inline constexpr int ReviewLeadDays = 90;

/// Customers that should have a business review, and those that had one (CONTRACT-ROOMS section 2, "QBR completion").
struct ReviewRow {
    std::string group; ///< "total" for all
    int eligible = 0;
    int done = 0;

    [[nodiscard]] std::optional<double> rate() const; ///< nothing where none is eligible
    [[nodiscard]] int late() const { return eligible - done; }
};

/// A customer that is eligible and had none in time.
struct LateReview {
    int account = -1; ///< index in the directory
    std::optional<Date> last; ///< last valid one ever
    Date due; ///< that, else the first day in force, plus the cadence
};

/// Renewals of customers that were eligible ReviewLeadDays before due; pending ones are in neither figure.
struct ReviewedRenewals {
    int settled = 0;
    int renewed = 0;

    [[nodiscard]] std::optional<double> rate() const; ///< renewed / settled
};

struct ReviewCompletion {
    Date day;
    std::vector<ReviewRow> rows; ///< `total`, then groups with an eligible customer in byte order, NoGroup last
    std::vector<LateReview> late; ///< by account
    ReviewedRenewals done; ///< of those due in the twelve months up to the day, whose review was done by then
    ReviewedRenewals notDone;
};

/// As known on a day, by default the latest one.
///
/// Eligible: the segment has a cadence (setting qbr.cadence_months), ARR above 0, first in force ReviewStartDays before
/// or earlier, no notice or cancellation known on a contract in force.
/// Done: an activity `qbr` dated after (day - cadence, clamped to the month's last day) - ReviewGraceDays and on or
/// before the day, its outcome not cancelled or no_show.
///
/// `by` is a dimension but product, empty for `total` alone; groups are by the golden value of the day. Customers that
/// do not pass `only`, by directory index, are in no figure; without it all are. NoData without ARR; NoRate, Overflow,
/// ConflictingRates, BadData; Cancelled.
[[nodiscard]] Result<ReviewCompletion> reviewCompletion(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, std::optional<Date> asOf, const std::string &by,
    Progress &progress, const std::function<bool(int)> &only = {});

} // namespace qd::actions
