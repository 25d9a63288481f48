#pragma once
#include <span>

namespace qd::statistics {

/// Spearman's rank correlation of two rows of equal length, equal values sharing their mean rank; 0 when either does
/// not vary.
[[nodiscard]] double spearman(std::span<const double> x, std::span<const double> y);

} // namespace qd::statistics
