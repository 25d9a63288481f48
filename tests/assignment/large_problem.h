#pragma once
#include "core/assignment/problem.h"

#include <algorithm>
#include <random>

namespace qd::test {

/// A team as they are: 4 regions, 3 segments with touch hours of 8, 3 and 0.8, doubled in onboarding, 1.2 and 1.5 fold
/// at risk; some accounts ask for a language; new CSMs ramp; books are uneven and one in thirty accounts is vacant.
inline assignment::Problem largeProblem(int accounts, int csms, unsigned seed)
{
    std::mt19937 engine(seed);
    const auto below = [&engine](int count) { return static_cast<int>(engine() % static_cast<unsigned>(count)); };
    const int regions = std::max(1, std::min(4, csms / 10) * std::max(1, csms / 100));
    struct Csm {
        int region, segments, language;
    };
    std::vector<Csm> roster;
    assignment::Problem problem;
    for (int csm = 0; csm < csms; ++csm) {
        constexpr int Segments[] = {1, 1, 2, 2, 3, 4, 4, 6}; // bits; some serve two
        roster.push_back({csm % regions, Segments[(csm / regions) % 8], csm % 3});
        problem.csms.push_back({135.0 * (below(8) == 0 ? 0.5 : 1.0), 0});
    }
    std::vector<double> appeal;
    for (int csm = 0; csm < csms; ++csm)
        appeal.push_back(0.5 + below(100) / 100.0);
    for (int index = 0; index < accounts; ++index) {
        constexpr int SegmentOf[] = {0, 1, 1, 1, 2, 2, 2, 2, 2, 2};
        constexpr double Hours[] = {8, 3, 0.8};
        const int region = below(regions);
        const int segment = SegmentOf[below(10)];
        const int language = below(4) == 0 ? below(3) : -1;
        constexpr double Risk[] = {1, 1, 1, 1, 1, 1, 1, 1.2, 1.2, 1.5};
        assignment::Unit unit;
        unit.hours = Hours[segment] * (below(15) == 0 ? 2 : 1) * Risk[below(10)];
        for (int csm = 0; csm < csms; ++csm) {
            const Csm &each = roster[static_cast<std::size_t>(csm)];
            if (each.region == region && (each.segments >> segment & 1) != 0
                && (language < 0 || each.language == language))
                unit.allowed.push_back(csm);
        }
        if (unit.allowed.empty())
            continue;
        int home = unit.allowed[0];
        double best = 0;
        for (const int csm : unit.allowed) {
            const double drawn = appeal[static_cast<std::size_t>(csm)] * (1 + below(1000));
            if (drawn > best) {
                best = drawn;
                home = csm;
            }
        }
        if (below(30) != 0)
            unit.homes.push_back({home, 1});
        problem.units.push_back(std::move(unit));
    }
    return problem;
}

} // namespace qd::test
