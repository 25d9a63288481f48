#pragma once
#include <optional>
#include <span>

namespace qd::statistics {

/// The arithmetic mean. `values` not empty.
[[nodiscard]] double mean(std::span<const double> values);

/// Standard deviation (of all, not of a sample) / mean; 0 is perfectly even. Nothing without values or where their mean
/// is not above 0.
[[nodiscard]] std::optional<double> coefficientOfVariation(std::span<const double> values);

/// Gini's index of inequality, sum |x - y| over all pairs / (2 n^2 mean), for values of 0 and more: 0 where all are
/// equal, (n - 1) / n where one has everything. Nothing without values or where their mean is not above 0.
/// O(n log n): in ascending order the pairs' differences are counted by rank.
[[nodiscard]] std::optional<double> gini(std::span<const double> values);

} // namespace qd::statistics
