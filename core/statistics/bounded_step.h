#pragma once
#include <Eigen/Dense>

#include <vector>

namespace qd::statistics {

/// The minimum over x of g'(x - at) + (x - at)' H (x - at) / 2, H positive definite, with x_j <= 0 wherever
/// `atMostZero` has j; there `at` must fulfil that too. Without bounds it is Newton's at - H^-1 g. An active set:
/// coordinates held at 0 are set free where that lowers the value, and held again where a free one would rise above 0
/// (C. L. Lawson, R. J. Hanson, "Solving Least Squares Problems", 1974, chapter 23). What is held is 0 exactly.
[[nodiscard]] Eigen::VectorXd boundedMinimum(const Eigen::MatrixXd &hessian, const Eigen::VectorXd &gradient,
    const Eigen::VectorXd &at, const std::vector<bool> &atMostZero);

} // namespace qd::statistics
