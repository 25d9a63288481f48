#include "core/renewals/account_marks.h"

#include "core/base/text.h"
#include "core/portfolio/due_contracts.h"

#include <algorithm>

namespace qd::renewals {

namespace {

using portfolio::ArrBasis;
using portfolio::Portfolio;

std::vector<std::string> ownersOn(const Portfolio &portfolio, Date day)
{
    if (day < portfolio.latestAsOf().value_or(day))
        return portfolio.goldenValuesOn("owner", day);
    std::vector<std::string> owners;
    for (const identity::Account &account : portfolio.accounts().accounts())
        owners.push_back(account.field("owner"));
    return owners;
}

bool isBackup(const std::string &role)
{
    return equalsIgnoringCase(role, "backup") || equalsIgnoringCase(role, "secondary");
}

Owned ownedBy(const Portfolio &portfolio, std::string_view owner, Date day)
{
    if (portfolio.csms().empty())
        return trimmed(owner).empty() ? Owned::Nobody : Owned::Unknown;
    const std::string *person = portfolio.people().find(owner);
    if (!person)
        return Owned::Nobody;
    Owned owned = Owned::Nobody; // one who comes only later
    for (const store::CsmRow &csm : portfolio.csms()) {
        if (csm.id != *person)
            continue;
        if (csm.end && *csm.end < day)
            owned = Owned::Left;
        else if (!csm.start || *csm.start <= day)
            return Owned::InForce;
    }
    return owned;
}

std::vector<Owned> ownedOn(const Portfolio &portfolio, Date day)
{
    std::vector<std::string> owners = ownersOn(portfolio, day);
    for (const portfolio::Assignment &row : portfolio.assignments()) { // the last in force holds
        const bool isInForce = row.start <= day && (!row.end || *row.end >= day) && !isBackup(row.role);
        if (isInForce && portfolio.people().find(row.csmId))
            owners[std::size_t(row.account)] = row.csmId;
    }
    TextMap<Owned> known; // owners hold many customers
    std::vector<Owned> owned;
    for (const std::string &owner : owners) {
        auto found = known.find(owner);
        if (found == known.end())
            found = known.emplace(owner, ownedBy(portfolio, owner, day)).first;
        owned.push_back(found->second);
    }
    return owned;
}

/// Adds what one system gives; of several records of a customer the first that gives a date.
Result<void> addDates(
    const KnownRenewals &renewals, const portfolio::ArrSource &source, std::vector<StatedDates> &dates)
{
    const Portfolio &portfolio = renewals.portfolio();
    std::vector<std::optional<Date>> stated(dates.size());
    if (source.basis == ArrBasis::Subscriptions) {
        const auto book = source.name == renewals.book().source().name
            ? Result<portfolio::ArrBook>(renewals.book())
            : knownBook(portfolio, renewals.data(), source, renewals.day());
        if (!book)
            return book.error();
        stated = portfolio::latestEnds(*book, renewals.day());
    } else {
        const bool isPast = renewals.day() < source.asOf;
        const std::vector<portfolio::CustomerRecord> past =
            isPast ? portfolio.recordsOn(source.name, renewals.day()) : std::vector<portfolio::CustomerRecord>();
        for (const portfolio::CustomerRecord &record : isPast ? past : portfolio.recordsOf(source.name)) {
            if (record.account >= 0 && !stated[std::size_t(record.account)])
                stated[std::size_t(record.account)] = record.renewalDate;
        }
    }
    for (std::size_t i = 0; i < stated.size(); ++i) {
        if (!stated[i])
            continue;
        dates[i].earliest = std::min(dates[i].earliest.value_or(*stated[i]), *stated[i]);
        dates[i].latest = std::max(dates[i].latest.value_or(*stated[i]), *stated[i]);
    }
    return {};
}

std::vector<char> monthToMonth(const KnownRenewals &renewals)
{
    std::vector<char> all(std::size_t(renewals.portfolio().accounts().size()), 0);
    std::vector<char> others(all.size(), 0);
    for (const portfolio::ArrPiece &piece : renewals.book().pieces()) {
        if (!piece.inForceOn(renewals.day()) || piece.annualMinor <= 0)
            continue;
        const Term *term = renewals.term(piece.recordId);
        (term && term->isMonthToMonth(renewals.day()) ? all : others)[std::size_t(piece.account)] = 1;
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = all[i] && !others[i];
    return all;
}

} // namespace

Result<AccountMarks> AccountMarks::on(const KnownRenewals &renewals)
{
    const Date day = renewals.book().day(); // an ARR history stops somewhere
    auto values = renewals.book().accountValues(day, day);
    if (!values)
        return values.error();
    const Portfolio &portfolio = renewals.portfolio();
    AccountMarks marks{ownedOn(portfolio, renewals.day()), {}, std::move(*values), monthToMonth(renewals)};
    marks.dates.resize(marks.arr.size());
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        if (auto added = addDates(renewals, source, marks.dates); !added)
            return added.error();
    }
    return marks;
}

} // namespace qd::renewals
