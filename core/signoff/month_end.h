#pragma once
#include "core/reconcile/reconciliation.h"
#include "core/revenue/movements.h"

namespace qd::store {
class Workspace;
}

namespace qd::signoff {

/// A customer whose month Finance sees otherwise: one movement, in either book.
struct MonthDifference {
    int account = -1; ///< index in the directory
    revenue::MovementKind kind = revenue::MovementKind::New;
    std::int64_t ours = 0; ///< base minor units, as in a movement row; 0 where the book has no such movement
    std::int64_t theirs = 0;

    [[nodiscard]] std::int64_t difference() const { return theirs - ours; }
};

/// How long won renewals took from created_date to close_date.
struct RenewalCycle {
    int n = 0; ///< won renewal opportunities closed in the month that have both dates, in this order
    std::optional<double> medianDays; ///< nothing without any
};

/// A month by the system of record against Finance's own months of ARR.
struct MonthEnd {
    Month month;
    revenue::MovementRow ours; ///< all customers, by the system of record
    revenue::MovementRow theirs; ///< the same movements read out of Finance's history
    std::vector<MonthDifference> differences; ///< by customer id, then movement; over all they make those of the rows
    reconcile::Reconciliation closing; ///< our closing (left) against theirs (right), by cause and customer
    RenewalCycle cycle;
};

/// A line of the month, in both books: what opened, a movement, or what closed. Base minor units; losses are negative,
/// so that the lines before the last add up to it on either side.
struct MonthStep {
    std::string id; ///< "opening", "closing", or toString() of the movement
    std::optional<revenue::MovementKind> movement; ///< nothing for opening and closing
    std::int64_t ours = 0;
    std::int64_t theirs = 0;

    [[nodiscard]] std::int64_t difference() const { return theirs - ours; }
};

/// The lines of a month in the order in which they are shown: opening, revenue::stepsOf(), closing.
[[nodiscard]] std::vector<MonthStep> stepsOf(const MonthEnd &check);

/// The sources that a month can be checked against: those with an ARR history that are not the system of record, of
/// kind finance first, then by name. Empty where there is none.
[[nodiscard]] std::vector<portfolio::ArrSource> financeSources(const portfolio::Portfolio &portfolio);

/// Checks a month. `finance` is the source with the arr_history to check against; by default the first of kind finance
/// that has one and is not the system of record. NoData where there is none, where it is the system of record itself,
/// and where it ends before the month; else as computeMovements() and reconcile(). Cancelled.
[[nodiscard]] Result<MonthEnd> checkMonthEnd(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    Month month, const std::optional<portfolio::ArrSource> &finance, Progress &progress);

/// Of the won renewal opportunities that closed in the month.
[[nodiscard]] RenewalCycle renewalCycle(const store::Workspace &workspace, Month month);

} // namespace qd::signoff
