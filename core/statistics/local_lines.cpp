#include "core/statistics/local_lines.h"

#include <algorithm>
#include <cmath>

namespace qd::statistics {

namespace {

/// The line about `at`, read there, over the points [first, last].
double lineAt(
    const std::vector<double> &x, const std::vector<double> &y, double at, std::size_t first, std::size_t last)
{
    constexpr double Spread = 1e-3; // of all x: points closer than that have a mean but no slope
    const double reach = std::max(at - x[first], x[last] - at);
    double sum = 0;
    double meanX = 0;
    double meanY = 0;
    std::vector<double> weights(last + 1 - first);
    for (std::size_t j = first; j <= last; ++j) {
        const double near = std::abs(x[j] - at) / reach;
        const double kept = 1 - near * near * near;
        const double weight = near > 0.999 ? 0 : near <= 0.001 ? 1 : kept * kept * kept;
        weights[j - first] = weight;
        sum += weight;
        meanX += weight * x[j];
        meanY += weight * y[j];
    }
    meanX /= sum;
    meanY /= sum;
    double squares = 0;
    double products = 0;
    for (std::size_t j = first; j <= last; ++j) {
        squares += weights[j - first] / sum * (x[j] - meanX) * (x[j] - meanX);
        products += weights[j - first] / sum * (x[j] - meanX) * y[j];
    }
    if (std::sqrt(squares) <= Spread * (x.back() - x.front()))
        return meanY;
    return meanY + products / squares * (at - meanX);
}

} // namespace

std::vector<double> localLines(const std::vector<double> &x, const std::vector<double> &y, double share)
{
    const std::size_t n = x.size();
    if (n < 2)
        return y;
    const auto near = std::clamp(std::size_t(share * double(n) + 1e-7), std::size_t(2), n);
    std::vector<double> smooth;
    std::size_t first = 0;
    for (const double at : x) {
        while (first + near < n && at - x[first] > x[first + near] - at)
            ++first;
        smooth.push_back(lineAt(x, y, at, first, first + near - 1));
    }
    return smooth;
}

} // namespace qd::statistics
