#include "core/scenario/scenario.h"

#include <algorithm>

namespace qd::scenario {

namespace {

/// Sum over hires in force of fte x weight(tenure), less those who left; never below 0.
template <typename Weight>
double teamSize(const CompleteScenario &scenario, int offset, Weight weight)
{
    double size = scenario.team.fte;
    for (const TeamChange &hire : scenario.team.hires) {
        const int tenure = offset - (monthsBetween(scenario.start, hire.month) - 1);
        if (tenure >= 0)
            size += hire.fte * weight(std::size_t(tenure));
    }
    for (const TeamChange &leaver : scenario.team.leavers) {
        if (monthsBetween(scenario.start, leaver.month) - 1 <= offset)
            size -= leaver.fte;
    }
    return std::max(0.0, size);
}

} // namespace

const Segment *findSegment(const CompleteScenario &scenario, const std::string &name)
{
    const auto found = std::ranges::find(scenario.segments, name, &Segment::name);
    return found == scenario.segments.end() ? nullptr : &*found;
}

double fteOfCustomer(const CompleteScenario &scenario, const Segment &segment)
{
    const double byHours = segment.hoursPerAccount / (scenario.hoursPerMonth * scenario.utilisation);
    return segment.maxLogosPerCsm ? std::max(byHours, 1 / *segment.maxLogosPerCsm) : byHours;
}

double availableFte(const CompleteScenario &scenario, int offset)
{
    return teamSize(scenario, offset, [&](std::size_t tenure) {
        return scenario.ramp.empty() ? 1.0 : scenario.ramp[std::min(tenure, scenario.ramp.size() - 1)];
    });
}

double headcount(const CompleteScenario &scenario, int offset)
{
    return teamSize(scenario, offset, [](std::size_t) { return 1.0; });
}

} // namespace qd::scenario
