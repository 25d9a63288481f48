#include "core/statistics/rank_correlation.h"

#include "core/statistics/mid_ranks.h"

#include <cmath>
#include <vector>

namespace qd::statistics {

double spearman(std::span<const double> x, std::span<const double> y)
{
    const std::vector<double> ranksX = midRanks(x);
    const std::vector<double> ranksY = midRanks(y);
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
