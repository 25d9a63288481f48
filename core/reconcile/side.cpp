#include "core/reconcile/side.h"

#include "core/base/checked_sum.h"
#include "core/base/text.h"
#include "core/portfolio/due_contracts.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::reconcile {

Side::Side(portfolio::ArrBook book, Date asOf)
    : m_book(std::move(book))
    , m_asOf(asOf)
    , m_accounts(std::size_t(m_book.accounts().size()))
    , m_firstPiece(m_accounts.size() + 1, 0)
{
    for (const portfolio::ArrPiece &piece : m_book.pieces())
        ++m_firstPiece[std::size_t(piece.account) + 1];
    for (std::size_t i = 1; i < m_firstPiece.size(); ++i)
        m_firstPiece[i] += m_firstPiece[i - 1];
}

std::span<const portfolio::ArrPiece> Side::piecesOf(int account) const
{
    const std::size_t first = m_firstPiece[std::size_t(account)];
    return std::span(m_book.pieces()).subspan(first, m_firstPiece[std::size_t(account) + 1] - first);
}

Result<Side> Side::of(const portfolio::Portfolio &portfolio, const portfolio::ArrSource &source, Date asOf)
{
    auto book = portfolio.book(source, asOf);
    if (!book)
        return book.error();
    if (asOf > book->lastKnownDay())
        return Error{ErrorCode::NoData,
            {QD_WORDS("Reconciliation",
                 "The ARR history of %1 says nothing after %2; compare as of that day or earlier, or import a later "
                 "history."),
                {source.name, book->lastKnownDay()}},
            {source.name, book->lastKnownDay().iso()}};
    auto values = book->accountValues(asOf, asOf);
    if (!values)
        return values.error();
    Side side(std::move(*book), asOf);
    for (std::size_t i = 0; i < side.m_accounts.size(); ++i)
        side.m_accounts[i].arr = (*values)[i];
    if (asOf < source.asOf)
        side.takeRecords(portfolio.recordsOn(source.name, asOf));
    else
        side.takeRecords(portfolio.recordsOf(source.name));
    const std::vector<std::optional<Date>> ends = portfolio::latestEnds(side.m_book, asOf);
    for (int i = 0; i < int(side.m_accounts.size()); ++i) {
        if (!side.piecesOf(i).empty())
            side.m_accounts[std::size_t(i)].everHadArr = true;
        std::optional<Date> first;
        for (const portfolio::ArrPiece &piece : side.piecesOf(i)) {
            if (piece.inForceOn(asOf))
                first = std::min(first.value_or(piece.start), piece.start);
        }
        const bool hasContracts = source.basis == portfolio::ArrBasis::Subscriptions;
        if (hasContracts)
            side.m_accounts[std::size_t(i)].renewalDate = ends[std::size_t(i)];
        side.m_accounts[std::size_t(i)].startDate =
            hasContracts ? first : side.m_accounts[std::size_t(i)].contractStart;
    }
    return side;
}

Result<Side> Side::ofList(
    const portfolio::Portfolio &portfolio, const CustomerList &list, const portfolio::ArrSource &reference, Date asOf)
{
    auto rates = portfolio.ratesFor(reference.name);
    if (!rates)
        return rates.error();
    std::vector<portfolio::ArrPiece> pieces;
    std::vector<std::string> products;
    for (const ListedCustomer &row : list.customers) {
        if (!row.arr)
            continue;
        portfolio::ArrPiece piece;
        piece.account = row.account;
        piece.start = row.startDate.value_or(asOf);
        piece.from = portfolio::BeginningOfTime;
        piece.until = portfolio::EndOfTime;
        piece.annualMinor = row.arr->minor;
        piece.currency = row.arr->currency;
        piece.recordId = row.key;
        if (!row.product.empty()) {
            const auto known = std::ranges::find(products, row.product);
            piece.product = int(known - products.begin());
            if (known == products.end())
                products.push_back(row.product);
        }
        pieces.push_back(std::move(piece));
    }
    portfolio::ArrBook book({list.name, "list", portfolio::ArrBasis::Accounts, asOf}, portfolio.accountsPtr(),
        std::move(*rates), std::move(pieces), std::move(products), asOf);
    const auto values = book.accountValues(asOf, asOf);
    if (!values)
        return values.error();
    Side side(std::move(book), asOf);
    for (std::size_t i = 0; i < side.m_accounts.size(); ++i)
        side.m_accounts[i].arr = (*values)[i];
    side.takeList(list);
    return side;
}

void Side::takeList(const CustomerList &list)
{
    const auto keepFirst = [](auto &field, const auto &value) {
        if (field == std::decay_t<decltype(field)>())
            field = value;
    };
    for (const ListedCustomer &row : list.customers) {
        SideAccount &account = m_accounts[std::size_t(row.account)];
        account.arrKnown = (account.present && account.arrKnown) || row.arr.has_value();
        account.everHadArr = account.everHadArr || row.arr.has_value();
        account.present = true;
        // Rows of one key are one customer's products, not a record twice.
        if (std::ranges::find(account.recordIds, row.key) == account.recordIds.end())
            account.recordIds.push_back(row.key);
        keepFirst(account.renewalDate, row.renewalDate);
        keepFirst(account.startDate, row.startDate);
        keepFirst(account.owner, row.owner);
        keepFirst(account.segment, row.segment);
        keepFirst(account.lifecycleStage, row.lifecycleStage);
        keepFirst(account.status, row.status);
    }
}

void Side::takeRecords(const std::vector<portfolio::CustomerRecord> &records)
{
    const auto keepFirst = [](auto &field, const auto &value) {
        if (field == std::decay_t<decltype(field)>())
            field = value;
    };
    // Who was not in the source's first file is there from its own file on, or from its first contract.
    std::optional<Date> first;
    for (const portfolio::CustomerRecord &record : records) {
        if (record.firstSight)
            first = std::min(first.value_or(*record.firstSight), *record.firstSight);
    }
    // On a day before a merger the record was still its own customer's.
    const identity::AccountDirectory &accounts = m_book.accounts();
    const auto holderOf = [&](const portfolio::CustomerRecord &record) {
        return record.account < 0 || !accounts.hasMergers()
            ? record.account
            : accounts.customerOn(accounts.ownerOfRecord(m_book.source().name, record.id.str()), m_asOf);
    };
    const auto comesLater = [&](const portfolio::CustomerRecord &record, int holder) {
        return record.firstSight && *record.firstSight > std::max(*first, m_asOf)
            && std::ranges::none_of(piecesOf(holder),
                [&](const portfolio::ArrPiece &piece) { return piece.accountId == record.id && piece.from <= m_asOf; });
    };
    for (const portfolio::CustomerRecord &record : records) {
        const int holder = holderOf(record);
        if (holder < 0 || comesLater(record, holder))
            continue;
        SideAccount &account = m_accounts[std::size_t(holder)];
        if (m_book.source().basis == portfolio::ArrBasis::Accounts)
            account.arrKnown = (account.present && account.arrKnown) || record.hasArr;
        account.everHadArr = account.everHadArr || record.hasArr;
        account.present = true;
        account.recordIds.push_back(record.id);
        keepFirst(account.renewalDate, record.renewalDate);
        keepFirst(account.owner, record.owner);
        keepFirst(account.segment, record.segment);
        keepFirst(account.lifecycleStage, record.lifecycleStage);
        keepFirst(account.status, record.status);
        keepFirst(account.contractStart, record.contractStart);
    }
}

std::optional<std::int64_t> Side::arrOn(int account, Date day, const std::string &without) const
{
    std::int64_t total = 0;
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
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
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
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
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        days.insert(piece.from);
        days.insert(piece.until);
    }
    return {days.begin(), days.end()};
}

std::vector<Date> Side::contractDays(int account) const
{
    if (m_book.source().basis == portfolio::ArrBasis::Accounts)
        return {};
    std::set<Date> days;
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        if (piece.from == piece.start)
            days.insert(piece.from);
        const Date clipped = std::min({piece.valueUntil, piece.termUntil, piece.heldUntil});
        const bool isStated = (piece.statedEnd && piece.until == piece.statedEnd->plusDays(1))
            || (piece.cancelled && piece.until == *piece.cancelled);
        if (isStated || piece.until < clipped || clipped == portfolio::EndOfTime)
            days.insert(piece.until);
    }
    return {days.begin(), days.end()};
}

std::vector<SideContract> Side::contractsInForce(int account) const
{
    std::vector<SideContract> contracts;
    if (m_book.source().basis != portfolio::ArrBasis::Subscriptions)
        return contracts;
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        const auto value = m_book.rates().toBase(piece.annualMinor, piece.currency, m_asOf);
        if (piece.inForceOn(m_asOf) && value)
            contracts.push_back({piece.start, piece.statedEnd, *value});
    }
    return contracts;
}

std::vector<std::string> Side::products(int account) const
{
    std::set<std::string> names;
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        if (piece.product >= 0 && piece.inForceOn(m_asOf))
            names.insert(caseFolded(trimmed(m_book.products()[std::size_t(piece.product)])));
    }
    return {names.begin(), names.end()};
}

std::vector<SideProduct> Side::productAmounts(int account) const
{
    std::map<std::string, SideProduct> products;
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        if (!piece.inForceOn(m_asOf))
            continue;
        const std::string name =
            piece.product < 0 ? std::string() : std::string(trimmed(m_book.products()[std::size_t(piece.product)]));
        const std::string key = caseFolded(name);
        SideProduct &product = products.try_emplace(key, SideProduct{key, name}).first->second;
        const auto value = m_book.rates().toBase(piece.annualMinor, piece.currency, m_asOf);
        if (!value || !addTo(product.annual, *value))
            return {};
    }
    std::vector<SideProduct> all;
    for (auto &[key, product] : products)
        all.push_back(std::move(product));
    return all;
}

std::vector<Message> Side::warnings() const
{
    std::vector<Message> warnings;
    for (const portfolio::StaleRate &rate : m_book.staleRatesOn(m_asOf))
        warnings.push_back({QD_WORDS("Reconciliation", "%1: %2"), {name(), Sentences(sentence(rate))}});
    return warnings;
}

std::vector<Date> Side::contractEnds(int account) const
{
    std::set<Date> days;
    if (m_book.source().basis == portfolio::ArrBasis::Subscriptions) {
        for (const portfolio::ArrPiece &piece : piecesOf(account)) {
            if (piece.statedEnd)
                days.insert(*piece.statedEnd);
        }
    }
    return {days.begin(), days.end()};
}

std::optional<Side::SnapshotChange> Side::lastSnapshotChange(int account) const
{
    if (m_book.source().basis == portfolio::ArrBasis::History)
        return std::nullopt;
    const bool ofAccounts = m_book.source().basis == portfolio::ArrBasis::Accounts;
    std::optional<SnapshotChange> last;
    std::map<std::string, Money> before; // by record
    for (const portfolio::ArrPiece &piece : piecesOf(account)) {
        if (piece.from > m_asOf || piece.from >= piece.until) // what a later import of the same day replaced
            continue;
        const Money amount{piece.annualMinor, piece.currency};
        const Date day = ofAccounts ? piece.from : piece.valueFrom;
        const auto known = before.find(piece.recordId);
        const bool isEdited = piece.termFrom <= piece.valueFrom; // no trial or discount that began or ended
        if (isEdited && known != before.end() && known->second != amount && day <= m_asOf
            && (!last || last->day <= day))
            last = SnapshotChange{day, known->second, amount};
        before.insert_or_assign(piece.recordId, amount);
    }
    return last;
}

} // namespace qd::reconcile
