#include "core/programmes/touch_outcomes.h"

#include "core/base/checked_sum.h"
#include "core/programmes/touch.h"
#include "core/renewals/known_renewals.h"
#include "core/statistics/wilson_interval.h"

#include <algorithm>

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

Result<std::vector<TouchOutcome>> touchOutcomes(
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

    std::map<std::pair<bool, std::string>, TouchOutcome> found; // those of no segment last
    const auto isAsked = [&](std::size_t i) { return then->arr[i] > 0 && only(int(i)); };
    const auto rowOf = [&](std::size_t i) -> TouchOutcome & {
        const std::string &key = (*touch)[i];
        TouchOutcome &row = found[{key.empty(), key}];
        row.touch = key;
        return row;
    };
    for (std::size_t i = 0; i < then->arr.size(); ++i) {
        if (!isAsked(i))
            continue;
        TouchOutcome &row = rowOf(i);
        const std::int64_t left = now->arr[std::size_t(history.accounts().customerOn(int(i), day))];
        ++row.customers;
        row.stayed += left > 0 ? 1 : 0;
        if (!addTo(row.opening, then->arr[i]) || !addTo(row.kept, std::min(left, then->arr[i])))
            return tooLarge();
    }
    for (const renewals::RenewalCase &renewal : *cases) {
        const auto account = std::size_t(renewal.account);
        if (!renewal.isSettled() || !isAsked(account))
            continue;
        TouchOutcome &row = rowOf(account);
        ++row.settled;
        row.renewed += renewal.state == renewals::RenewalState::Renewed ? 1 : 0;
    }
    std::vector<TouchOutcome> rows;
    for (auto &[key, row] : found)
        rows.push_back(std::move(row));
    return rows;
}

} // namespace qd::programmes
