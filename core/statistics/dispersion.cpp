#include "core/statistics/dispersion.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace qd::statistics {

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

std::optional<double> coefficientOfVariation(std::span<const double> values)
{
    if (values.empty())
        return std::nullopt;
    const double middle = mean(values);
    if (middle <= 0)
        return std::nullopt;
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    return std::sqrt(squares / double(values.size())) / middle;
}

std::optional<double> gini(std::span<const double> values)
{
    if (values.empty())
        return std::nullopt;
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    const double middle = mean(sorted);
    if (middle <= 0)
        return std::nullopt;
    const auto n = double(sorted.size());
    double weighed = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        weighed += (2.0 * double(i + 1) - n - 1) * sorted[i];
    return weighed / (n * n * middle);
}

} // namespace qd::statistics
