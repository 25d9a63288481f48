#include "core/portfolio/grace_book.h"

namespace qd::portfolio {

void setStatedDays(ArrPiece &piece)
{
    const InForce days = statedDays({piece.start, piece.statedEnd, piece.cancelled});
    piece.from = days.from;
    piece.until = days.until;
    piece.pendingRenewal = false;
    clipToValue(piece);
}

ArrBook withGrace(const ArrBook &book, int graceDays)
{
    if (book.source().basis != ArrBasis::Subscriptions)
        return book;
    auto contracts = std::make_shared<ArrContracts>(ArrContracts{book.pieces(), book.products(), book.lastKnownDay()});
    for (ArrPiece &piece : contracts->pieces)
        setStatedDays(piece);
    sortPieces(contracts->pieces);
    return {book.source(), book.accountsPtr(), book.rates(), std::move(contracts), graceDays, book.asOf()};
}

} // namespace qd::portfolio
