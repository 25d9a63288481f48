#pragma once
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace qd::statistics {

/// Cases of about the same forecast probability, and what became of them.
struct CalibrationBin {
    int n = 0;
    int events = 0;
    double predicted = 0; ///< mean probability
    double rate = 0; ///< events / n
    std::pair<double, double> interval; ///< of the rate, Wilson, 95 %
};

/// A reliability table: cases by rising probability in at most `most` bins, of which the k-th ends where it holds k n /
/// `most` cases or more. Cases of one probability stay together, so that no order among them matters and a forecast of
/// few distinct values has few bins. No bins without cases. Cases are parallel; probabilities are 0..1. O(n log n).
[[nodiscard]] std::vector<CalibrationBin> calibrationBins(
    std::span<const double> probability, const std::vector<bool> &event, int most = 10);

} // namespace qd::statistics
