#include "core/statistics/linear_dependence.h"

#include <Eigen/Dense>

namespace qd::statistics {

std::optional<std::size_t> firstDependentColumn(std::span<const std::vector<double>> columns)
{
    constexpr double Rounding = 1e-9; // of a column's own length
    std::vector<Eigen::VectorXd> directions;
    for (std::size_t j = 0; j < columns.size(); ++j) {
        Eigen::VectorXd left = Eigen::Map<const Eigen::VectorXd>(columns[j].data(), Eigen::Index(columns[j].size()));
        const double scale = left.norm();
        left.array() -= left.mean();
        // Twice: what the first round leaves over for rounding, the second takes away.
        for (int round = 0; round < 2; ++round)
            for (const Eigen::VectorXd &direction : directions)
                left -= direction.dot(left) * direction;
        if (!(left.norm() > Rounding * scale))
            return j;
        directions.push_back(left.normalized());
    }
    return std::nullopt;
}

} // namespace qd::statistics
