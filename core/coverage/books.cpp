#include "core/coverage/books.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::coverage {

namespace {

void add(Book &book, const AccountLoad &load, Date asOf)
{
    ++book.accounts;
    book.arr += load.arr;
    book.hours += load.hours;
    if (isAtRisk(load)) {
        ++book.atRiskAccounts;
        book.atRiskArr += load.arr;
    }
    if (const auto due = dueAhead(load, asOf)) {
        ++book.renewals;
        book.renewalArr += *due;
    }
}

/// A CSM's FTE times the targets of the segments, weighed by hours; nothing when one of them has no target.
std::optional<std::int64_t> targetOf(const CoverageInput &input, const std::vector<double> &shares, const Csm &csm)
{
    double target = 0;
    bool any = false;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] <= 0)
            continue;
        const auto &perFte = input.model.segments[i].targetArrPerCsm;
        if (!perFte)
            return std::nullopt;
        target += shares[i] * *perFte;
        any = true;
    }
    if (!any)
        return std::nullopt;
    const double scale = std::pow(10.0, input.currency.digits());
    return std::llround(target * csm.rampedFte(input.model, input.asOf) * scale);
}

} // namespace

Band bandOf(std::optional<double> utilisation)
{
    if (!utilisation)
        return Band::None;
    if (*utilisation < BandLower)
        return Band::Under;
    return *utilisation > BandUpper ? Band::Over : Band::InRange;
}

std::optional<double> Book::utilisation() const
{
    return capacityHours > 0 ? std::optional(hours / capacityHours) : std::nullopt;
}

Shares segmentShares(const CoverageInput &input, const std::vector<AccountLoad> &loads)
{
    return sharesOver(
        input, loads, input.model.segments.size(), [](const AccountLoad &load) { return load.segment; },
        [&](const Csm &csm, std::size_t segment) { return csm.servesSegment(input.model.segments[segment].name); });
}

Shares sharesOver(const CoverageInput &input, const std::vector<AccountLoad> &loads, std::size_t groups,
    const std::function<int(const AccountLoad &)> &groupOf, const std::function<bool(const Csm &, std::size_t)> &serves)
{
    Shares shares(input.roster.csms.size(), std::vector<double>(groups, 0));
    for (const AccountLoad &load : loads) {
        if (const int group = groupOf(load); load.csm >= 0 && group >= 0)
            shares[std::size_t(load.csm)][std::size_t(group)] += load.hours;
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        std::vector<double> &own = shares[i];
        double sum = std::accumulate(own.begin(), own.end(), 0.0);
        if (sum <= 0) { // idle: equally over what is served
            for (std::size_t group = 0; group < groups; ++group)
                own[group] = serves(input.roster.csms[i], group) ? 1 : 0;
            sum = std::accumulate(own.begin(), own.end(), 0.0);
        }
        for (double &share : own)
            share = sum > 0 ? share / sum : 0;
    }
    return shares;
}

Books booksOf(const CoverageInput &input, const std::vector<AccountLoad> &loads)
{
    const std::vector<Csm> &csms = input.roster.csms;
    std::vector<Book> all(csms.size());
    Books result;
    for (const AccountLoad &load : loads)
        add(load.csm < 0 ? result.vacant : all[std::size_t(load.csm)], load, input.asOf);
    const auto shares = segmentShares(input, loads);
    for (std::size_t i = 0; i < csms.size(); ++i) {
        Book &book = all[i];
        book.csm = int(i);
        book.capacityHours = input.model.productiveHours() * csms[i].rampedFte(input.model, input.asOf);
        book.targetArr = targetOf(input, shares[i], csms[i]);
        if (csms[i].inForceOn(input.asOf) || book.accounts > 0)
            result.books.push_back(book);
    }
    return result;
}

} // namespace qd::coverage
