#pragma once
#include "core/base/message.h"
#include "core/reconcile/side.h"

#include <string>
#include <vector>

namespace qd::reconcile {

/// Why two systems differ. The first rule that fits wins, in the order of docs/calculation.md (Reconciliation): for an
/// amount on both sides, for a customer missing on one side, and for a renewal date. Here in the order of the bridge.
enum class Cause {
    MonthlyAsAnnual, ///< one side is twelve times the other: a monthly figure entered as annual
    Currency, ///< the same figure in two currencies: not converted
    Timing, ///< both count it, and they are equal on some day within TimingDays of the as-of date
    ParentChild, ///< the family's totals agree, its members do not
    Duplicate, ///< one side has the customer twice
    Missing, ///< one side does not have the customer
    WrongSign, ///< one side holds it back in quarantine, below zero
    CancelledInOne, ///< ended on one side, still counted on the other
    NotYetBilled, ///< starts later on one side
    PartialSum, ///< one side has one of the other's contracts, or all but one
    MultiYearTotal, ///< one side has the total of a contract of several years
    PriceUplift, ///< one side still has the value before the last rise of up to MostUplift
    DiscountExpiry, ///< the same with a larger rise of the last twelve months
    DigitTransposition, ///< two neighbouring digits are exchanged
    Date1904, ///< of a renewal date, as the three below: days counted from 1904 instead of 1900
    DayMonthSwapped,
    ExclusiveEnd, ///< one side gives the day after the last
    PreviousTerm, ///< one side gives the end of the other's earlier contract
    Rounding, ///< within tolerance; no break, but part of the bridge
    Unexplained,
};
inline constexpr int CauseCount = 20;
inline constexpr int TimingDays = 10;
inline constexpr double MostUplift = 1.25;
/// A contract younger than this, missing in the other system, is not yet billed rather than missing.
inline constexpr int NewContractDays = 45;
/// A discount ended within the months up to the as-of date.
inline constexpr int DiscountMonths = 12;
/// Days between the two calendars of spreadsheets.
inline constexpr int Days1904 = 1462;

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
    std::optional<Cause> nearest = std::nullopt; ///< of an amount that is unexplained: nearMiss()
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

/// The cause of an amount that differs for a customer present on both sides; none of a missing customer, of a date or
/// Rounding. "Equal" below is within the amount tolerance; a near miss of a rule is Unexplained.
/// `familyAgrees`: the totals of its whole family agree.
[[nodiscard]] CauseFinding explainAmount(
    const Side &left, const Side &right, int account, const Tolerance &tolerance, bool familyAgrees);

/// The cause of a renewal date that differs. Both sides give one.
[[nodiscard]] CauseFinding explainRenewalDate(const Side &left, const Side &right, int account);

/// The record on `side` without which the customer's amount would be `other`'s; empty if there is none.
[[nodiscard]] std::string duplicateRecord(
    const Side &side, int account, std::int64_t other, const Tolerance &tolerance);

} // namespace qd::reconcile
