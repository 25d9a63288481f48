#pragma once
#include "core/query/rows_of.h"

namespace qd::query {

// The tables that analyses compute, each by the functions that `qdeck` and the pages use, so that a figure has one
// value. Where nobody names a day it is the as-of date of the system of record for ARR.

/// Golden customers with ARR, renewal date and health on the day: portfolio::accountOverview().
[[nodiscard]] TableMeaning customersMeaning();
[[nodiscard]] ComputedResult customers(const TableSource &source, std::optional<Date> asOf);

/// ARR of each customer at each month-end up to the day, where it has any: revenue::arrOnDay(). The months begin with
/// the first contract, or the first month whose exchange rates are known.
[[nodiscard]] TableMeaning arrMonthsMeaning();
[[nodiscard]] ComputedResult arrMonths(const TableSource &source, std::optional<Date> asOf);

/// What each customer's ARR did in each of those months: revenue::computeMovements(). Of a month the rows add up to
/// what `qdeck movements` prints.
[[nodiscard]] TableMeaning movementsMeaning();
[[nodiscard]] ComputedResult movements(const TableSource &source, std::optional<Date> asOf);

/// Differences between the two systems that people reconcile first, on the day: reconcile::reconcile().
[[nodiscard]] TableMeaning breaksMeaning();
[[nodiscard]] ComputedResult breaks(const TableSource &source, std::optional<Date> asOf);

/// Renewals by the month in which they are due, from the first month of `arrMonths` to twelve months after the day, as
/// `qdeck renewals` lists those of that month, told as known on the day.
[[nodiscard]] TableMeaning renewalsMeaning();
[[nodiscard]] ComputedResult renewals(const TableSource &source, std::optional<Date> asOf);

/// The first month in which a book has ARR, and whose ARR can be told in base currency; nothing where there is none by
/// its day. Errors but NoRate of revenue::arrOnDay().
[[nodiscard]] Result<std::optional<Month>> firstMonthOf(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book);

} // namespace qd::query
