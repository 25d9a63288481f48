#include "core/pack/renewals_ahead.h"

#include "core/portfolio/renewal.h"

#include <algorithm>

namespace qd::pack {

Result<RenewalsDue> renewalsDue(const portfolio::ArrBook &book, Date day,
    const std::vector<portfolio::HealthColour> &colours, const std::function<bool(int)> &only)
{
    using portfolio::HealthColour;
    const auto ahead = portfolio::renewalsAhead(book, day);
    if (!ahead)
        return ahead.error();
    RenewalsDue due;
    due.known = portfolio::knowsRenewals(book);
    due.sum.until = day.plusDays(portfolio::RenewalsAheadDays);
    const bool anyColour =
        std::any_of(colours.begin(), colours.end(), [](HealthColour colour) { return colour != HealthColour::None; });
    if (anyColour)
        due.sum.atRisk = 0;
    for (const portfolio::RenewalDue &renewal : *ahead) {
        if (!only(renewal.account))
            continue;
        due.accounts.push_back(renewal.account);
        ++due.sum.customers;
        due.sum.due += renewal.arr;
        const HealthColour colour = colours[std::size_t(renewal.account)];
        if (colour == HealthColour::Red) {
            ++due.sum.redCustomers;
            due.sum.red += renewal.arr;
        }
        if (portfolio::isAtRisk(colour))
            *due.sum.atRisk += renewal.arr;
    }
    return due;
}

} // namespace qd::pack
