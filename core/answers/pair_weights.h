#pragma once
#include "core/answers/identity_review.h"

#include <span>

namespace qd::answers {

/// How many pairs weigh how much. Pairs that were not weighed have no place in it.
struct PairHistogram {
    int from = 0; ///< where the first bin begins, in bits; each is one bit wide and includes its lower end
    std::vector<int> counts; ///< by bin, the first and the last not empty; empty without a pair
    int unweighed = 0;

    /// The upper end of the last bin.
    [[nodiscard]] int to() const { return from + int(counts.size()); }
    /// Of the fullest bin; 0 without a pair.
    [[nodiscard]] int most() const;
};
/// Linear in pairs.
[[nodiscard]] PairHistogram pairHistogram(std::span<const ReviewPair> pairs);

/// What two thresholds make of pairs: below the lower one no link, from the upper one on a link, between them for a
/// person. A pair that was not weighed stays out.
struct WeightZones {
    int below = 0;
    int between = 0;
    int above = 0;
    std::int64_t atStake = 0; ///< of those between: ARR x 2 min(P, 1 - P), base minor units; 0 where it is too large
    double wrongShare = 0; ///< of those above, to be expected where all are accepted; 0 of none
};
/// Weights in bits, `lower` not above `upper`. Linear in pairs.
[[nodiscard]] WeightZones zonesOf(std::span<const ReviewPair> pairs, double lower, double upper);
/// The pairs that weigh `upper` or more, in their order.
[[nodiscard]] std::vector<ReviewPair> pairsFrom(std::span<const ReviewPair> pairs, double upper);

/// The weight of a probability in bits, log2(P / (1 - P)); of 0 and less -30, of 1 and more 30.
[[nodiscard]] double weightOf(double probability);

} // namespace qd::answers
