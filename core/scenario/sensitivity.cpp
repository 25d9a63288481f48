#include "core/scenario/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::scenario {

namespace {

std::vector<double> ranksOf(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t i = first; i < end; ++i)
            ranks[order[i]] = double(first + end - 1) / 2;
        first = end;
    }
    return ranks;
}

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
        const double correlation = spearman(simulated.factors[i], simulated.finalClosing);
        if (correlation != 0)
            bars.push_back({{toString(Rate(i % RateCount)), scenario.segments[i / RateCount].name}, correlation});
    }
    std::stable_sort(bars.begin(), bars.end(),
        [](const RankBar &a, const RankBar &b) { return std::abs(a.correlation) > std::abs(b.correlation); });
    return bars;
}

double spearman(std::span<const double> x, std::span<const double> y)
{
    const std::vector<double> ranksX = ranksOf(x);
    const std::vector<double> ranksY = ranksOf(y);
    const double mean = double(x.size() - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < ranksX.size(); ++i) {
        xy += (ranksX[i] - mean) * (ranksY[i] - mean);
        xx += (ranksX[i] - mean) * (ranksX[i] - mean);
        yy += (ranksY[i] - mean) * (ranksY[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

} // namespace qd::scenario
