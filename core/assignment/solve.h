#pragma once
#include "core/assignment/heuristic.h"
#include "core/assignment/problem.h"
#include "core/base/progress.h"

#include <variant>

namespace qd::assignment {

struct Options {
    double gap = 0.01; ///< stop once this gap is proven; 0 asks for the optimum
    double timeLimit = 30; ///< seconds of the wall clock, > 0; what has been found by then is returned
    bool useSolver = true; ///< false: our own search and bound alone
    HeuristicOptions search = {}; ///< used in full where there is no solver
};

enum class Status {
    Optimal, ///< no assignment is better
    GapReached, ///< within the gap asked for, which is proven
    TimeLimit, ///< the best found in the time, with the gap it has
    Cancelled, ///< the best found until then, with the gap it has
    Heuristic, ///< found by our own search, with our own bound: the solver is not there or failed
};

/// Name as in JSON, for example "gap_reached".
[[nodiscard]] const char *toString(Status status);

struct Solution {
    Status status = Status::Heuristic;
    UnitAssignment to; ///< feasible
    double objective = 0; ///< recomputed from `to`
    bool solverRan =
        false; ///< whether cbc took part; false where our own search and bound were enough, or all there is
    double bound = 0; ///< no feasible assignment is below; never above `objective`
    Message note; ///< where something was not as it should be, else empty

    /// (objective - bound) / max(1, |objective|).
    [[nodiscard]] double gap() const;
};

/// Why there is no assignment at all: `unit` finds no room, because these CSMs, the only ones that could make some,
/// all hold maxAccounts. Without a unit nothing more is known than that the solver proved it.
struct Impossible {
    int unit = -1;
    std::vector<int> fullCsms;
};

/// Solves the problem: our own search gives a start and a first bound, the program `cbc` improves both until the gap is
/// reached, time is up or it is cancelled. Large problems are first taken apart into blocks of CSMs that share no
/// account; the spread of the whole team then couples the blocks, each bears an equal part of its cost, and the sum of
/// the blocks' bounds is a bound of the whole. The same problem gives the same answer unless time runs out.
[[nodiscard]] std::variant<Solution, Impossible> solve(
    const Problem &problem, const Options &options, Progress &progress);

} // namespace qd::assignment
