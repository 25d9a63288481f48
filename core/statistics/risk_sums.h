#pragma once
#include "core/statistics/cox_regression.h"

#include <Eigen/Dense>

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace qd::statistics {

/// ln of Cox's partial likelihood, its gradient and its negative second derivatives.
struct PartialLikelihood {
    double logarithm = 0;
    Eigen::VectorXd score;
    Eigen::MatrixXd information;
};

/// The lives of a Cox problem in the order in which risk sets grow and shrink, event time by event time.
class RiskSums {
public:
    /// `design`: the inputs as they enter, a row a life. Both must outlive this.
    RiskSums(const CoxProblem &problem, const Eigen::MatrixXd &design);

    [[nodiscard]] double events() const { return m_events; }
    [[nodiscard]] PartialLikelihood at(const Eigen::VectorXd &coefficients) const;
    /// For each input the score test that its coefficient changes with 1 - KM(t-) of all lives (CoxInput).
    [[nodiscard]] std::vector<std::optional<double>> proportionality(const Eigen::VectorXd &coefficients) const;
    /// The scaled Schoenfeld residuals of the inputs as they enter (CoxResidual).
    [[nodiscard]] std::vector<CoxResidual> residuals(const Eigen::VectorXd &coefficients) const;

private:
    /// An event among those at risk: under Efron each of tied ones sees a share of the others already gone.
    struct EventTerm {
        double time = 0;
        double predictor = 0; ///< of the lives that end, their mean
        Eigen::VectorXd inputs; ///< the same
        double logRisk = 0; ///< ln of the sum of exp(predictor) over those at risk
        Eigen::VectorXd mean; ///< inputs of those at risk, weighed by exp(predictor)
        Eigen::MatrixXd covariance; ///< the same
        std::span<const std::size_t> tied; ///< whose events of the stratum come at this time; a term for each
    };
    /// One stratum: indexes of its lives.
    struct Stratum {
        std::vector<std::size_t> byTime; ///< the latest first
        std::vector<std::size_t> byEntry; ///< of those who come late, the latest first
    };
    struct Weighed;

    void eachEvent(const Eigen::VectorXd &coefficients, const std::function<void(const EventTerm &)> &use) const;
    void eachEventOf(const Stratum &stratum, const Eigen::VectorXd &predictor,
        const std::function<void(const EventTerm &)> &use) const;

    const CoxProblem *m_problem;
    const Eigen::MatrixXd *m_design;
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> m_rows; ///< the same, a life after the other
    std::vector<Stratum> m_strata;
    double m_events = 0;
};

} // namespace qd::statistics
