#include "core/statistics/lift_table.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace qd::statistics {

namespace {

/// Cases of one risk.
struct Tie {
    std::int64_t first = 0; ///< cases of higher risk
    std::int64_t size = 0;
    double events = 0;
    double weight = 0; ///< of the events
};

/// In falling order of risk.
std::vector<Tie> tiesOf(std::span<const double> risk, const std::vector<bool> &event, std::span<const double> weights)
{
    std::vector<std::size_t> order(risk.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return risk[a] > risk[b]; });
    std::vector<Tie> ties;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || risk[order[i]] != risk[order[i - 1]])
            ties.push_back({std::int64_t(i)});
        Tie &tie = ties.back();
        ++tie.size;
        if (event[order[i]]) {
            tie.events += 1;
            tie.weight += weights.empty() ? 0.0 : weights[order[i]];
        }
    }
    return ties;
}

std::optional<double> shareOf(double part, double all)
{
    return all > 0 ? std::optional(part / all) : std::nullopt;
}

} // namespace

std::vector<LiftBin> liftTable(
    std::span<const double> risk, const std::vector<bool> &event, std::span<const double> weights, int most)
{
    const auto n = std::int64_t(risk.size());
    const std::int64_t bins = std::min<std::int64_t>(most, n);
    const std::vector<Tie> ties = tiesOf(risk, event, weights);
    double allEvents = 0;
    double allWeight = 0;
    for (const Tie &tie : ties) {
        allEvents += tie.events;
        allWeight += tie.weight;
    }
    std::vector<LiftBin> table;
    double eventsSoFar = 0;
    double weightSoFar = 0;
    for (std::int64_t k = 0; k < bins; ++k) {
        LiftBin bin;
        bin.n = double(n) / double(bins);
        double weight = 0;
        // Ranks counted in parts of 1 / bins, so that their ends are whole numbers.
        for (const Tie &tie : ties) {
            const std::int64_t from = std::max(tie.first * bins, k * n);
            const std::int64_t to = std::min((tie.first + tie.size) * bins, (k + 1) * n);
            if (to <= from)
                continue;
            const double share = double(to - from) / double(tie.size * bins);
            bin.events += share * tie.events;
            weight += share * tie.weight;
        }
        eventsSoFar += bin.events;
        weightSoFar += weight;
        bin.rate = bin.events / bin.n;
        if (allEvents > 0)
            bin.lift = bin.rate / (allEvents / double(n));
        const bool last = k + 1 == bins; // by definition all, whatever the sums' last bits
        bin.captured = shareOf(last ? allEvents : eventsSoFar, allEvents);
        if (!weights.empty())
            bin.capturedWeight = shareOf(last ? allWeight : weightSoFar, allWeight);
        table.push_back(bin);
    }
    return table;
}

} // namespace qd::statistics
