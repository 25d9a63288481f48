#pragma once
#include <optional>
#include <utility>

namespace qd::statistics {

/// Wilson score interval of a share at 95 % confidence, as fractions; nothing for n = 0.
/// Source: Wilson (1927); 9 of 12 gives 46.8 % to 91.1 %.
[[nodiscard]] std::optional<std::pair<double, double>> wilsonInterval(int successes, int n);

} // namespace qd::statistics
