#pragma once
#include <optional>
#include <span>

namespace qd::statistics {

/// How far a distribution over bands has moved, and how far it would seem to by chance.
struct PopulationStability {
    double index = 0; ///< PSI, 0 or more; 0 for equal shares
    double limit = 0; ///< what PSI stays below 95 times in 100 between two samples of one population
};

/// PSI = sum over bands of (p - q) ln(p / q), p and q the shares of the parallel counts `from` and `to`; where a band
/// is empty on either side, all shares are (n + 0.5) / (N + 0.5 x bands) on both. `limit` = the 95 % quantile of
/// chi-square with bands - 1 degrees of freedom x (1 / N from + 1 / N to), for that is how PSI of two independent
/// samples of one population is distributed, nearly (B. Yurdakul, "Statistical Properties of Population Stability
/// Index", 2018). Nothing where either side has no cases. Counts 0 or more.
[[nodiscard]] std::optional<PopulationStability> populationStability(
    std::span<const double> from, std::span<const double> to);

} // namespace qd::statistics
