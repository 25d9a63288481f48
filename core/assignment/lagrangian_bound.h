#pragma once
#include "core/assignment/problem.h"
#include "core/base/progress.h"

namespace qd::assignment {

/// A number that no feasible assignment can be below, found without a solver; near that of the linear relaxation.
///
/// Every CSM j gets prices: P in 0 .. overloadCost x capacity for its capacity, A and B >= 0 for being the busiest and
/// the idlest of its pool, which sum to spreadCost / pools over the pool, and Q >= 0 for room in its book. Overload is
/// at least load - capacity, the highest utilisation of a pool at least any average of it, the lowest at most. So
///     sum over units of the least over its CSMs of moveCost x weight + hours x (P + A - B) / capacity + accounts x Q
///     - sum over CSMs of P + Q x maxAccounts
/// bounds the objective whatever the prices. They are raised by a subgradient method of 20,000 rounds, whose steps are
/// sized by `upper`, the objective of some assignment; it stops early once the bound is `enough` or when cancelled.
/// O(pairs of different units and their CSMs) a round.
[[nodiscard]] double lagrangianBound(const Problem &problem, double upper, double enough, Progress &progress);

} // namespace qd::assignment
