#pragma once
#include "core/scenario/lever.h"
#include "core/scenario/monte_carlo.h"

namespace qd::scenario {

/// One bar of a one-at-a-time tornado: everything else stays while this lever goes down and up.
struct TornadoBar {
    Lever lever;
    double low = 0; ///< its value x (1 - share)
    double high = 0; ///< its value x (1 + share), not above the top of its range
    double outcomeAtLow = 0;
    double outcomeAtHigh = 0;

    [[nodiscard]] double swing() const;
};

/// Moves each of `levers` by -+`share` (0 < share < 1) of its value. Levers at 0, or that move nothing, are left out;
/// the widest swing comes first, ties by the order given. InvalidArgument for a bad share, an unknown lever, or an
/// outcome the scenario does not have.
[[nodiscard]] Result<std::vector<TornadoBar>> tornado(
    const CompleteScenario &scenario, const std::vector<Lever> &levers, double share, Outcome outcome);

/// One bar of a rank-correlation tornado: how the draws of one rate order the runs.
struct RankBar {
    Lever lever;
    double correlation = 0; ///< Spearman's rho with closing ARR of the last month, -1..1
};

/// From a simulation that kept its factors (MonteCarloOptions::keepFactors); strongest first. Where segments are
/// correlated a bar also carries what the others' draws do. Empty when nothing was uncertain.
[[nodiscard]] std::vector<RankBar> rankTornado(const CompleteScenario &scenario, const MonteCarlo &simulated);

} // namespace qd::scenario
