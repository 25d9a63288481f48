#pragma once
#include <span>
#include <vector>

namespace qd::statistics {

/// The rank of each value in ascending order, counted from 0, equal values sharing the mean of theirs: multiples of one
/// half, exactly. O(n log n).
[[nodiscard]] std::vector<double> midRanks(std::span<const double> values);

} // namespace qd::statistics
