#include "core/scenario/sensitivity.h"
#include "core/statistics/rank_correlation.h"

#include <algorithm>
#include <cmath>

namespace qd::scenario {

namespace {

Result<double> outcomeWith(CompleteScenario scenario, const Lever &lever, double value, Outcome outcome)
{
    if (auto set = setLever(scenario, lever, value); !set)
        return set.error();
    const auto reached = outcomeOf(project(scenario), outcome);
    if (!reached)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios",
                 "The scenario has no %1: retention needs 12 months and an opening book, utilisation a team."),
                {std::string(toString(outcome))}}};
    return *reached;
}

} // namespace

double TornadoBar::swing() const
{
    return std::abs(outcomeAtHigh - outcomeAtLow);
}

Result<std::vector<TornadoBar>> tornado(
    const CompleteScenario &scenario, const std::vector<Lever> &levers, double share, Outcome outcome)
{
    if (!(share > 0 && share < 1))
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Scenarios", "A tornado moves its levers by a share between 0 and 1.")};
    std::vector<TornadoBar> bars;
    for (const Lever &lever : levers) {
        const auto value = leverValue(scenario, lever);
        const auto range = leverRange(scenario, lever);
        if (!value || !range)
            return value ? range.error() : value.error();
        if (*value == 0)
            continue;
        TornadoBar bar{lever, *value * (1 - share), std::min(range->highest, *value * (1 + share))};
        const auto low = outcomeWith(scenario, lever, bar.low, outcome);
        const auto high = outcomeWith(scenario, lever, bar.high, outcome);
        if (!low || !high)
            return low ? high.error() : low.error();
        bar.outcomeAtLow = *low;
        bar.outcomeAtHigh = *high;
        if (bar.swing() > 0)
            bars.push_back(bar);
    }
    std::stable_sort(
        bars.begin(), bars.end(), [](const TornadoBar &a, const TornadoBar &b) { return a.swing() > b.swing(); });
    return bars;
}

std::vector<RankBar> rankTornado(const CompleteScenario &scenario, const MonteCarlo &simulated)
{
    std::vector<RankBar> bars;
    for (std::size_t i = 0; i < simulated.factors.size(); ++i) {
        if (simulated.factors[i].empty())
            continue;
        const double correlation = statistics::spearman(simulated.factors[i], simulated.finalClosing);
        if (correlation != 0)
            bars.push_back({{toString(Rate(i % RateCount)), scenario.segments[i / RateCount].name}, correlation});
    }
    std::stable_sort(bars.begin(), bars.end(),
        [](const RankBar &a, const RankBar &b) { return std::abs(a.correlation) > std::abs(b.correlation); });
    return bars;
}

} // namespace qd::scenario
