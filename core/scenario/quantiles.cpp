#include "core/scenario/quantiles.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::scenario {

namespace {

/// Puts the values of `ranks` (ascending, counted from the start of all values) where sorting would; `first` is the
/// rank of values.front().
void selectRanks(std::span<double> values, std::span<const std::size_t> ranks, std::size_t first)
{
    if (ranks.empty() || values.size() < 2)
        return;
    const std::size_t middle = ranks.size() / 2;
    const std::size_t at = ranks[middle] - first;
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    selectRanks(values.first(at), ranks.first(middle), first);
    selectRanks(values.subspan(at + 1), ranks.subspan(middle + 1), first + at + 1);
}

} // namespace

std::vector<double> quantiles(std::span<double> values, std::span<const double> shares)
{
    const std::size_t last = values.size() - 1;
    std::vector<std::size_t> ranks;
    for (const double share : shares) {
        const std::size_t rank = std::min(last, std::size_t(double(last) * share));
        ranks.push_back(rank);
        ranks.push_back(std::min(last, rank + 1));
    }
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    selectRanks(values, ranks, 0);

    std::vector<double> result;
    for (const double share : shares) {
        const double h = double(last) * share;
        const std::size_t rank = std::min(last, std::size_t(h));
        const double low = values[rank];
        result.push_back(low + (h - double(rank)) * (values[std::min(last, rank + 1)] - low));
    }
    return result;
}

Band bandOf(std::span<double> values)
{
    constexpr std::array<double, 3> percentiles{0.1, 0.5, 0.9};
    std::array<double, 9> shares{};
    for (std::size_t i = 0; i < percentiles.size(); ++i) {
        const double p = percentiles[i];
        const double deviation = std::sqrt(p * (1 - p) / double(values.size()));
        shares[3 * i] = std::max(0.0, p - deviation);
        shares[3 * i + 1] = p;
        shares[3 * i + 2] = std::min(1.0, p + deviation);
    }
    const std::vector<double> at = quantiles(values, shares);
    const auto percentile = [&](std::size_t i) { return Percentile{at[3 * i + 1], (at[3 * i + 2] - at[3 * i]) / 2}; };
    return {percentile(0), percentile(1), percentile(2)};
}

} // namespace qd::scenario
