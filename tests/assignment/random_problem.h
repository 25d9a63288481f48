#pragma once
#include "core/assignment/problem.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <random>

namespace qd::test {

struct RandomShape {
    int units = 8;
    int csms = 3;
    int pools = 1;
    int maxAccounts = 0; ///< 0: no limit
    bool families = false; ///< some units stand for two accounts, at times with different CSMs
    bool unequalWeights = false;
};

/// A small problem with some of everything: vacancies, units with few CSMs, homes no longer allowed, overload.
inline assignment::Problem randomProblem(const RandomShape &shape, unsigned seed)
{
    std::mt19937 engine(seed);
    const auto below = [&engine](int count) { return static_cast<int>(engine() % static_cast<unsigned>(count)); };
    assignment::Problem problem;
    problem.pools = shape.pools;
    if (shape.maxAccounts > 0)
        problem.maxAccounts = shape.maxAccounts;
    for (int csm = 0; csm < shape.csms; ++csm)
        problem.csms.push_back({20.0 + below(4) * 10, csm % shape.pools});
    for (int index = 0; index < shape.units; ++index) {
        assignment::Unit unit;
        unit.hours = below(3) == 0 ? 1.0 + below(2000) / 100.0 : 4.0 * (1 + below(5));
        unit.accounts = shape.families && below(3) == 0 ? 2 : 1;
        const double each = shape.unequalWeights ? 0.5 + below(300) / 100.0 : 1.0;
        unit.weight = each * unit.accounts;
        for (int csm = 0; csm < shape.csms; ++csm) {
            if (below(4) != 0)
                unit.allowed.push_back(csm);
        }
        if (unit.allowed.empty())
            unit.allowed.push_back(below(shape.csms));
        // Half of everybody sits with the first CSM, so that there is something to even out.
        const int home = below(2) == 0 ? 0 : below(shape.csms);
        if (below(6) != 0)
            unit.homes.push_back({home, each});
        if (const int second = below(shape.csms); unit.accounts == 2 && !unit.homes.empty()) {
            if (second == home)
                unit.homes.front().weight += each;
            else
                unit.homes.push_back({second, each});
        }
        problem.units.push_back(std::move(unit));
    }
    return problem;
}

/// Calls `use` with every feasible assignment.
template <typename Use>
void eachAssignment(const assignment::Problem &problem, Use &&use)
{
    std::vector<std::size_t> choice(problem.units.size(), 0);
    assignment::UnitAssignment to(problem.units.size(), -1);
    for (;;) {
        for (std::size_t unit = 0; unit < to.size(); ++unit)
            to[unit] = problem.units[unit].allowed[choice[unit]];
        if (assignment::isFeasible(problem, to))
            use(to);
        std::size_t unit = 0;
        while (unit < choice.size() && ++choice[unit] == problem.units[unit].allowed.size())
            choice[unit++] = 0;
        if (unit == choice.size())
            return;
    }
}

/// The least objective of all feasible assignments, by trying every one; nothing if there is none.
inline std::optional<double> bruteForce(const assignment::Problem &problem)
{
    std::optional<double> best;
    eachAssignment(problem, [&](const assignment::UnitAssignment &to) {
        const double value = assignment::objective(problem, to);
        best = best ? std::min(*best, value) : value;
    });
    return best;
}

} // namespace qd::test
