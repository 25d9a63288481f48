#include "core/statistics/wilson_interval.h"
#include "core/statistics/normal_quantile.h"

#include <cmath>

namespace qd::statistics {

std::optional<std::pair<double, double>> wilsonInterval(int successes, int n)
{
    return n <= 0 ? std::nullopt : wilsonInterval(double(successes) / n, double(n));
}

std::optional<std::pair<double, double>> wilsonInterval(double share, double n)
{
    if (!(n > 0))
        return std::nullopt;
    const double z = normalQuantile(0.975);
    const double p = share;
    const double z2 = z * z;
    const double middle = p + z2 / (2.0 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    const double scale = 1 + z2 / n;
    // At the ends the limits are 0 and 1 themselves; rounding would go past them.
    return std::pair(p <= 0 ? 0.0 : (middle - half) / scale, p >= 1 ? 1.0 : (middle + half) / scale);
}

} // namespace qd::statistics
