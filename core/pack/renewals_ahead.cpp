#include "core/pack/renewals_ahead.h"

#include <algorithm>
#include <map>

namespace qd::pack {

namespace {

/// Where the source has no contracts, the golden renewal date stands for them.
std::optional<Date> endOf(const revenue::ArrBook &book, const revenue::ArrPiece &piece)
{
    if (book.source().basis == revenue::ArrBasis::Subscriptions)
        return piece.statedEnd;
    return Date::fromIso(book.accounts().at(piece.account).field("renewal_date"));
}

} // namespace

RenewalsDue renewalsDue(const revenue::ArrBook &book, Date day, const std::vector<std::int64_t> &values,
    const std::vector<std::string> &colours)
{
    RenewalsDue due;
    due.sum.until = day.plusDays(RenewalWindowDays);
    std::map<int, std::int64_t> byAccount;
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const revenue::ArrPiece &piece = book.pieces()[i];
        const auto end = endOf(book, piece);
        due.known = due.known || end.has_value();
        if (end && piece.inForceOn(day) && values[i] > 0 && *end > day && *end <= due.sum.until)
            byAccount[piece.account] += values[i];
    }
    const bool anyColour =
        std::any_of(colours.begin(), colours.end(), [](const std::string &colour) { return !colour.empty(); });
    if (anyColour)
        due.sum.atRisk = 0;
    for (const auto &[account, amount] : byAccount) {
        due.accounts.push_back(account);
        ++due.sum.customers;
        due.sum.due += amount;
        const std::string colour = anyColour ? colours[std::size_t(account)] : std::string();
        if (colour == "red") {
            ++due.sum.redCustomers;
            due.sum.red += amount;
        }
        if (colour == "red" || colour == "yellow")
            *due.sum.atRisk += amount;
    }
    return due;
}

} // namespace qd::pack
