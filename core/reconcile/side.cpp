#include "core/reconcile/side.h"

#include "core/base/checked_sum.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <set>

namespace qd::reconcile {

Side::Side(revenue::ArrBook book, Date asOf)
    : m_book(std::move(book))
    , m_asOf(asOf)
    , m_accounts(std::size_t(m_book.accounts().size()))
    , m_firstPiece(m_accounts.size() + 1, 0)
{
    for (const revenue::ArrPiece &piece : m_book.pieces())
        ++m_firstPiece[std::size_t(piece.account) + 1];
    for (std::size_t i = 1; i < m_firstPiece.size(); ++i)
        m_firstPiece[i] += m_firstPiece[i - 1];
}

std::span<const revenue::ArrPiece> Side::piecesOf(int account) const
{
    const std::size_t first = m_firstPiece[std::size_t(account)];
    return std::span(m_book.pieces()).subspan(first, m_firstPiece[std::size_t(account) + 1] - first);
}

Result<Side> Side::load(const store::Workspace &workspace, const revenue::ArrSource &source, Date asOf,
    std::shared_ptr<const identity::AccountDirectory> accounts)
{
    auto book = revenue::ArrBook::load(workspace, source, asOf, std::move(accounts));
    if (!book)
        return book.error();
    if (asOf > book->lastKnownDay())
        return Error{ErrorCode::NoData,
            "The ARR history of " + source.name + " says nothing after " + book->lastKnownDay().iso()
                + "; compare as of that day or earlier, or import a later history.",
            {source.name, book->lastKnownDay().iso()}};
    auto values = book->accountValues(asOf, asOf);
    if (!values)
        return values.error();
    Side side(std::move(*book), asOf);
    for (std::size_t i = 0; i < side.m_accounts.size(); ++i)
        side.m_accounts[i].arr = (*values)[i];
    side.readRecords(workspace);
    for (int i = 0; i < int(side.m_accounts.size()); ++i) {
        if (!side.piecesOf(i).empty())
            side.m_accounts[std::size_t(i)].everHadArr = true;
        std::optional<Date> latest;
        for (const revenue::ArrPiece &piece : side.piecesOf(i)) {
            if (piece.statedEnd && piece.inForceOn(asOf))
                latest = std::max(latest.value_or(*piece.statedEnd), *piece.statedEnd);
        }
        if (source.basis == revenue::ArrBasis::Subscriptions)
            side.m_accounts[std::size_t(i)].renewalDate = latest;
    }
    return side;
}

void Side::readRecords(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(),
        "SELECT account_id, renewal_date, coalesce(owner, ''), coalesce(segment, ''), coalesce(lifecycle_stage, ''), "
        "coalesce(status, ''), contract_start_date, arr_minor IS NOT NULL FROM accounts WHERE source = ? ORDER BY "
        "account_id");
    row.bind(1, name());
    const auto keepFirst = [](std::string &field, const SQLite::Column &value) {
        if (field.empty())
            field = value.getString();
    };
    while (row.executeStep()) {
        const std::string id = row.getColumn(0).getString();
        const int index = m_book.accounts().indexOfRecord(name(), id);
        if (index < 0)
            continue;
        SideAccount &account = m_accounts[std::size_t(index)];
        if (m_book.source().basis == revenue::ArrBasis::Accounts)
            account.arrKnown = (account.present && account.arrKnown) || row.getColumn(7).getInt() != 0;
        account.everHadArr = account.everHadArr || row.getColumn(7).getInt() != 0;
        account.present = true;
        account.recordIds.push_back(id);
        if (!account.renewalDate)
            account.renewalDate = Date::fromIso(row.getColumn(1).getText());
        keepFirst(account.owner, row.getColumn(2));
        keepFirst(account.segment, row.getColumn(3));
        keepFirst(account.lifecycleStage, row.getColumn(4));
        keepFirst(account.status, row.getColumn(5));
        if (!account.contractStart)
            account.contractStart = Date::fromIso(row.getColumn(6).getText());
    }
}

std::optional<std::int64_t> Side::arrOn(int account, Date day, const std::string &without) const
{
    std::int64_t total = 0;
    for (const revenue::ArrPiece &piece : piecesOf(account)) {
        if (!piece.inForceOn(day) || (!without.empty() && piece.accountId == without))
            continue;
        const auto value = m_book.rates().toBase(piece.annualMinor, piece.currency, m_asOf);
        if (!value)
            return std::nullopt;
        if (!addTo(total, *value))
            return std::nullopt;
    }
    return total;
}

std::optional<Money> Side::nativeArr(int account) const
{
    std::optional<Money> total;
    for (const revenue::ArrPiece &piece : piecesOf(account)) {
        if (!piece.inForceOn(m_asOf) || piece.annualMinor == 0)
            continue;
        if (!total)
            total = Money{0, piece.currency};
        total = total->plus({piece.annualMinor, piece.currency});
        if (!total)
            return std::nullopt;
    }
    return total;
}

std::vector<Date> Side::changeDays(int account) const
{
    std::set<Date> days;
    for (const revenue::ArrPiece &piece : piecesOf(account)) {
        days.insert(piece.from);
        days.insert(piece.until);
    }
    return {days.begin(), days.end()};
}

std::vector<Date> Side::contractDays(int account) const
{
    return m_book.source().basis == revenue::ArrBasis::Accounts ? std::vector<Date>() : changeDays(account);
}

std::optional<Side::SnapshotChange> Side::lastSnapshotChange(int account) const
{
    if (m_book.source().basis != revenue::ArrBasis::Accounts)
        return std::nullopt;
    std::optional<SnapshotChange> last;
    std::map<std::string, Money> before; // by record
    for (const revenue::ArrPiece &piece : piecesOf(account)) {
        if (piece.from > m_asOf || piece.from >= piece.until) // what a later import of the same day replaced
            continue;
        const Money amount{piece.annualMinor, piece.currency};
        const auto known = before.find(piece.accountId);
        if (known != before.end() && known->second != amount && (!last || last->day <= piece.from))
            last = SnapshotChange{piece.from, known->second, amount};
        before.insert_or_assign(piece.accountId, amount);
    }
    return last;
}

} // namespace qd::reconcile
