#include "core/renewals/renewal_rates.h"

#include "core/base/checked_sum.h"
#include "core/base/words.h"

#include <algorithm>
#include <map>

namespace qd::renewals {

namespace {

std::optional<double> share(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

bool add(const RenewalCase &renewal, RenewalRow &row)
{
    ++row.due;
    row.automatic += renewal.isAuto ? 1 : 0;
    row.onTime += renewal.onTime.value_or(false) ? 1 : 0;
    switch (renewal.state) {
    case RenewalState::Renewed:
        ++row.renewed;
        break;
    case RenewalState::Lost:
        ++row.lost;
        break;
    case RenewalState::Pending:
        ++row.pending;
        break;
    }
    const bool isRenewed = renewal.state == RenewalState::Renewed;
    return addTo(row.dueArr, renewal.dueArr) && addTo(row.renewedArr, isRenewed ? renewal.renewedArr : 0)
        && addTo(row.retainedArr, isRenewed ? renewal.retained() : 0)
        && addTo(row.lostArr, renewal.state == RenewalState::Lost ? renewal.dueArr : 0)
        && addTo(row.pendingArr, renewal.state == RenewalState::Pending ? renewal.dueArr : 0);
}

} // namespace

std::optional<double> RenewalRow::rateLogos() const
{
    return share(renewed, renewed + lost);
}

std::optional<double> RenewalRow::rateArr() const
{
    return share(double(retainedArr), double(dueArr - pendingArr));
}

std::optional<double> RenewalRow::onTimeRate() const
{
    return share(onTime, renewed);
}

Result<std::vector<RenewalRow>> renewalRows(
    const std::vector<RenewalCase> &cases, const std::function<std::string(const RenewalCase &)> &groupOf)
{
    std::map<std::pair<bool, std::string>, RenewalRow> groups; // those without a value last
    RenewalRow total;
    total.group = "total";
    bool fits = true;
    for (const RenewalCase &renewal : cases) {
        fits = fits && add(renewal, total);
        if (!groupOf)
            continue;
        const std::string group = groupOf(renewal);
        RenewalRow &row = groups[{group == NoGroup, group}];
        row.group = group;
        fits = fits && add(renewal, row);
    }
    if (!fits)
        return Error{ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
    std::vector<RenewalRow> rows{std::move(total)};
    for (auto &[key, row] : groups)
        rows.push_back(std::move(row));
    return rows;
}

} // namespace qd::renewals
