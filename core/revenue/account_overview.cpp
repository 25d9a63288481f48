#include "core/revenue/account_overview.h"

#include "core/store/workspace.h"

namespace qd::revenue {

Result<Overview> accountOverview(const store::Workspace &workspace, std::optional<Date> asOf)
{
    Overview overview;
    overview.currency = workspace.baseCurrency();
    auto book = ArrBook::loadSystemOfRecord(workspace, asOf);
    if (!book && book.error().code != ErrorCode::NoData)
        return book.error();
    if (book) {
        overview.accounts = book->accountsPtr();
        overview.asOf = book->asOf();
    } else {
        overview.accounts =
            std::make_shared<const identity::AccountDirectory>(identity::AccountDirectory::load(workspace));
        overview.asOf = asOf;
    }
    for (int i = 0; i < overview.accounts->size(); ++i)
        overview.rows.push_back({i, std::nullopt, Date::fromIso(overview.accounts->at(i).field("renewal_date"))});
    if (!book)
        return overview;

    auto values = book->accountValues(book->asOf(), book->asOf());
    if (!values)
        return values.error();
    std::vector<std::optional<Date>> ends(values->size());
    for (const ArrPiece &piece : book->pieces()) {
        if (!piece.inForceOn(book->asOf()) || !piece.statedEnd)
            continue;
        auto &end = ends[std::size_t(piece.account)];
        end = end ? std::max(*end, *piece.statedEnd) : *piece.statedEnd;
    }
    for (AccountOverview &row : overview.rows) {
        if (book->asOf() <= book->lastKnownDay()) // an ARR history has no value after its last month
            row.arr = (*values)[std::size_t(row.account)];
        if (!row.renewalDate)
            row.renewalDate = ends[std::size_t(row.account)];
    }
    return overview;
}

} // namespace qd::revenue
