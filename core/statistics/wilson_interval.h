#pragma once
#include <optional>
#include <utility>

namespace qd::statistics {

/// Wilson score interval of a share at 95 % confidence, as fractions; nothing for n = 0.
/// Source: Wilson (1927); 9 of 12 gives 46.8 % to 91.1 %.
[[nodiscard]] std::optional<std::pair<double, double>> wilsonInterval(int successes, int n);
/// The same of a share, 0..1, that rests on as many cases as `n` independent ones: weighted cases have
/// n = (sum w)^2 / sum w^2. Nothing unless n is above 0.
[[nodiscard]] std::optional<std::pair<double, double>> wilsonInterval(double share, double n);

} // namespace qd::statistics
