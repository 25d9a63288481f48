#include "core/scenario/team_figures.h"

#include "core/base/checked_sum.h"
#include "core/store/team_rows.h"

#include <cmath>

namespace qd::scenario {

namespace {

struct CostSum {
    double fte = 0;
    std::int64_t minor = 0; ///< base currency
};

bool inForce(const store::CsmRow &csm, Date day)
{
    return (!csm.start || *csm.start <= day) && (!csm.end || day <= *csm.end);
}

} // namespace

Result<TeamFigures> measureTeam(const std::vector<store::CsmRow> &csms, const portfolio::FxRates &rates, Date day,
    const std::optional<std::map<std::string, double>> &shares)
{
    TeamFigures team;
    CostSum costs;
    const std::string *last = nullptr;
    for (const store::CsmRow &csm : csms) {
        if (last && *last == csm.id)
            continue; // of one id the first row holds
        last = &csm.id;
        if (!inForce(csm, day))
            continue;
        const auto share = shares ? shares->find(csm.id) : std::map<std::string, double>::const_iterator();
        if (shares && (share == shares->end() || share->second <= 0))
            continue;
        const double whole = csm.fte.value_or(1);
        const double fte = shares ? whole * share->second : whole;
        ++team.people;
        team.fte += fte;
        if (!csm.annualCostMinor || whole <= 0)
            continue;
        const auto cost = rates.toBase(*csm.annualCostMinor, csm.currency, day);
        if (!cost)
            return cost.error();
        costs.fte += whole;
        if (!addTo(costs.minor, *cost))
            return Error{
                ErrorCode::Overflow, QD_WORDS("Scenarios", "The yearly costs of the CSMs are too large to add up.")};
    }
    if (costs.fte > 0)
        team.annualCost = double(costs.minor) * std::pow(10.0, -rates.base().digits()) / costs.fte;
    return team;
}

} // namespace qd::scenario
