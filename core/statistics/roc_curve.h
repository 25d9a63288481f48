#pragma once
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace qd::statistics {

/// How well a risk tells cases with an event from those without. Cases are parallel: a risk, high for those in danger,
/// and whether the event came. Sums run in the order of the cases.

/// The area under the ROC curve and what it is worth.
struct RocArea {
    double area = 0; ///< 0..1; 0.5 tells nothing
    /// Of the area, by DeLong; nothing with fewer than two events or two cases without.
    std::optional<double> variance = {};

    /// area +- Z95 (two_sided.h) standard deviations, clipped to 0..1; nothing without a variance.
    [[nodiscard]] std::optional<std::pair<double, double>> interval() const;
};

/// P(risk of a case with the event > risk of one without), ties counting one half: the Mann-Whitney statistic as a
/// share. Its variance is s10 / n1 + s01 / n0, the sample variances (divisor n - 1) of the placement values of the n1
/// events and n0 others (E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44, 1988; by ranks, X. Sun, W.
/// Xu, IEEE Signal Processing Letters 21, 2014). Nothing where either kind is missing. O(n log n).
[[nodiscard]] std::optional<RocArea> rocArea(std::span<const double> risk, const std::vector<bool> &event);

/// Two risks judged on the same cases.
struct RocComparison {
    double difference = 0; ///< area of the first - area of the second
    double z = 0; ///< difference / its standard deviation
    double p = 1; ///< two-sided
};
/// DeLong's test, which takes account of both risks having seen the same cases: the variance of the difference is that
/// of the differences of placement values. Nothing where rocArea() has no variance, or where the difference has none:
/// the two put the cases in the same order.
[[nodiscard]] std::optional<RocComparison> compareRocAreas(
    std::span<const double> first, std::span<const double> second, const std::vector<bool> &event);

/// The largest distance between the distribution functions of the risk among cases with and without the event, looked
/// at after each distinct risk (Kolmogorov-Smirnov), 0..1. Nothing where either kind is missing. O(n log n).
[[nodiscard]] std::optional<double> kolmogorovSmirnov(std::span<const double> risk, const std::vector<bool> &event);

} // namespace qd::statistics
