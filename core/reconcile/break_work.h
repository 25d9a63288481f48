#pragma once
#include "core/reconcile/break_store.h"

#include <functional>
#include <span>

namespace qd::reconcile {

/// The entries of customers for which `only` holds, in their order. A customer who is no more has no values any more:
/// its entries stay where those of a customer without segment, region and all else do.
[[nodiscard]] std::vector<RegisterEntry> entriesOf(std::vector<RegisterEntry> entries,
    const identity::AccountDirectory &accounts, const std::function<bool(const identity::Account &)> &only);
/// What is remembered of the breaks that are there on a day, by key: also of those that a later import closed, whose
/// states stand for the days before.
[[nodiscard]] std::map<std::string, RegisteredBreak> registeredOn(std::span<const RegisterEntry> entries, Date day);

/// How long ago breaks were first seen, in days, both ends included: 0-7, 8-30, 31-60, 61-90 and over 90.
struct AgeBand {
    const char *name; ///< "0-7" ... "over 90"
    int from = 0;
    std::optional<int> to = std::nullopt; ///< nothing: no end
};
inline constexpr std::array<AgeBand, 5> AgeBands{
    {{"0-7", 0, 7}, {"8-30", 8, 30}, {"31-60", 31, 60}, {"61-90", 61, 90}, {"over 90", 91}}};

/// Place in AgeBands of an age in days; of one below 0, first seen after the day looked at, the first.
[[nodiscard]] std::size_t ageBandOf(int days);
/// Days from the day a break was first seen to `day`; nothing where no import had registered it by then.
[[nodiscard]] std::optional<int> ageOf(const RegisteredBreak &known, Date day);
/// Whether somebody still has to do something about it: open or to fix, not explained, accepted or fixed.
[[nodiscard]] bool isToDo(const RegisteredBreak &known);
/// Whether it is to do and its due date lies before `day`. On its due date a break is not late yet.
[[nodiscard]] bool isOverdue(const RegisteredBreak &known, Date day);

/// How many breaks are so old, and what is late of them.
struct AgeCount {
    std::size_t band = 0; ///< place in AgeBands
    int count = 0;
    int overdue = 0;
};
/// The breaks of a comparison by the age they have on its day, a row for each of AgeBands; breaks that no import has
/// registered by then are in none, as in fixTimes().
[[nodiscard]] std::vector<AgeCount> agesOf(
    const Reconciliation &reconciliation, const std::map<std::string, RegisteredBreak> &known);

/// How long breaks take from the day they were found (first seen) to the day they were gone (the as-of date of the
/// first import without them) in one system and with one owner. One that came back was not fixed: it counts from the
/// day it was first seen, once it is gone for good.
struct FixTime {
    std::string system; ///< the one that was to be corrected, as isLeftTrusted() says; empty: all
    std::string owner; ///< ownerOf(); empty: nobody
    int fixed = 0; ///< breaks that are gone
    double medianDays = 0; ///< of those; of an even number the mean of the two in the middle
    int longestDays = 0;
    int open = 0; ///< breaks that are there
    int overdue = 0; ///< of those, on the day of the comparison
    std::array<int, AgeBands.size()> ages{}; ///< of those, how many are so old on it
};
struct FixTimes {
    FixTime total; ///< all systems and owners
    std::vector<FixTime> rows; ///< by system, then owner, in byte order; each has a break that is gone or there
};
/// Of a pair's register, which registerEntries() reads. What became known after the comparison's day does not count.
[[nodiscard]] FixTimes fixTimes(
    const portfolio::Portfolio &portfolio, const Reconciliation &pair, std::span<const RegisterEntry> entries);

/// What a month did to a register.
struct RegisterMonth {
    Month month;
    int found = 0; ///< first seen in the month
    int gone = 0; ///< gone in the month
    int open = 0; ///< there on its last day: those found until then less those gone
    int old = 0; ///< of those, first seen more than 30 days before
};
/// Month by month from that of the first break to that of `day`, which is looked at as on `day`; empty without breaks.
/// A break that went and came back counts as there in between: the register keeps its first day and its last.
[[nodiscard]] std::vector<RegisterMonth> registerMonths(std::span<const RegisterEntry> entries, Date day);

} // namespace qd::reconcile
