#include "core/portfolio/joined_book.h"

#include "core/base/checked_sum.h"

#include <algorithm>

namespace qd::portfolio {

ArrBook joinedOn(const ArrBook &book, Date day)
{
    const identity::AccountDirectory &accounts = book.accounts();
    const auto moves = [&](const ArrPiece &piece) { return accounts.customerOn(piece.account, day) != piece.account; };
    if (!accounts.hasMergers() || std::ranges::none_of(book.pieces(), moves))
        return book;
    auto contracts = std::make_shared<ArrContracts>(ArrContracts{book.pieces(), book.products(), book.lastKnownDay()});
    for (ArrPiece &piece : contracts->pieces)
        piece.account = accounts.customerOn(piece.account, day);
    sortPieces(contracts->pieces);
    constexpr int NoGrace = 0; // the pieces have it already
    return {book.source(), book.accountsPtr(), book.rates(), std::move(contracts), NoGrace, book.asOf()};
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
