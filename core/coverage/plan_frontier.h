#pragma once
#include "core/coverage/plan_effect.h"

namespace qd::coverage {

/// One way to go about a plan: which accounts move and what becomes of the books.
struct PlanPoint {
    std::vector<PlacedAccount> moves; ///< by account id; empty for the books as they are
    PlanEffect effect;
    bool isPlan = false; ///< the plan itself
};

/// The books as they are, then the points of frontier() with names put back: about `points` of them, ascending in
/// moves. A point of as many moves as another is left out unless it is the plan. The plan is always among them, also
/// where the frontier was cancelled before it came to it.
[[nodiscard]] std::vector<PlanPoint> planFrontier(
    const CoverageInput &input, const AssignmentPlan &plan, int points, Progress &progress);

/// What there is to solve, before anything is: who takes part, who stays, and how even the books are.
struct SolveOutlook {
    int books = 0; ///< CSMs that take part
    std::vector<int> accounts; ///< loads that take part
    int vacant = 0; ///< of them without a CSM who takes part
    std::vector<int> held; ///< of them kept where they are, by a pin or a protection
    std::vector<std::pair<Protection, int>> heldBy; ///< for each protection of the model; an account may be in several
    int pinned = 0; ///< held by none of the protections
    BookFigures today;
    double lowest = 0; ///< utilisation
    double highest = 0;
    std::vector<int> unassignable; ///< loads that nobody may serve
    std::optional<int> maxAccounts;
    bool keepFamilies = false;
};

/// Errors of assignmentInputs.
[[nodiscard]] Result<SolveOutlook> solveOutlook(const CoverageInput &input);

} // namespace qd::coverage
