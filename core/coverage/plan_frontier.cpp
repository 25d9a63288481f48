#include "core/coverage/plan_frontier.h"

#include "core/assignment/frontier.h"

#include <algorithm>

namespace qd::coverage {

namespace {

PlanPoint pointOf(const AssignmentPlan &plan)
{
    PlanPoint point{{}, effectOf(plan), false};
    for (const PlacedAccount &account : plan.accounts) {
        if (account.isMove())
            point.moves.push_back(account);
    }
    return point;
}

/// Ascending in moves, one for each number of them.
void addPoint(std::vector<PlanPoint> &points, PlanPoint point)
{
    const auto place = std::ranges::lower_bound(
        points, point.moves.size(), {}, [](const PlanPoint &each) { return each.moves.size(); });
    if (place == points.end() || place->moves.size() != point.moves.size())
        points.insert(place, std::move(point));
    else if (point.isPlan)
        *place = std::move(point);
}

} // namespace

std::vector<PlanPoint> planFrontier(
    const CoverageInput &input, const AssignmentPlan &plan, int points, Progress &progress)
{
    std::vector<PlanPoint> found{pointOf(withMoves(input, plan, {}))};
    PlanPoint own = pointOf(plan);
    own.isPlan = true;
    addPoint(found, std::move(own));
    for (assignment::FrontierPoint &point : frontier(plan.inputs.problem, plan.assignment.to, points, progress))
        addPoint(found, pointOf(withAssignment(input, plan, std::move(point.to))));
    return found;
}

Result<SolveOutlook> solveOutlook(const CoverageInput &input)
{
    auto inputs = assignmentInputs(input);
    if (!inputs)
        return inputs.error();
    SolveOutlook outlook;
    outlook.books = int(inputs->csms.size());
    outlook.held = inputs->held;
    outlook.maxAccounts = input.model.assign.maxAccounts;
    outlook.keepFamilies = input.model.assign.keepFamilies;
    for (const Protection protection : input.model.assign.protect)
        outlook.heldBy.emplace_back(protection, 0);
    for (const int load : inputs->held) {
        bool byRule = false;
        for (auto &[protection, count] : outlook.heldBy) {
            if (isProtected(input.loads[std::size_t(load)], protection, input.asOf)) {
                ++count;
                byRule = true;
            }
        }
        outlook.pinned += byRule ? 0 : 1;
    }
    AssignmentPlan asIs;
    for (const std::vector<int> &unit : inputs->units) {
        for (const int load : unit) {
            const int csm = input.loads[std::size_t(load)].csm;
            asIs.accounts.push_back({load, csm, csm, {}});
            outlook.accounts.push_back(load);
            outlook.vacant += std::ranges::find(inputs->csms, csm) == inputs->csms.end() ? 1 : 0;
        }
    }
    outlook.unassignable = inputs->unassignable;
    asIs.inputs = std::move(*inputs);
    asIs = withMoves(input, asIs, {});
    outlook.today = effectOf(asIs).before;
    for (const PlannedBook &book : asIs.books) {
        const double used = book.utilisationBefore();
        outlook.lowest = &book == &asIs.books.front() ? used : std::min(outlook.lowest, used);
        outlook.highest = std::max(outlook.highest, used);
    }
    return outlook;
}

} // namespace qd::coverage
