#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace qd::forecast {

/// Runs of a simulation.
inline constexpr int Runs = 20'000;
/// Correlation of the normals behind two renewals of one segment where nobody says otherwise: an assumption.
inline constexpr double DefaultRho = 0.1;

/// A renewal that is open: it comes off with chance `p` and is then worth due x r.
struct RenewalChance {
    std::string group; ///< segment: its cases share a factor
    double due = 0; ///< any unit, 0 or more
    double p = 0; ///< 0..1
    double r = 1; ///< share of due that a renewed one keeps
};

/// What is settled already and stands in every run.
struct SettledPart {
    double amount = 0; ///< in the unit of the chances
    int count = 0;
};

struct SimulationOptions {
    double rho = DefaultRho; ///< 0..1
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: as many as the machine has; changes no result
};

/// Columns of the amounts' histogram.
inline constexpr int SpreadColumns = 20;

/// Runs whose amount lies in from <= amount < to; of the last column also those of `to`.
struct SpreadColumn {
    double from = 0; ///< in the unit of the chances
    double to = 0;
    int runs = 0;
};

/// What is renewed at the end, settled part included. Means are sums; percentiles are those of the simulation, of type
/// 7 (statistics::quantiles), but for the counts at rho 0.
struct RenewalDistribution {
    double mean = 0; ///< settled + sum of due x p x r
    double p10 = 0;
    double p50 = 0;
    double p90 = 0;
    double countMean = 0; ///< settled + sum of p
    double countP10 = 0;
    double countP50 = 0;
    double countP90 = 0;
    /// SpreadColumns of equal width from the least amount of a run to the largest; none where all runs came to the
    /// same.
    std::vector<SpreadColumn> spread = {};
};

/// InvalidArgument for a correlation outside 0..1; to be asked before anything is read.
[[nodiscard]] Result<void> checkRho(double rho);

/// CONTRACT-ROOMS section 2, "Renewal forecast": case i renews when sqrt(rho) z_s + sqrt(1 - rho) e_i < Phi^-1(p_i),
/// z_s one standard normal of its group, e_i its own, so that every p_i holds exactly whatever rho is. At rho 0 the
/// counts are Poisson-binomial, nothing drawn.
///
/// Groups are numbered in byte order, cases by group, due, p, r, all from 0, so that the order of `chances` changes
/// nothing. z_s of a run is the draw (run, group, 0), e_i the draw (run, case, 1) of statistics::uniformDraw(), through
/// the inverse normal distribution; so neither threads nor other cases move it.
///
/// InvalidArgument for a rho outside 0..1; Cancelled.
[[nodiscard]] Result<RenewalDistribution> renewalDistribution(std::span<const RenewalChance> chances,
    const SettledPart &settled, const SimulationOptions &options, Progress &progress);

} // namespace qd::forecast
