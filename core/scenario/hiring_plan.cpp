#include "core/scenario/hiring_plan.h"

#include "core/scenario/lever.h"

namespace qd::scenario {

HiringPlan hiringPlan(const CompleteScenario &scenario)
{
    CompleteScenario without = scenario;
    without.team.hires.clear();
    const Projection hired = project(scenario);
    const Projection alone = project(without);
    HiringPlan plan;
    for (const TeamChange &hire : scenario.team.hires) {
        if (hire.month <= scenario.start.plus(scenario.months))
            plan.hiredFte += hire.fte;
    }
    for (std::size_t month = 0; month < hired.monthCount(); ++month) {
        plan.cost += hired.team[month].cost - alone.team[month].cost;
        plan.arrKept = hired.closingArr(month) - alone.closingArr(month);
        plan.revenueKept += plan.arrKept / 12;
        const bool covered = plan.cost > 0 && plan.revenueKept >= plan.cost;
        if (!covered)
            plan.paidBack.reset();
        else if (!plan.paidBack)
            plan.paidBack = hired.month(month);
    }
    plan.peakUtilisation = outcomeOf(hired, Outcome::PeakUtilisation);
    plan.peakUtilisationWithout = outcomeOf(alone, Outcome::PeakUtilisation);
    return plan;
}

} // namespace qd::scenario
