#include "core/statistics/poisson_binomial.h"

namespace qd::statistics {

std::vector<double> poissonBinomial(std::span<const double> chances)
{
    std::vector<double> distribution(chances.size() + 1, 0.0);
    distribution[0] = 1;
    for (std::size_t trials = 0; trials < chances.size(); ++trials) {
        const double p = chances[trials];
        for (std::size_t k = trials + 1; k > 0; --k)
            distribution[k] = distribution[k] * (1 - p) + distribution[k - 1] * p;
        distribution[0] *= 1 - p;
    }
    return distribution;
}

int countQuantile(std::span<const double> distribution, double share)
{
    constexpr double Tolerance = 1e-12;
    double sum = 0;
    for (std::size_t k = 0; k < distribution.size(); ++k) {
        sum += distribution[k];
        if (sum >= share - Tolerance)
            return int(k);
    }
    return int(distribution.size()) - 1;
}

} // namespace qd::statistics
