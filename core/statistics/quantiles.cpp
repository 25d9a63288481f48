#include "core/statistics/quantiles.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::statistics {

namespace {

constexpr std::size_t Buckets = 2048;

/// Finds the values at some ranks without sorting the others: values are counted into buckets of equal width, which
/// keep their order, and only buckets that hold a wanted rank are sorted.
class RankedValues {
public:
    RankedValues(std::span<const double> values, const std::vector<std::size_t> &ranks)
    {
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        m_least = *least;
        m_perBucket = double(Buckets - 1) / (*greatest - *least);
        if (!(m_perBucket > 0) || !std::isfinite(m_perBucket)) // all equal, or an infinite range: one bucket
            m_perBucket = 0;
        for (const double value : values)
            ++m_first[bucketOf(value) + 1];
        for (std::size_t i = 0; i < Buckets; ++i)
            m_first[i + 1] += m_first[i];
        for (const std::size_t rank : ranks)
            m_wanted[bucketOfRank(rank)] = true;
        for (const double value : values) {
            if (const std::size_t bucket = bucketOf(value); m_wanted[bucket])
                m_sorted[bucket].push_back(value);
        }
        for (std::vector<double> &bucket : m_sorted)
            std::sort(bucket.begin(), bucket.end());
    }

    /// The value at one of the ranks asked for.
    [[nodiscard]] double at(std::size_t rank) const
    {
        const std::size_t bucket = bucketOfRank(rank);
        return m_sorted[bucket][rank - m_first[bucket]];
    }

private:
    [[nodiscard]] std::size_t bucketOf(double value) const
    {
        return m_perBucket > 0 ? std::min(Buckets - 1, std::size_t((value - m_least) * m_perBucket)) : 0;
    }
    [[nodiscard]] std::size_t bucketOfRank(std::size_t rank) const
    {
        return std::size_t(std::upper_bound(m_first.begin(), m_first.end(), rank) - m_first.begin()) - 1;
    }

    double m_least = 0;
    double m_perBucket = 0;
    std::vector<std::size_t> m_first = std::vector<std::size_t>(Buckets + 1); ///< rank of each bucket's first value
    std::array<bool, Buckets> m_wanted{};
    std::vector<std::vector<double>> m_sorted = std::vector<std::vector<double>>(Buckets);
};

} // namespace

std::vector<double> quantiles(std::span<const double> values, std::span<const double> shares)
{
    const std::size_t last = values.size() - 1;
    std::vector<std::size_t> ranks;
    for (const double share : shares) {
        ranks.push_back(std::min(last, std::size_t(double(last) * share)));
        ranks.push_back(std::min(last, ranks.back() + 1));
    }
    const RankedValues ranked(values, ranks);
    std::vector<double> result;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double low = ranked.at(ranks[2 * i]);
        const double way = double(last) * shares[i] - double(ranks[2 * i]);
        result.push_back(low + way * (ranked.at(ranks[2 * i + 1]) - low));
    }
    return result;
}

PercentileBand percentileBand(std::span<const double> values)
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

} // namespace qd::statistics
