#include "core/statistics/share_difference.h"

#include "core/statistics/wilson_interval.h"

#include <cmath>

namespace qd::statistics {

std::optional<std::pair<double, double>> shareDifferenceInterval(int a, int m, int b, int n)
{
    const auto first = wilsonInterval(a, m);
    const auto second = wilsonInterval(b, n);
    if (!first || !second)
        return std::nullopt;
    const double p = double(a) / m;
    const double q = double(b) / n;
    const double below = std::hypot(p - first->first, second->second - q);
    const double above = std::hypot(first->second - p, q - second->first);
    return std::pair(p - q - below, p - q + above);
}

} // namespace qd::statistics
