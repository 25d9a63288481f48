#include "core/renewals/open_ended.h"

#include <algorithm>
#include <tuple>

namespace qd::renewals {

namespace {

/// Nothing for a contract that ends.
std::optional<OpenEnded> kindOf(const portfolio::ArrPiece &piece, const Term *term, Date day)
{
    if (term && term->isMonthToMonth(day))
        return OpenEnded::MonthToMonth;
    return piece.statedEnd ? std::nullopt : std::optional(OpenEnded::Evergreen);
}

} // namespace

const char *toString(OpenEnded kind)
{
    return kind == OpenEnded::MonthToMonth ? "month_to_month" : "evergreen";
}

Result<std::vector<OpenEndedContract>> openEndedContracts(
    const KnownRenewals &renewals, const std::function<bool(int)> &only)
{
    const portfolio::ArrBook &book = renewals.book();
    std::vector<OpenEndedContract> found;
    if (book.source().basis != portfolio::ArrBasis::Subscriptions)
        return found;
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        if (!piece.inForceOn(renewals.day()) || piece.annualMinor <= 0 || piece.cancelled
            || (only && !only(piece.account)))
            continue;
        const auto kind = kindOf(piece, renewals.term(piece.recordId), renewals.day());
        if (!kind)
            continue;
        const auto value = book.rates().toBase(piece.annualMinor, piece.currency, renewals.day());
        if (!value)
            return value.error();
        found.push_back({piece.account, piece.recordId, *kind, piece.start, *value});
    }
    std::ranges::sort(found, [&book](const OpenEndedContract &a, const OpenEndedContract &b) {
        return std::tie(book.accounts().at(a.account).id, a.id) < std::tie(book.accounts().at(b.account).id, b.id);
    });
    return found;
}

} // namespace qd::renewals
