#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr int MovedMonths = 7; // before the as-of date the CRM put some customers into another segment

/// Of every 37 customers one was in the segment below until somebody saw how large it had become.
bool wasSmaller(const Account &account)
{
    return account.fault == FaultKind::None && account.index % 37 == 5 && account.segment != Segment::Smb;
}

std::string_view segmentBefore(const Account &account)
{
    return nameOf(account.segment == Segment::Enterprise ? Segment::MidMarket : Segment::Smb);
}

/// A customer's line in the CRM at the end of a month, with the faults that it has today.
void putAccountThen(Writing &to, PastMonth &past, const Account &account)
{
    const World &then = past.world;
    const bool ahead = account.firstStart > then.asOf; // not a customer yet
    if (ahead || account.fault == FaultKind::ParentChild)
        return;
    Book book = crmBook(then, account);
    if (wasSmaller(account) && past.month <= to.world.options.end.plus(-MovedMonths))
        book.segment = segmentBefore(account);
    putCrmAccount(past.accounts, then, account, book, account.crmId, account.name);
}

/// The customers that moved, with the last month in which the CRM still had them where they were.
void plantSnapshot(Writing &to, const Account &account)
{
    const Month before = to.world.options.end.plus(-MovedMonths);
    const Date day = before.lastDay();
    const Date known = before.plus(1).lastDay();
    const std::vector<Month> months = historyMonths(to.world);
    if (!wasSmaller(account) || before < months.front() || account.firstStart > day || account.annualOn(day) == 0
        || account.annualOn(known) == 0 || !wanted(to.leaks, "snapshot"))
        return;
    to.leaks.push_back(
        {"snapshot", historyName(before.plus(1), "salesforce_accounts.csv"), account.crmId, account.crmId, "segment",
            day, known, std::string(segmentBefore(account)), std::string(nameOf(account.segment))});
}

} // namespace

std::vector<Month> historyMonths(const World &world)
{
    return historyMonths(world, world.options.end.plus(-1));
}

std::vector<Month> historyMonths(const World &world, Month last)
{
    std::vector<Month> months;
    for (Month month = std::max(world.firstMonth, world.options.end.plus(-HistoryMonths)); month <= last;
         month = month.plus(1))
        months.push_back(month);
    return months;
}

std::string historyName(Month month, std::string_view file)
{
    return std::string(HistoryFolder) + "/" + month.lastDay().iso() + "/" + std::string(file);
}

void writeHistory(Writing &to, const Account &account)
{
    if (!inCrm(account))
        return;
    for (PastMonth &past : to.files.history)
        putAccountThen(to, past, account);
    plantSnapshot(to, account);
}

} // namespace qd::demo
