#pragma once
#include "core/assignment/problem.h"
#include "core/base/progress.h"

#include <cstdint>

namespace qd::assignment {

struct HeuristicOptions {
    std::uint64_t seed = 1;
    /// Steps of the search for each unit and round. The work is bounded by steps, never by the clock, so that the same
    /// data give the same answer on every machine.
    int stepsPerUnit = 400;
    int leastSteps = 40'000; ///< of a round, however few the units
    int mostSteps = 2'000'000; ///< of a round, however many the units
    int rounds = 3;
};

/// An assignment found without a solver.
struct HeuristicAnswer {
    UnitAssignment to;
    /// False when some unit has no CSM (-1 in `to`): no CSM with room was left even after shifting others about. If
    /// every unit is one account this proves that there is no solution; with families there might be one.
    bool feasible = false;
    int unplaced = -1; ///< the first unit without a CSM
    std::vector<int> fullCsms; ///< the CSMs that unit and those in its way are bound to, all at maxAccounts
};

/// Leaves everybody at home who may stay, sheds what is above maxAccounts, fills vacancies where they cost least, then
/// improves by single moves and swaps: simulated annealing from a fixed seed, followed by descent until no move and no
/// swap helps. The best of all rounds is kept. Cancelling returns the best so far.
[[nodiscard]] HeuristicAnswer findAssignment(
    const Problem &problem, const HeuristicOptions &options, Progress &progress);

/// Descent alone, from a feasible assignment: moves and swaps until none helps. Never makes it worse.
[[nodiscard]] UnitAssignment descend(const Problem &problem, UnitAssignment to);

/// The feasible start alone: everybody at home who may stay, vacancies filled.
[[nodiscard]] HeuristicAnswer startAssignment(const Problem &problem);

} // namespace qd::assignment
