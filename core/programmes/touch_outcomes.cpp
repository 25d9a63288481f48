#include "core/programmes/touch_outcomes.h"

#include "core/base/checked_sum.h"
#include "core/programmes/touch.h"
#include "core/renewals/known_renewals.h"
#include "core/statistics/wilson_interval.h"

#include <algorithm>
#include <map>

namespace qd::programmes {

namespace {

std::optional<double> share(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

Error tooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Programmes", "The ARR of the customers is too large to add up.")};
}

/// A customer of the day with what it and those that have become part of it had at the beginning.
struct OpeningCustomer {
    std::int64_t arr = 0;
    int servedAs = -1; ///< whose touch counts: its own, or that of the first part where it had no ARR yet
};

Result<std::map<int, OpeningCustomer>> openingSet(const identity::AccountDirectory &accounts,
    const std::vector<std::int64_t> &arr, Date day, const std::function<bool(int)> &only)
{
    std::map<int, OpeningCustomer> customers;
    for (int account = 0; account < int(arr.size()); ++account) {
        const std::int64_t had = arr[std::size_t(account)];
        const int now = accounts.customerOn(account, day);
        if (had <= 0 || !only(now))
            continue;
        OpeningCustomer &customer = customers[now];
        if (customer.servedAs < 0 || account == now)
            customer.servedAs = account;
        if (!addTo(customer.arr, had))
            return tooLarge();
    }
    return customers;
}

/// A customer's renewals of the year that are settled.
struct RenewalCount {
    int settled = 0;
    int renewed = 0;

    void add(const renewals::RenewalCase &renewal)
    {
        ++settled;
        renewed += renewal.state == renewals::RenewalState::Renewed ? 1 : 0;
    }
};

/// By what `keyOf` says of a customer, those of no group last.
Result<std::vector<TouchOutcome>> grouped(const std::map<int, OpeningCustomer> &customers,
    const std::vector<std::int64_t> &now, const std::map<int, RenewalCount> &renewals,
    const std::function<std::string(int, const OpeningCustomer &)> &keyOf)
{
    std::map<std::pair<bool, std::string>, TouchOutcome> found;
    for (const auto &[account, customer] : customers) {
        const std::string key = keyOf(account, customer);
        TouchOutcome &row = found[{key.empty(), key}];
        row.touch = key;
        const std::int64_t left = now[std::size_t(account)];
        ++row.customers;
        row.stayed += left > 0 ? 1 : 0;
        if (!addTo(row.opening, customer.arr) || !addTo(row.kept, std::min(left, customer.arr)))
            return tooLarge();
        if (const auto of = renewals.find(account); of != renewals.end()) {
            row.settled += of->second.settled;
            row.renewed += of->second.renewed;
        }
    }
    std::vector<TouchOutcome> rows;
    for (auto &[key, row] : found)
        rows.push_back(std::move(row));
    return rows;
}

} // namespace

std::optional<double> TouchOutcome::stayRate() const
{
    return share(stayed, customers);
}

std::optional<double> TouchOutcome::keptRate() const
{
    return share(double(kept), double(opening));
}

std::optional<double> TouchOutcome::renewalRate() const
{
    return share(renewed, settled);
}

std::optional<std::pair<double, double>> TouchOutcome::stayInterval() const
{
    return statistics::wilsonInterval(stayed, customers);
}

Result<YearOutcomes> yearOutcomes(
    const store::Workspace &workspace, const signs::Signals &history, Date day, const std::function<bool(int)> &only)
{
    const Date beginning = day.plusMonths(-OutcomeMonths);
    const auto then = history.known(beginning);
    if (!then)
        return then.error();
    const auto now = history.known(day);
    if (!now)
        return now.error();
    const auto touch = touchOn(workspace, history, *then);
    if (!touch)
        return touch.error();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto terms = renewals::RenewalData::read(workspace, *portfolio);
    if (!terms)
        return terms.error();
    const auto renewals = renewals::KnownRenewals::on(portfolio, *terms, day);
    if (!renewals)
        return renewals.error();
    const auto cases = renewals->casesIn({beginning.plusDays(1), day});
    if (!cases)
        return cases.error();
    const auto customers = openingSet(history.accounts(), then->arr, day, only);
    if (!customers)
        return customers.error();
    std::map<int, RenewalCount> settled;
    for (const renewals::RenewalCase &renewal : *cases) {
        if (renewal.isSettled())
            settled[history.accounts().customerOn(renewal.account, day)].add(renewal);
    }
    const std::vector<std::string> &owners = history.fields().on("owner", day);
    auto byTouch = grouped(*customers, now->arr, settled,
        [&](int, const OpeningCustomer &customer) { return (*touch)[std::size_t(customer.servedAs)]; });
    if (!byTouch)
        return byTouch.error();
    auto byOwner = grouped(*customers, now->arr, settled,
        [&](int account, const OpeningCustomer &) { return owners[std::size_t(account)]; });
    if (!byOwner)
        return byOwner.error();
    return YearOutcomes{std::move(*byTouch), std::move(*byOwner)};
}

Result<std::vector<TouchOutcome>> touchOutcomes(
    const store::Workspace &workspace, const signs::Signals &history, Date day, const std::function<bool(int)> &only)
{
    auto outcomes = yearOutcomes(workspace, history, day, only);
    if (!outcomes)
        return outcomes.error();
    return std::move(outcomes->byTouch);
}

} // namespace qd::programmes
