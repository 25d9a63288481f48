#pragma once
#include "core/assignment/problem.h"
#include "core/base/progress.h"

namespace qd::assignment {

/// What can be had for a number of moves.
struct FrontierPoint {
    double moveWeight = 0; ///< moves; their weight when they are weighed by ARR
    double overloadHours = 0;
    double spread = 0; ///< highest - lowest utilisation, mean over the pools
    double imbalance = 0; ///< overloadCost x overloadHours + spreadCost x spread: the objective less its moves
    UnitAssignment to; ///< feasible
};

/// The moves of a plan against the imbalance that remains, ascending in moves and strictly falling in imbalance, about
/// `points` of them. The first has only moves that nothing avoids, the plan itself is one of them. Below the plan each
/// point undoes those of its moves that do least, so that the points are nested: of the plan's moves the most useful
/// come first. Above it stands a plan of our own search in which moves cost a tenth, thinned out in the same way.
/// A heuristic: no point is claimed to be the best for its number of moves. Cancelling gives what there is.
[[nodiscard]] std::vector<FrontierPoint> frontier(
    const Problem &problem, const UnitAssignment &plan, int points, Progress &progress);

} // namespace qd::assignment
