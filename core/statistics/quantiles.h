#pragma once
#include <span>
#include <vector>

namespace qd::statistics {

/// A percentile of simulated values and how far off it may be for want of runs.
struct Percentile {
    double value = 0;
    double standardError = 0;
};

/// The 10th, 50th and 90th percentile.
struct PercentileBand {
    Percentile p10;
    Percentile p50;
    Percentile p90;
};

/// Quantiles by the rule called type 7 (Hyndman and Fan; the default of R and NumPy): with h = (n - 1) p, the value at
/// rank floor(h), counted from 0, plus h - floor(h) of the way to the next. `shares` in 0..1, `values` not empty.
/// Linear for values spread like simulated ones, never worse than sorting.
[[nodiscard]] std::vector<double> quantiles(std::span<const double> values, std::span<const double> shares);

/// Percentiles of independent runs. The standard error of the one at p is half the distance between the quantiles at
/// p - d and p + d, d = sqrt(p (1 - p) / n): how far one standard deviation of the number of runs below it moves it.
/// `values` not empty.
[[nodiscard]] PercentileBand percentileBand(std::span<const double> values);

} // namespace qd::statistics
