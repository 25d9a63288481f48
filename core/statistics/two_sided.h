#pragma once
#include <cmath>

namespace qd::statistics {

/// z of an interval at 95 % confidence.
inline constexpr double Z95 = 1.959963984540054;

/// P(|Z| > |z|) of a standard normal Z: the two-sided p-value of a test.
[[nodiscard]] inline double twoSidedP(double z)
{
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

} // namespace qd::statistics
