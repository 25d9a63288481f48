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

Result<std::vector<RenewalRow>> renewalRows(const std::vector<RenewalCase> &cases, const RenewalGroups &groups)
{
    std::map<std::pair<bool, std::string>, RenewalRow> found; // those without a value last
    RenewalRow total;
    total.group = "total";
    bool fits = true;
    const auto addToGroup = [&](const RenewalCase &renewal) {
        const std::string group = groups.groupOf(renewal);
        RenewalRow &row = found[{group == NoGroup, group}];
        row.group = group;
        fits = fits && add(renewal, row);
    };
    for (const RenewalCase &renewal : cases) {
        fits = fits && add(renewal, total);
        if (groups.groupOf && groups.partsOf)
            std::ranges::for_each(groups.partsOf(renewal), addToGroup);
        else if (groups.groupOf)
            addToGroup(renewal);
    }
    if (!fits)
        return Error{ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
    std::vector<RenewalRow> rows{std::move(total)};
    for (auto &[key, row] : found)
        rows.push_back(std::move(row));
    return rows;
}

} // namespace qd::renewals
