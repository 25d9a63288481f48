#include "core/renewals/known_book.h"

#include "core/identity/golden_record.h"
#include "core/portfolio/grace_book.h"

#include <algorithm>

namespace qd::renewals {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrPiece;

/// Whether the piece is of who has it on `day`; then it is that customer's on all days: what a merger joined is renewed
/// as one.
bool isHeld(ArrPiece &piece, Date day)
{
    if (piece.heldFrom > day || piece.heldUntil <= day)
        return false;
    piece.heldFrom = portfolio::BeginningOfTime;
    piece.heldUntil = portfolio::EndOfTime;
    return true;
}

/// A contract's piece as it was known; nothing where it was not.
std::optional<ArrPiece> knownContract(ArrPiece piece, const Term *term, Date day)
{
    if (!isHeld(piece, day) || piece.valueFrom > day || (term && !term->isKnownOn(day)))
        return std::nullopt;
    if (piece.valueUntil > day)
        piece.valueUntil = portfolio::EndOfTime;
    if (term) {
        piece.statedEnd = term->endOn(day);
        piece.cancelled = term->cancelledOn(day);
    }
    portfolio::setStatedDays(piece);
    return piece;
}

/// A snapshot's, or a month's; of who has it on `day`, as a contract.
std::optional<ArrPiece> knownAmount(
    ArrPiece piece, ArrBasis basis, const identity::AccountDirectory &accounts, Date day)
{
    if (piece.from > day)
        return std::nullopt;
    piece.account = accounts.customerOn(piece.account, day);
    if (basis == ArrBasis::Accounts && piece.until > day)
        piece.until = portfolio::EndOfTime;
    return piece;
}

} // namespace

Result<portfolio::ArrBook> knownBook(
    const portfolio::Portfolio &portfolio, const RenewalData &data, const portfolio::ArrSource &source, Date day)
{
    const auto book = portfolio.book(source, day);
    if (!book)
        return book.error();
    portfolio::ArrContracts known{{}, book->products(), book->lastKnownDay()};
    Date lastDay = portfolio::BeginningOfTime; // of what is known of a history
    for (const ArrPiece &piece : book->pieces()) {
        auto part = source.basis == ArrBasis::Subscriptions
            ? knownContract(piece, data.term(source.name, piece.recordId), day)
            : knownAmount(piece, source.basis, portfolio.accounts(), day);
        if (!part)
            continue;
        lastDay = std::max(lastDay, part->until.plusDays(-1));
        known.pieces.push_back(std::move(*part));
    }
    if (source.basis == ArrBasis::History)
        known.lastKnownDay = std::min(known.lastKnownDay, lastDay);
    portfolio::sortPieces(known.pieces);
    return portfolio::ArrBook(source, portfolio.accountsPtr(), book->rates(),
        std::make_shared<const portfolio::ArrContracts>(std::move(known)), data.graceInForce, day);
}

std::vector<std::optional<Date>> goldenRenewalDates(const portfolio::Portfolio &portfolio, Date day)
{
    std::vector<std::optional<Date>> dates;
    for (const identity::Account &account : portfolio.accounts().accounts())
        dates.push_back(Date::fromIso(account.field("renewal_date")));
    if (day >= portfolio.latestAsOf().value_or(day))
        return dates;
    std::vector<std::size_t> ranks(dates.size(), SIZE_MAX);
    const std::vector<std::string> order =
        identity::precedence("renewal_date", portfolio.setting("precedence.renewal_date"));
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        const std::size_t rank = identity::rankOf(source.name, source.kind, order);
        for (const portfolio::CustomerRecord &record : portfolio.recordsOn(source.name, day)) {
            if (record.account < 0 || record.bare || !record.renewalDate)
                continue;
            // As golden values are: whatever became a part of another says nothing of it.
            const auto at = std::size_t(portfolio.accounts().ownerOfRecord(source.name, record.id.str()));
            if (rank >= ranks[at])
                continue;
            ranks[at] = rank;
            dates[at] = record.renewalDate;
        }
    }
    return dates;
}

} // namespace qd::renewals
