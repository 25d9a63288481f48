#include "core/statistics/logistic_regression.h"
#include "core/statistics/bounded_step.h"
#include "core/statistics/linear_dependence.h"

#include <algorithm>
#include <cmath>

namespace qd::statistics {

namespace {

/// ln(1 + e^x) without overflow, and without loss where e^x is small.
double softplus(double x)
{
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

double probability(double predictor)
{
    return predictor >= 0 ? 1 / (1 + std::exp(-predictor)) : std::exp(predictor) / (1 + std::exp(predictor));
}

/// The problem as matrices; coordinate 0 is the intercept.
class Objective {
public:
    explicit Objective(const LogisticProblem &problem)
        : m_ridge(problem.ridge)
        , m_design(Eigen::Index(problem.event.size()), Eigen::Index(problem.inputs.size()) + 1)
        , m_event(Eigen::Index(problem.event.size()))
        , m_offset(Eigen::VectorXd::Zero(m_event.size()))
    {
        m_design.col(0).setOnes();
        for (std::size_t j = 0; j < problem.inputs.size(); ++j)
            m_design.col(Eigen::Index(j) + 1) =
                Eigen::Map<const Eigen::VectorXd>(problem.inputs[j].data(), m_event.size());
        for (Eigen::Index i = 0; i < m_event.size(); ++i)
            m_event(i) = problem.event[std::size_t(i)] ? 1 : 0;
        if (!problem.offset.empty())
            m_offset = Eigen::Map<const Eigen::VectorXd>(problem.offset.data(), m_event.size());
    }

    [[nodiscard]] const Eigen::MatrixXd &design() const { return m_design; }
    [[nodiscard]] Eigen::VectorXd predictor(const Eigen::VectorXd &at) const { return m_offset + m_design * at; }
    [[nodiscard]] double value(const Eigen::VectorXd &at) const
    {
        const Eigen::VectorXd eta = predictor(at);
        double sum = 0;
        for (Eigen::Index i = 0; i < eta.size(); ++i)
            sum += softplus(m_event(i) > 0 ? -eta(i) : eta(i));
        return sum / double(eta.size()) + m_ridge / 2 * at.tail(at.size() - 1).squaredNorm();
    }
    void derivatives(const Eigen::VectorXd &at, Eigen::VectorXd &gradient, Eigen::MatrixXd &hessian) const
    {
        const Eigen::VectorXd p = predictor(at).unaryExpr([](double eta) { return probability(eta); });
        const Eigen::VectorXd weight = p.array() * (1 - p.array());
        const auto n = double(p.size());
        gradient = m_design.transpose() * (p - m_event) / n;
        hessian = m_design.transpose() * weight.asDiagonal() * m_design / n;
        gradient.tail(at.size() - 1) += m_ridge * at.tail(at.size() - 1);
        hessian.diagonal().tail(at.size() - 1).array() += m_ridge;
    }

private:
    double m_ridge;
    Eigen::MatrixXd m_design;
    Eigen::VectorXd m_event;
    Eigen::VectorXd m_offset;
};

/// How much of `step` is taken: the whole where it is short, else halved until the value falls enough.
double wayAlong(const Objective &objective, const Eigen::VectorXd &at, const Eigen::VectorXd &step, double slope)
{
    constexpr double Enough = 1e-4; // of the fall that the slope promises
    const double before = objective.value(at);
    const double rounding = 1e-14 * (1 + std::abs(before));
    double way = 1;
    for (int halvings = 0; halvings < 60; ++halvings, way /= 2)
        if (objective.value(at + way * step) <= before + Enough * way * slope + rounding)
            break;
    return way;
}

/// Whether the cases that are still in doubt under a fit determine its free coefficients. Where a direction only moves
/// cases that are told for certain, rounding has ended a walk that has no end.
bool isDetermined(const LogisticProblem &problem, const LogisticFit &fit)
{
    constexpr double Certain = 23; // a predictor that leaves p (1 - p) below 1e-10
    const std::vector<double> predictor = linearPredictor(problem, fit);
    std::vector<std::vector<double>> columns;
    for (std::size_t j = 0; j < problem.inputs.size(); ++j) {
        if (problem.atMostZero && fit.beta[j] == 0)
            continue;
        columns.emplace_back();
        for (std::size_t i = 0; i < predictor.size(); ++i)
            if (std::abs(predictor[i]) < Certain)
                columns.back().push_back(problem.inputs[j][i]);
    }
    return columns.empty() || (!columns.front().empty() && !firstDependentColumn(columns));
}

} // namespace

LogisticFit fitLogistic(const LogisticProblem &problem)
{
    LogisticFit fit;
    fit.beta.assign(problem.inputs.size(), 0);
    const auto events = std::count(problem.event.begin(), problem.event.end(), true);
    if (events == 0 || events == std::ptrdiff_t(problem.event.size()))
        return fit;
    if (problem.ridge == 0 && firstDependentColumn(problem.inputs)) {
        fit.state = LogisticFit::State::Dependent;
        return fit;
    }
    const Objective objective(problem);
    std::vector<bool> atMostZero(problem.inputs.size() + 1, problem.atMostZero);
    atMostZero[0] = false;
    Eigen::VectorXd at = Eigen::VectorXd::Zero(Eigen::Index(atMostZero.size()));
    Eigen::VectorXd gradient;
    Eigen::MatrixXd hessian;
    // Where coefficients grow without end each step moves some predictor by about 1, however often: the gradient
    // vanishes there, so that the step is what tells.
    constexpr int MostRounds = 100;
    constexpr double Short = 1e-3; // within reach of Newton's doubling of digits
    constexpr double Still = 1e-9;
    for (int round = 0; round < MostRounds && fit.state != LogisticFit::State::Converged; ++round) {
        objective.derivatives(at, gradient, hessian);
        const Eigen::VectorXd step = boundedMinimum(hessian, gradient, at, atMostZero) - at;
        const double moved = (objective.design() * step).cwiseAbs().maxCoeff();
        if (!std::isfinite(moved))
            break;
        const double way = moved > Short ? wayAlong(objective, at, step, gradient.dot(step)) : 1.0;
        if (way == 1.0)
            at += step; // exactly 0 where it is held
        else
            at += way * step;
        for (Eigen::Index j = 0; j < at.size(); ++j)
            if (atMostZero[std::size_t(j)])
                at(j) = std::min(at(j), 0.0);
        if (moved <= Still)
            fit.state = LogisticFit::State::Converged;
    }
    fit.intercept = at(0);
    for (std::size_t j = 0; j < fit.beta.size(); ++j)
        fit.beta[j] = at(Eigen::Index(j) + 1);
    if (problem.ridge == 0 && fit.state == LogisticFit::State::Converged && !isDetermined(problem, fit))
        fit.state = LogisticFit::State::Separable;
    return fit;
}

double logisticDeviance(const std::vector<double> &predictor, const std::vector<bool> &event)
{
    double deviance = 0;
    for (std::size_t i = 0; i < predictor.size(); ++i)
        deviance += 2 * softplus(event[i] ? -predictor[i] : predictor[i]);
    return deviance;
}

std::vector<double> linearPredictor(const LogisticProblem &problem, const LogisticFit &fit)
{
    std::vector<double> predictor(problem.event.size(), fit.intercept);
    for (std::size_t i = 0; i < predictor.size(); ++i) {
        if (!problem.offset.empty())
            predictor[i] += problem.offset[i];
        for (std::size_t j = 0; j < problem.inputs.size(); ++j)
            predictor[i] += fit.beta[j] * problem.inputs[j][i];
    }
    return predictor;
}

} // namespace qd::statistics
