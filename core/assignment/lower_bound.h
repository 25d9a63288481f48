#pragma once
#include "core/assignment/problem.h"

namespace qd::assignment {

/// A number that no feasible assignment can be below, found without a solver. It adds up three arguments:
///   1. Units whose CSMs may not keep them, and vacancies, move in any case.
///   2. Whatever arrives, CSM j keeps at least its present load less the hours of the units that leave; k units take
///      away at most the k longest and cost at least the k lightest moves. So for a highest utilisation of U every CSM
///      has a least cost, a falling step function of U, which counts overload too.
///   3. A CSM reaches a lowest utilisation of V only with enough arrivals: the k longest that may come bring at most
///      their hours and cost at least the k lightest moves, a rising step function of V.
/// Moves count once, so 2 and 3 are not added: of the two the larger holds. The bound is the least over all pairs U, V
/// of that, plus spreadCost x (U - V), where U is no less and V no more than the mean utilisation of any set of CSMs
/// that share accounts only among themselves. Such a set's hours above its whole capacity are overload wherever they
/// go. O(n log n) for n eligible pairs.
[[nodiscard]] double lowerBound(const Problem &problem);

/// For each CSM the number (from 0) of its component: CSMs linked by units that both may serve.
[[nodiscard]] std::vector<int> components(const Problem &problem);

} // namespace qd::assignment
