#include "core/statistics/cox_regression.h"
#include "core/statistics/risk_sums.h"

#include <algorithm>
#include <cmath>

namespace qd::statistics {

namespace {

/// Inputs less their means, over their deviations; a column of 0 where one does not vary.
struct Scaled {
    Eigen::MatrixXd design;
    Eigen::VectorXd deviation;

    explicit Scaled(const CoxProblem &problem)
        : design(Eigen::Index(problem.lives.size()), Eigen::Index(problem.inputs.size()))
        , deviation(design.cols())
    {
        for (Eigen::Index j = 0; j < design.cols(); ++j) {
            design.col(j) = Eigen::Map<const Eigen::VectorXd>(problem.inputs[std::size_t(j)].data(), design.rows());
            const bool varies = design.col(j).maxCoeff() > design.col(j).minCoeff();
            design.col(j).array() -= design.col(j).mean();
            deviation(j) = varies ? std::sqrt(design.col(j).squaredNorm() / double(design.rows())) : 1.0;
            if (varies)
                design.col(j) /= deviation(j);
            else
                design.col(j).setZero();
        }
    }
};

/// The first input on which the likelihood says nothing that those before it do not say, by the information where all
/// coefficients are 0; nothing where there is none.
std::optional<std::size_t> firstDependent(const Eigen::MatrixXd &information, double events)
{
    constexpr double Rounding = 1e-10; // standardised inputs bring about 1 for each event
    std::vector<int> before;
    for (int j = 0; j < int(information.cols()); ++j) {
        double left = information(j, j);
        if (!before.empty()) {
            const Eigen::MatrixXd known = information(before, before);
            const Eigen::VectorXd shared = information(before, j);
            left -= shared.dot(known.ldlt().solve(shared));
        }
        if (!(left > Rounding * events))
            return std::size_t(j);
        before.push_back(j);
    }
    return std::nullopt;
}

/// Where the likelihood is largest, and what it is there.
struct Maximum {
    Eigen::VectorXd at;
    PartialLikelihood likelihood;
};

/// Newton's walk from 0, where the likelihood is `here`; nothing where it has no end.
std::optional<Maximum> maximum(const RiskSums &sums, const Eigen::MatrixXd &design, PartialLikelihood here)
{
    constexpr int MostRounds = 100;
    constexpr double Short = 1e-3; // within reach of Newton's doubling of digits
    constexpr double Still = 1e-9;
    Eigen::VectorXd at = Eigen::VectorXd::Zero(design.cols());
    for (int round = 0; round < MostRounds; ++round) {
        Eigen::VectorXd step = here.information.ldlt().solve(here.score);
        const double moved = (design * step).cwiseAbs().maxCoeff();
        if (!std::isfinite(moved))
            return std::nullopt;
        PartialLikelihood next = sums.at(at + step);
        const double rounding = 1e-12 * (1 + std::abs(here.logarithm));
        for (int halvings = 0; moved > Short && halvings < 60 && !(next.logarithm >= here.logarithm - rounding);
             ++halvings) {
            step /= 2;
            next = sums.at(at + step);
        }
        at += step;
        here = std::move(next);
        if (moved <= Still)
            return Maximum{std::move(at), std::move(here)};
    }
    return std::nullopt;
}

/// Whether the information at the end still holds what it held at the beginning: where a coefficient goes on without
/// end it fades, until rounding ends the walk.
bool isDetermined(const Eigen::MatrixXd &information, const Eigen::MatrixXd &atZero)
{
    constexpr double Faded = 1e-9;
    const Eigen::VectorXd left = information.ldlt().vectorD();
    return left.minCoeff() > Faded * atZero.diagonal().maxCoeff();
}

} // namespace

CoxFit fitCox(const CoxProblem &problem)
{
    CoxFit fit;
    const Scaled scaled(problem);
    const RiskSums sums(problem, scaled.design);
    const Eigen::VectorXd zero = Eigen::VectorXd::Zero(scaled.design.cols());
    PartialLikelihood beginning = sums.at(zero);
    const Eigen::MatrixXd atZero = beginning.information;
    if (const auto dependent = firstDependent(atZero, sums.events())) {
        fit.state = CoxFit::State::Dependent;
        fit.dependent = *dependent;
        return fit;
    }
    const auto found = maximum(sums, scaled.design, std::move(beginning));
    if (!found)
        return fit;
    const Eigen::VectorXd &at = found->at;
    const PartialLikelihood &end = found->likelihood;
    if (!isDetermined(end.information, atZero))
        return fit;
    fit.state = CoxFit::State::Converged;
    fit.logLikelihood = end.logarithm;
    const Eigen::MatrixXd covariance = end.information.ldlt().solve(Eigen::MatrixXd::Identity(at.size(), at.size()));
    const std::vector<std::optional<double>> tests = sums.proportionality(at);
    for (Eigen::Index j = 0; j < at.size(); ++j)
        fit.inputs.push_back(
            {at(j) / scaled.deviation(j), std::sqrt(covariance(j, j)) / scaled.deviation(j), tests[std::size_t(j)]});
    if (problem.residuals) {
        fit.residuals = sums.residuals(at);
        for (CoxResidual &residual : fit.residuals)
            for (std::size_t j = 0; j < residual.values.size(); ++j)
                residual.values[j] /= scaled.deviation(Eigen::Index(j));
    }
    return fit;
}

} // namespace qd::statistics
