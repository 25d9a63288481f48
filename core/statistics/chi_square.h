#pragma once

namespace qd::statistics {

/// The chi-square distribution with `degrees` degrees of freedom, by the incomplete gamma function of Boost.Math.

/// P(X > x), the p-value of a test; `degrees` above 0, `x` 0 or more.
[[nodiscard]] double chiSquareTail(double x, double degrees);
/// The value X stays below with probability `share`, which lies between 0 and 1; 0 without degrees of freedom, where X
/// is always 0.
[[nodiscard]] double chiSquareQuantile(double share, double degrees);

} // namespace qd::statistics
