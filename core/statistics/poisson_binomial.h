#pragma once
#include <span>
#include <vector>

namespace qd::statistics {

/// How likely each number of successes is among independent trials, each with a chance of its own in 0..1: element k is
/// P(N = k), one element more than there are trials. One trial after another is added to the distribution of those
/// before it, so that nothing is drawn and nothing subtracted. Quadratic: 10,000 trials take a tenth of a second.
[[nodiscard]] std::vector<double> poissonBinomial(std::span<const double> chances);

/// The least k with P(N <= k) >= `share`, met within 1e-12, so that the last digit of a sum decides nothing. Of a
/// distribution that is not empty; its last k where rounding leaves the sum short.
[[nodiscard]] int countQuantile(std::span<const double> distribution, double share);

} // namespace qd::statistics
