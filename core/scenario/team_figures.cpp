#include "core/scenario/team_figures.h"

#include "core/base/checked_sum.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cmath>

namespace qd::scenario {

namespace {

struct CostSum {
    double fte = 0;
    std::int64_t minor = 0; ///< base currency
};

bool inForce(SQLite::Statement &row, const std::string &day)
{
    const bool begun = row.getColumn(1).isNull() || row.getColumn(1).getString() <= day;
    const bool stays = row.getColumn(2).isNull() || day <= row.getColumn(2).getString();
    return begun && stays;
}

} // namespace

Result<TeamFigures> measureTeam(const store::Workspace &workspace, const revenue::FxRates &rates, Date day,
    const std::optional<std::map<std::string, double>> &shares)
{
    SQLite::Statement row(workspace.db(),
        "SELECT csm_id, start_date, end_date, coalesce(fte, 1), annual_cost_minor, c.currency FROM csms AS c "
        "JOIN source AS s ON s.name = c.source ORDER BY csm_id, s.kind <> 'people', c.source");
    TeamFigures team;
    CostSum costs;
    std::optional<std::string> last;
    while (row.executeStep()) {
        const std::string id = row.getColumn(0).getString();
        if (last == id)
            continue;
        last = id;
        if (!inForce(row, day.iso()))
            continue;
        const auto share = shares ? shares->find(id) : std::map<std::string, double>::const_iterator();
        if (shares && (share == shares->end() || share->second <= 0))
            continue;
        const double whole = row.getColumn(3).getDouble();
        const double fte = shares ? whole * share->second : whole;
        ++team.people;
        team.fte += fte;
        if (row.getColumn(4).isNull() || whole <= 0)
            continue;
        const auto currency =
            row.getColumn(5).isNull() ? std::nullopt : Currency::fromCode(row.getColumn(5).getString());
        const auto cost = rates.toBase(row.getColumn(4).getInt64(), currency.value_or(rates.base()), day);
        if (!cost)
            return cost.error();
        costs.fte += whole;
        if (!addTo(costs.minor, *cost))
            return Error{ErrorCode::Overflow, "The yearly costs of the CSMs are too large to add up."};
    }
    if (costs.fte > 0)
        team.annualCost = double(costs.minor) * std::pow(10.0, -rates.base().digits()) / costs.fte;
    return team;
}

} // namespace qd::scenario
