#include "core/statistics/population_stability.h"
#include "core/statistics/chi_square.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::statistics {

std::optional<PopulationStability> populationStability(std::span<const double> from, std::span<const double> to)
{
    const double allFrom = std::accumulate(from.begin(), from.end(), 0.0);
    const double allTo = std::accumulate(to.begin(), to.end(), 0.0);
    if (!(allFrom > 0) || !(allTo > 0))
        return std::nullopt;
    const auto isEmpty = [](double count) { return count == 0; };
    const bool smoothed = std::any_of(from.begin(), from.end(), isEmpty) || std::any_of(to.begin(), to.end(), isEmpty);
    const double added = smoothed ? 0.5 : 0.0;
    const auto bands = double(from.size());
    PopulationStability result;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double p = (from[i] + added) / (allFrom + added * bands);
        const double q = (to[i] + added) / (allTo + added * bands);
        result.index += (p - q) * std::log(p / q);
    }
    result.limit = chiSquareQuantile(0.95, bands - 1) * (1 / allFrom + 1 / allTo);
    return result;
}

} // namespace qd::statistics
