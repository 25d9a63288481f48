#pragma once
#include "core/base/message.h"
#include "core/reconcile/side.h"

#include <string>
#include <vector>

namespace qd::reconcile {

/// Why two systems differ (CONTRACT section 3). For an amount on both sides the rules are tried in this order, but a
/// duplicate record first; a customer missing on one side is tried as duplicate, parent_child, not_yet_billed, missing.
/// The first that fits wins.
enum class Cause {
    MonthlyAsAnnual, ///< one side is twelve times the other: a monthly figure entered as annual
    Currency, ///< the same figure in two currencies: not converted
    Timing, ///< both count it, and they are equal on some day within TimingDays of the as-of date
    ParentChild, ///< the family's totals agree, its members do not
    Duplicate, ///< one side has the customer twice
    Missing, ///< one side does not have the customer
    CancelledInOne, ///< ended on one side, still counted on the other
    NotYetBilled, ///< starts later on one side
    PriceUplift, ///< one side still has the value before the last rise of up to MostUplift
    Rounding, ///< within tolerance; no break, but part of the bridge
    Unexplained,
};
inline constexpr int CauseCount = 11;
inline constexpr int TimingDays = 10;
inline constexpr double MostUplift = 1.25;
/// A contract younger than this, missing in the other system, is not yet billed rather than missing.
inline constexpr int NewContractDays = 45;

/// "monthly_as_annual" ...
[[nodiscard]] const char *toString(Cause cause);

/// One piece of evidence for or against a cause, for a person.
struct Evidence {
    Message sentence;
    bool holds = true;
};

struct CauseFinding {
    Cause cause = Cause::Unexplained;
    std::vector<Evidence> evidence;
};

/// That a family as a whole has the same total on both sides.
[[nodiscard]] Message familyAgreement();

/// How far two amounts may lie apart and still be the same.
struct Tolerance {
    std::int64_t minor = 100; ///< base minor units
    double percent = 0; ///< of the larger amount
    /// True within either limit.
    [[nodiscard]] bool covers(std::int64_t left, std::int64_t right) const;
};

/// The cause of an amount that differs for a customer present on both sides; never Missing or Rounding.
/// `familyAgrees`: the totals of its whole family agree.
[[nodiscard]] CauseFinding explainAmount(
    const Side &left, const Side &right, int account, const Tolerance &tolerance, bool familyAgrees);

/// The record on `side` without which the customer's amount would be `other`'s; empty if there is none.
[[nodiscard]] std::string duplicateRecord(
    const Side &side, int account, std::int64_t other, const Tolerance &tolerance);

} // namespace qd::reconcile
