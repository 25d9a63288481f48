#include "core/statistics/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace qd::statistics {

namespace {

std::vector<double> ranksOf(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t i = first; i < end; ++i)
            ranks[order[i]] = double(first + end - 1) / 2;
        first = end;
    }
    return ranks;
}

} // namespace

double spearman(std::span<const double> x, std::span<const double> y)
{
    const std::vector<double> ranksX = ranksOf(x);
    const std::vector<double> ranksY = ranksOf(y);
    const double mean = double(x.size() - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < ranksX.size(); ++i) {
        xy += (ranksX[i] - mean) * (ranksY[i] - mean);
        xx += (ranksX[i] - mean) * (ranksX[i] - mean);
        yy += (ranksY[i] - mean) * (ranksY[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

} // namespace qd::statistics
