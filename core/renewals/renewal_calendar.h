#pragma once
#include "core/base/month.h"
#include "core/renewals/renewal_report.h"

namespace qd::renewals {

/// A window that people ask for, seen from a day: whole months, of which the first that is not over is the present one.
enum class NamedWindow {
    LastQuarter, ///< the fiscal quarter before ThisQuarter
    ThisQuarter, ///< the fiscal quarter that holds the first month which is not over on the day
    NextQuarter,
    LastYear, ///< the twelve months that are over
    NextYear, ///< the twelve months from the first that is not over
};

/// `fiscalYearStart` is the calendar month 1..12 in which fiscal years start.
[[nodiscard]] DueWindow windowOf(NamedWindow window, Date day, int fiscalYearStart);

/// Renewals of one part of a month.
struct CalendarPart {
    struct Due {
        int account = -1; ///< index in the directory
        std::int64_t arr = 0; ///< what is due, base minor units
    };
    std::vector<Due> renewals; ///< by account id
    std::int64_t arr = 0; ///< their sum

    [[nodiscard]] int count() const { return int(renewals.size()); }
};

/// What is due in a month, or a fiscal quarter, by what became of it. The parts add up to what is due; a renewal that
/// kept less than was due is renewed with all of it, as its state says.
struct CalendarMonth {
    Month month;
    CalendarPart renewed;
    CalendarPart lost;
    CalendarPart inOrder; ///< pending, without an exception
    CalendarPart toMend; ///< pending, with one or more
    int months = 1; ///< that it has, from `month` on: 3 of a quarter

    [[nodiscard]] std::int64_t dueArr() const { return renewed.arr + lost.arr + inOrder.arr + toMend.arr; }
    [[nodiscard]] int due() const { return renewed.count() + lost.count() + inOrder.count() + toMend.count(); }
};

inline constexpr int MonthsOfAQuarter = 3;

/// A calendar over `count` months, or quarters where `monthsEach` is MonthsOfAQuarter, from `first`; each is a window
/// of its own, of the contracts in force on its first day, so that a customer stands in every one in which something of
/// it ends, and a quarter need not be the sum of its months. `only` as in ReportOptions. NoRate, Overflow,
/// ConflictingRates.
[[nodiscard]] Result<std::vector<CalendarMonth>> renewalCalendar(const KnownRenewals &renewals, Month first, int count,
    const std::function<bool(int)> &only = {}, int monthsEach = 1);

} // namespace qd::renewals
