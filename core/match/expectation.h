#pragma once
#include "core/match/candidate_pairs.h"

#include <cstdint>
#include <span>
#include <vector>

namespace qd::match {

/// Shares of the levels, by column.
using LevelShares = std::vector<std::vector<double>>;

/// What a mixture of matches and others is made of, as far as one set of pairs tells.
struct MixtureEstimate {
    double lambda = 0; ///< share of matches
    LevelShares m; ///< of the columns that took part; the others keep what they began with
    std::vector<bool> estimated; ///< by column: it took part, and some pair has values of it
    int rounds = 0;
};

/// Start of every estimate: m is 0.9 for the first level and the rest shared out evenly.
[[nodiscard]] LevelShares startingShares(const LevelShares &u);
inline constexpr double StartingLambda = 1e-4;

/// m and lambda by expectation and maximisation (Dempster, Laird, Rubin 1977) over pairs counted by pattern, with u
/// held, as Winkler ("Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model", 1988) does it:
/// columns are independent among matches and among others; a missing value says nothing. `counts` are parallel to
/// `patterns`; only columns that `takesPart` marks are looked at. Starts from startingShares() and StartingLambda,
/// stops when no m and not lambda changes by more than 1e-6, or after 200 rounds; m is at least LeastShare. O(rounds x
/// patterns x columns).
[[nodiscard]] MixtureEstimate estimateMixture(std::span<const Pattern> patterns, std::span<const std::int64_t> counts,
    const LevelShares &u, const std::vector<bool> &takesPart);

} // namespace qd::match
