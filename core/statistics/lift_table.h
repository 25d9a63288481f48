#pragma once
#include <optional>
#include <span>
#include <vector>

namespace qd::statistics {

/// One bin of cases in the order of falling risk.
struct LiftBin {
    double n = 0; ///< ranks it covers: cases / bins
    double events = 0; ///< of those ranks; a fraction where cases of equal risk lie across its ends
    double rate = 0; ///< events / n
    std::optional<double> lift; ///< rate / the rate of all cases; nothing without events
    std::optional<double> captured; ///< share of all events to the end of this bin
    std::optional<double> capturedWeight; ///< the same of the events' weights; nothing where they add up to 0
};

/// How many times as many events as in all there are among the riskiest: min(`most`, n) bins, bin k, counted from 0, of
/// the ranks (k n / bins, (k + 1) n / bins]. Cases of equal risk share their ranks evenly, so that no order among them
/// matters. `weights` parallel to the cases, 0 or more, or empty. No bins without cases. O(n log n).
[[nodiscard]] std::vector<LiftBin> liftTable(
    std::span<const double> risk, const std::vector<bool> &event, std::span<const double> weights, int most = 10);

} // namespace qd::statistics
