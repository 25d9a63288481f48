#include "core/portfolio/account_overview.h"

#include "core/portfolio/due_contracts.h"
#include "core/portfolio/portfolio.h"

namespace qd::portfolio {

Result<Overview> accountOverview(const Portfolio &portfolio, std::optional<Date> asOf)
{
    Overview overview{portfolio.accountsPtr(), portfolio.currency(), asOf, {}};
    for (int i = 0; i < overview.accounts->size(); ++i)
        overview.rows.push_back({i, std::nullopt, Date::fromIso(overview.accounts->at(i).field("renewal_date"))});
    const auto leaveOut = [&overview](const auto &isPart) {
        std::erase_if(overview.rows, [&](const AccountOverview &row) { return isPart(row.account); });
    };
    const auto book = portfolio.book(asOf);
    if (!book && book.error().code != ErrorCode::NoData)
        return book.error();
    if (!book) {
        leaveOut([&](int account) {
            return (asOf ? overview.accounts->customerOn(account, *asOf) : overview.accounts->customerNow(account))
                != account;
        });
        return overview;
    }
    overview.asOf = book->asOf();
    leaveOut([&](int account) { return overview.accounts->customerOn(account, book->asOf()) != account; });
    auto values = book->accountValues(book->asOf(), book->asOf());
    if (!values)
        return values.error();
    overview.staleRates = book->staleRates(book->asOf());
    const std::vector<std::optional<Date>> ends = latestEnds(*book, book->asOf());
    for (AccountOverview &row : overview.rows) {
        if (book->asOf() <= book->lastKnownDay()) // an ARR history has no value after its last month
            row.arr = (*values)[std::size_t(row.account)];
        if (!row.renewalDate)
            row.renewalDate = ends[std::size_t(row.account)];
    }
    return overview;
}

} // namespace qd::portfolio
