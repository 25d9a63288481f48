#include "core/assignment/problem.h"

#include <algorithm>
#include <limits>

namespace qd::assignment {

double moveWeight(const Unit &unit, int csm)
{
    for (const UnitHome &home : unit.homes) {
        if (home.csm == csm)
            return unit.weight - home.weight;
    }
    return unit.weight;
}

std::vector<double> loads(const Problem &problem, const UnitAssignment &to)
{
    std::vector<double> hours(problem.csms.size(), 0);
    for (std::size_t unit = 0; unit < to.size(); ++unit) {
        if (to[unit] >= 0)
            hours[static_cast<std::size_t>(to[unit])] += problem.units[unit].hours;
    }
    return hours;
}

ObjectiveParts objectiveParts(const Problem &problem, const UnitAssignment &to)
{
    ObjectiveParts parts;
    for (std::size_t unit = 0; unit < to.size(); ++unit) {
        if (to[unit] >= 0)
            parts.moveWeight += moveWeight(problem.units[unit], to[unit]);
    }
    const auto pools = static_cast<std::size_t>(problem.pools);
    std::vector<double> highest(pools, -std::numeric_limits<double>::infinity());
    std::vector<double> lowest(pools, std::numeric_limits<double>::infinity());
    const std::vector<double> hours = loads(problem, to);
    for (std::size_t csm = 0; csm < hours.size(); ++csm) {
        const double capacity = problem.csms[csm].capacity;
        const auto pool = static_cast<std::size_t>(problem.csms[csm].pool);
        parts.overloadHours += std::max(0.0, hours[csm] - capacity);
        highest[pool] = std::max(highest[pool], hours[csm] / capacity);
        lowest[pool] = std::min(lowest[pool], hours[csm] / capacity);
    }
    for (std::size_t pool = 0; pool < pools && !problem.csms.empty(); ++pool)
        parts.spread += (highest[pool] - lowest[pool]) / static_cast<double>(pools);
    return parts;
}

double objective(const Problem &problem, const UnitAssignment &to)
{
    const ObjectiveParts parts = objectiveParts(problem, to);
    return problem.moveCost * parts.moveWeight + problem.overloadCost * parts.overloadHours
        + problem.spreadCost * parts.spread;
}

bool isFeasible(const Problem &problem, const UnitAssignment &to)
{
    if (to.size() != problem.units.size())
        return false;
    std::vector<int> accounts(problem.csms.size(), 0);
    for (std::size_t unit = 0; unit < to.size(); ++unit) {
        const Unit &each = problem.units[unit];
        if (!std::binary_search(each.allowed.begin(), each.allowed.end(), to[unit]))
            return false;
        accounts[static_cast<std::size_t>(to[unit])] += each.accounts;
    }
    return !problem.maxAccounts
        || std::ranges::all_of(accounts, [&](int count) { return count <= *problem.maxAccounts; });
}

int principalHome(const Unit &unit)
{
    int best = -1;
    double weight = -1; // accounts without ARR may weigh nothing
    for (const UnitHome &home : unit.homes) {
        if (home.weight > weight && std::binary_search(unit.allowed.begin(), unit.allowed.end(), home.csm)) {
            best = home.csm;
            weight = home.weight;
        }
    }
    return best;
}

} // namespace qd::assignment
