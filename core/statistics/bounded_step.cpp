#include "core/statistics/bounded_step.h"

#include <algorithm>

namespace qd::statistics {

namespace {

/// x with the free coordinates at the minimum and the others at 0.
Eigen::VectorXd minimumOver(const std::vector<int> &free, const Eigen::MatrixXd &hessian,
    const Eigen::VectorXd &gradient, const Eigen::VectorXd &at)
{
    // Solved for the steps, which are small near the end, rather than for x: what the held ones move is known.
    Eigen::VectorXd step = -at;
    step(free).setZero();
    const Eigen::VectorXd slope = gradient + hessian * step;
    const Eigen::MatrixXd part = hessian(free, free);
    step(free) = -part.ldlt().solve(slope(free));
    Eigen::VectorXd x = Eigen::VectorXd::Zero(at.size());
    x(free) = at(free) + step(free);
    return x;
}

} // namespace

Eigen::VectorXd boundedMinimum(const Eigen::MatrixXd &hessian, const Eigen::VectorXd &gradient,
    const Eigen::VectorXd &at, const std::vector<bool> &atMostZero)
{
    const auto size = int(at.size());
    const double tolerance = 1e-13 * (1 + gradient.cwiseAbs().maxCoeff());
    std::vector<bool> held(std::size_t(size), false);
    for (int j = 0; j < size; ++j)
        held[std::size_t(j)] = atMostZero[std::size_t(j)] && at(j) >= 0;
    Eigen::VectorXd x = at;
    for (int round = 0; round < 20 * size + 20; ++round) { // it ends by itself, unless rounding has it go in a circle
        std::vector<int> free;
        for (int j = 0; j < size; ++j)
            if (!held[std::size_t(j)])
                free.push_back(j);
        const Eigen::VectorXd wanted = minimumOver(free, hessian, gradient, at);
        double way = 1;
        int blocking = -1;
        for (const int j : free) {
            if (!atMostZero[std::size_t(j)] || wanted(j) <= 0)
                continue;
            const double reach = x(j) / (x(j) - wanted(j)); // 0 .. 1, as x <= 0 < wanted
            if (reach < way || blocking < 0) {
                way = reach;
                blocking = j;
            }
        }
        if (blocking >= 0) {
            x += way * (wanted - x);
            x(blocking) = 0;
            held[std::size_t(blocking)] = true;
            continue;
        }
        x = wanted;
        const Eigen::VectorXd slope = gradient + hessian * (x - at);
        int freed = -1;
        for (int j = 0; j < size; ++j)
            if (held[std::size_t(j)] && slope(j) > tolerance && (freed < 0 || slope(j) > slope(freed)))
                freed = j;
        if (freed < 0)
            break;
        held[std::size_t(freed)] = false;
    }
    return x;
}

} // namespace qd::statistics
