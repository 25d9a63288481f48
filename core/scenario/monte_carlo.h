#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/scenario/run_batch.h"
#include "core/statistics/quantiles.h"

namespace qd::scenario {

struct MonteCarloOptions {
    int runs = 10'000; ///< 1..MaxRuns
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: as many as the machine has; changes no result
    bool keepFactors = false; ///< keep what was drawn, for the rank-correlation tornado
};
inline constexpr int MaxRuns = 1'000'000;

/// A mean over runs and its standard error, standard deviation / sqrt(runs).
struct SimulatedMean {
    double value = 0;
    double standardError = 0;
};

struct MonteCarlo {
    int runs = 0;
    std::uint64_t seed = 0;
    std::vector<statistics::PercentileBand> closingArr; ///< the fan: ARR of all segments by month, major units
    SimulatedMean meanClosingArr; ///< after the last month
    std::optional<statistics::PercentileBand> nrr; ///< nothing under 12 months or from 0 ARR
    std::optional<statistics::PercentileBand> grr;
    std::vector<double> finalClosing; ///< closing ARR of the last month by run
    std::vector<std::vector<double>> factors; ///< see RunResults
};

/// Simulates the scenario `runs` times (CONTRACT section 3): per run, segment and uncertain rate one log-normal factor
/// of mean 1 on the annual rate, sigma^2 = ln(1 + cv^2), its normal being sqrt(rho) x one shared by all segments +
/// sqrt(1 - rho) x the segment's own. A logo churn that follows annual_churn follows its draws.
///
/// Draw (run, segment, rate) is Philox4x32-10 of counter (run, segment + 1, rate, 0), the shared one (run, 0, rate, 0),
/// key = seed, through the inverse normal distribution; so neither threads nor other rates move it.
/// InvalidArgument for runs outside 1..MaxRuns or months x runs beyond memory; Cancelled. The scenario must have passed
/// checkScenario().
[[nodiscard]] Result<MonteCarlo> simulate(
    const CompleteScenario &scenario, const MonteCarloOptions &options, Progress &progress);

} // namespace qd::scenario
