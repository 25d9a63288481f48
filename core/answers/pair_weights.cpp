#include "core/answers/pair_weights.h"

#include <algorithm>
#include <cmath>

namespace qd::answers {

namespace {

constexpr double MostBits = 30;

int binOf(const ReviewPair &pair)
{
    return int(std::floor(std::clamp(pair.weight, -MostBits, MostBits)));
}

} // namespace

int PairHistogram::most() const
{
    return counts.empty() ? 0 : std::ranges::max(counts);
}

PairHistogram pairHistogram(std::span<const ReviewPair> pairs)
{
    PairHistogram histogram;
    int last = 0;
    bool isFirst = true;
    for (const ReviewPair &pair : pairs) {
        if (!pair.weighed) {
            ++histogram.unweighed;
            continue;
        }
        histogram.from = isFirst ? binOf(pair) : std::min(histogram.from, binOf(pair));
        last = isFirst ? binOf(pair) : std::max(last, binOf(pair));
        isFirst = false;
    }
    if (isFirst)
        return histogram;
    histogram.counts.assign(std::size_t(last - histogram.from) + 1, 0);
    for (const ReviewPair &pair : pairs) {
        if (pair.weighed)
            ++histogram.counts[std::size_t(binOf(pair) - histogram.from)];
    }
    return histogram;
}

WeightZones zonesOf(std::span<const ReviewPair> pairs, double lower, double upper)
{
    WeightZones zones;
    Money atStake;
    bool fits = true;
    double wrong = 0;
    for (const ReviewPair &pair : pairs) {
        if (!pair.weighed)
            continue;
        if (pair.weight >= upper) {
            ++zones.above;
            wrong += 1 - pair.probability;
        } else if (pair.weight >= lower) {
            ++zones.between;
            const auto sum = atStake.plus(Money{pair.atStake, atStake.currency});
            fits = fits && sum.has_value();
            atStake = sum.value_or(atStake);
        } else {
            ++zones.below;
        }
    }
    zones.atStake = fits ? atStake.minor : 0;
    zones.wrongShare = zones.above == 0 ? 0 : wrong / zones.above;
    return zones;
}

std::vector<ReviewPair> pairsFrom(std::span<const ReviewPair> pairs, double upper)
{
    std::vector<ReviewPair> chosen;
    std::ranges::copy_if(pairs, std::back_inserter(chosen),
        [upper](const ReviewPair &pair) { return pair.weighed && pair.weight >= upper; });
    return chosen;
}

double weightOf(double probability)
{
    if (probability <= 0 || probability >= 1)
        return probability <= 0 ? -MostBits : MostBits;
    return std::clamp(std::log2(probability / (1 - probability)), -MostBits, MostBits);
}

} // namespace qd::answers
