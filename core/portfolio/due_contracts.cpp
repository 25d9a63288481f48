#include "core/portfolio/due_contracts.h"

#include <algorithm>

namespace qd::portfolio {

std::optional<Date> endOf(const ArrBook &book, const ArrPiece &piece)
{
    if (book.source().basis == ArrBasis::Subscriptions)
        return piece.statedEnd;
    return Date::fromIso(book.accounts().at(piece.account).field("renewal_date"));
}

bool isDue(const ArrBook &book, const ArrPiece &piece, std::optional<Date> end, Date base, Date from, Date to)
{
    return end && *end >= from && *end <= to && piece.annualMinor != 0
        && piece.inForceOn(std::min(base, book.lastKnownDay()));
}

std::vector<std::optional<Date>> latestEnds(const ArrBook &book, Date day)
{
    std::vector<std::optional<Date>> ends(std::size_t(book.accounts().size()));
    for (const ArrPiece &piece : book.pieces()) {
        if (!piece.inForceOn(day) || !piece.statedEnd)
            continue;
        auto &end = ends[std::size_t(piece.account)];
        end = std::max(end.value_or(*piece.statedEnd), *piece.statedEnd);
    }
    return ends;
}

} // namespace qd::portfolio
