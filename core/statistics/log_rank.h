#pragma once
#include "core/statistics/kaplan_meier.h"

#include <optional>
#include <span>
#include <vector>

namespace qd::statistics {

/// Whether lives of several groups end at different rates.
struct LogRankTest {
    double chi2 = 0;
    int degrees = 0; ///< groups with events expected, less 1
    double p = 1;
};

/// The log-rank test (rho = 0) over `groups` groups; `group` and `stratum`, both counted from 0, are parallel to the
/// lives, an empty `stratum` puts all into one. At each event time of a stratum a group expects d n_g / n events of the
/// d there; observed - expected and their hypergeometric covariances are added over times and strata (N. Mantel, 1966).
/// Lives that enter late are at risk from then on (core/statistics/kaplan_meier.h), which R's survdiff() refuses.
///
/// Nothing for less than two groups with events expected, and where their covariances leave no room for a test. The
/// order of the lives never matters. O(times x groups^2).
[[nodiscard]] std::optional<LogRankTest> logRank(
    std::span<const Life> lives, std::span<const int> group, std::span<const int> stratum, int groups);

} // namespace qd::statistics
