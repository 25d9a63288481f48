#include "core/portfolio/joined_book.h"

#include "core/base/checked_sum.h"

#include <algorithm>

namespace qd::portfolio {

ArrBook joinedOn(const ArrBook &book, Date day)
{
    const identity::AccountDirectory &accounts = book.accounts();
    if (!accounts.hasMergers())
        return book;
    std::vector<int> customers(std::size_t(accounts.size()));
    for (int account = 0; account < accounts.size(); ++account)
        customers[std::size_t(account)] = accounts.customerOn(account, day);
    return book.countedTo(std::move(customers));
}

Result<std::vector<std::int64_t>> countedOn(
    Result<std::vector<std::int64_t>> values, const identity::AccountDirectory &accounts, Date day)
{
    if (!values || !accounts.hasMergers())
        return values;
    for (int account = 0; account < accounts.size(); ++account) {
        const int now = accounts.customerOn(account, day);
        std::int64_t &own = (*values)[std::size_t(account)];
        if (now == account || own == 0)
            continue;
        std::int64_t &sum = (*values)[std::size_t(now)];
        if (!addTo(sum, own))
            sum = std::max(sum, own); // of values whose sum fits it never comes to that
        own = 0;
    }
    return values;
}

} // namespace qd::portfolio
