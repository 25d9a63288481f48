#pragma once
#include <optional>
#include <utility>

namespace qd::statistics {

/// Interval of the difference of two independent shares, a/m - b/n, at 95 % confidence, from the Wilson intervals of
/// both; nothing where one of them is of nobody.
/// Source: Newcombe (1998), method 10; 56 of 70 less 48 of 80 gives 0.0524 to 0.3339.
[[nodiscard]] std::optional<std::pair<double, double>> shareDifferenceInterval(int a, int m, int b, int n);

} // namespace qd::statistics
