#include "core/renewals/renewal_calendar.h"

namespace qd::renewals {

namespace {

constexpr int MonthsOfAYear = 12;

DueWindow monthsFrom(Month first, int months)
{
    return {first.firstDay(), first.plus(months - 1).lastDay()};
}

CalendarPart &partOf(CalendarMonth &month, const ListedRenewal &listed)
{
    switch (listed.renewal.state) {
    case RenewalState::Renewed:
        return month.renewed;
    case RenewalState::Lost:
        return month.lost;
    case RenewalState::Pending:
        break;
    }
    return listed.exceptions.empty() ? month.inOrder : month.toMend;
}

} // namespace

DueWindow windowOf(NamedWindow window, Date day, int fiscalYearStart)
{
    const Month next = Month::lastEndedBy(day).plus(1);
    const Month quarter = FiscalQuarter::of(next, fiscalYearStart).firstMonth(fiscalYearStart);
    switch (window) {
    case NamedWindow::LastQuarter:
        return monthsFrom(quarter.plus(-MonthsOfAQuarter), MonthsOfAQuarter);
    case NamedWindow::ThisQuarter:
        break;
    case NamedWindow::NextQuarter:
        return monthsFrom(quarter.plus(MonthsOfAQuarter), MonthsOfAQuarter);
    case NamedWindow::LastYear:
        return monthsFrom(next.plus(-MonthsOfAYear), MonthsOfAYear);
    case NamedWindow::NextYear:
        return monthsFrom(next, MonthsOfAYear);
    }
    return monthsFrom(quarter, MonthsOfAQuarter);
}

Result<std::vector<CalendarMonth>> renewalCalendar(
    const KnownRenewals &renewals, Month first, int count, const std::function<bool(int)> &only, int monthsEach)
{
    const auto marks = AccountMarks::on(renewals);
    if (!marks)
        return marks.error();
    std::vector<CalendarMonth> calendar;
    for (int i = 0; i < count; ++i) {
        const Month begin = first.plus(i * monthsEach);
        const auto listed = listedRenewals(renewals, *marks, {monthsFrom(begin, monthsEach), std::nullopt, {}, only});
        if (!listed)
            return listed.error();
        CalendarMonth month{begin, {}, {}, {}, {}, monthsEach};
        std::vector<RenewalCase> cases;
        for (const ListedRenewal &each : *listed)
            cases.push_back(each.renewal);
        if (const auto rows = renewalRows(cases); !rows) // what is too large to add up
            return rows.error();
        for (const ListedRenewal &each : *listed) {
            CalendarPart &part = partOf(month, each);
            part.renewals.push_back({each.renewal.account, each.renewal.dueArr});
            part.arr += each.renewal.dueArr;
        }
        calendar.push_back(std::move(month));
    }
    return calendar;
}

} // namespace qd::renewals
