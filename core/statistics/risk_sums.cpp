#include "core/statistics/risk_sums.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace qd::statistics {

/// Sums over lives of w, w x and w x x', w = exp(predictor). Of the last, which is its own mirror image, only what
/// stands on the diagonal and above it. The loops are written out: this is where all the time goes.
struct RiskSums::Weighed {
    double weight = 0;
    Eigen::VectorXd first;
    Eigen::MatrixXd second;

    explicit Weighed(Eigen::Index inputs)
        : first(Eigen::VectorXd::Zero(inputs))
        , second(Eigen::MatrixXd::Zero(inputs, inputs))
    {
    }
    /// `x` has a value for each input; below 0 `w` takes a life out again.
    void add(double w, const double *x)
    {
        weight += w;
        for (Eigen::Index j = 0; j < first.size(); ++j) {
            const double weighed = w * x[j];
            first(j) += weighed;
            for (Eigen::Index i = 0; i <= j; ++i)
                second(i, j) += weighed * x[i];
        }
    }
    void clear()
    {
        weight = 0;
        first.setZero();
        second.setZero();
    }
};

RiskSums::RiskSums(const CoxProblem &problem, const Eigen::MatrixXd &design)
    : m_problem(&problem)
    , m_design(&design)
    , m_rows(design)
{
    std::map<int, Stratum> strata;
    for (std::size_t i = 0; i < problem.lives.size(); ++i) {
        Stratum &stratum = strata[problem.stratum.empty() ? 0 : problem.stratum[i]];
        stratum.byTime.push_back(i);
        if (problem.lives[i].entry > 0)
            stratum.byEntry.push_back(i);
        m_events += problem.lives[i].event ? 1 : 0;
    }
    for (auto &[key, stratum] : strata) {
        std::stable_sort(stratum.byTime.begin(), stratum.byTime.end(),
            [&](std::size_t a, std::size_t b) { return problem.lives[a].time > problem.lives[b].time; });
        std::stable_sort(stratum.byEntry.begin(), stratum.byEntry.end(),
            [&](std::size_t a, std::size_t b) { return problem.lives[a].entry > problem.lives[b].entry; });
        m_strata.push_back(std::move(stratum));
    }
}

void RiskSums::eachEvent(const Eigen::VectorXd &coefficients, const std::function<void(const EventTerm &)> &use) const
{
    const Eigen::VectorXd predictor = *m_design * coefficients;
    for (const Stratum &stratum : m_strata)
        eachEventOf(stratum, predictor, use);
}

void RiskSums::eachEventOf(
    const Stratum &stratum, const Eigen::VectorXd &predictor, const std::function<void(const EventTerm &)> &use) const
{
    const Eigen::Index inputs = m_design->cols();
    double shift = 0; // so that no exponential overflows; it falls out of every ratio
    for (const std::size_t i : stratum.byTime)
        shift = std::max(shift, predictor(Eigen::Index(i)));
    const auto weightOf = [&](std::size_t i) { return std::exp(predictor(Eigen::Index(i)) - shift); };
    const auto rowOf = [&](std::size_t i) { return m_rows.data() + Eigen::Index(i) * inputs; };
    Weighed atRisk(inputs);
    Weighed ending(inputs);
    EventTerm term;
    term.covariance.resize(inputs, inputs);
    std::vector<std::size_t> tied;
    std::size_t left = 0; // in byEntry: taken out again
    for (std::size_t first = 0; first < stratum.byTime.size();) {
        term.time = m_problem->lives[stratum.byTime[first]].time;
        ending.clear();
        tied.clear();
        term.predictor = 0;
        term.inputs.setZero(inputs);
        std::size_t end = first;
        for (; end < stratum.byTime.size() && m_problem->lives[stratum.byTime[end]].time == term.time; ++end) {
            const std::size_t i = stratum.byTime[end];
            const double weight = weightOf(i);
            atRisk.add(weight, rowOf(i));
            if (!m_problem->lives[i].event)
                continue;
            tied.push_back(i);
            ending.add(weight, rowOf(i));
            term.predictor += predictor(Eigen::Index(i));
            term.inputs += Eigen::Map<const Eigen::VectorXd>(rowOf(i), inputs);
        }
        first = end;
        if (tied.empty())
            continue;
        for (; left < stratum.byEntry.size() && m_problem->lives[stratum.byEntry[left]].entry >= term.time; ++left)
            atRisk.add(-weightOf(stratum.byEntry[left]), rowOf(stratum.byEntry[left]));
        const auto events = double(tied.size());
        term.predictor /= events;
        term.inputs /= events;
        term.tied = tied;
        for (std::size_t k = 0; k < tied.size(); ++k) {
            const double gone = m_problem->ties == CoxTies::Efron ? double(k) / events : 0.0;
            const double weight = atRisk.weight - gone * ending.weight;
            term.logRisk = std::log(weight) + shift;
            term.mean = (atRisk.first - gone * ending.first) / weight;
            for (Eigen::Index j = 0; j < inputs; ++j)
                for (Eigen::Index i = 0; i <= j; ++i)
                    term.covariance(i, j) = term.covariance(j, i) =
                        (atRisk.second(i, j) - gone * ending.second(i, j)) / weight - term.mean(i) * term.mean(j);
            use(term);
        }
    }
}

PartialLikelihood RiskSums::at(const Eigen::VectorXd &coefficients) const
{
    const Eigen::Index inputs = m_design->cols();
    PartialLikelihood result{0, Eigen::VectorXd::Zero(inputs), Eigen::MatrixXd::Zero(inputs, inputs)};
    eachEvent(coefficients, [&](const EventTerm &term) {
        result.logarithm += term.predictor - term.logRisk;
        result.score += term.inputs - term.mean;
        result.information += term.covariance;
    });
    return result;
}

std::vector<std::optional<double>> RiskSums::proportionality(const Eigen::VectorXd &coefficients) const
{
    const SurvivalCurve all = kaplanMeier(m_problem->lives, SurvivalInterval::Plain);
    std::map<double, double> elapsed; // 1 - KM just before each time
    double before = 1;
    for (const SurvivalStep &step : all.steps()) {
        elapsed[step.time] = 1 - before;
        before = step.survival;
    }
    double middle = 0; // taken off, for the sake of digits: it changes nothing
    for (const SurvivalStep &step : all.steps())
        middle += double(step.events) * elapsed[step.time] / m_events;
    const Eigen::Index inputs = m_design->cols();
    Eigen::VectorXd score = Eigen::VectorXd::Zero(inputs); // of the coefficients of input x time
    Eigen::MatrixXd information = Eigen::MatrixXd::Zero(inputs, inputs);
    Eigen::MatrixXd shared = information; // with the coefficients of the inputs alone
    Eigen::MatrixXd own = information;
    eachEvent(coefficients, [&](const EventTerm &term) {
        const double time = elapsed[term.time] - middle;
        score += time * (term.inputs - term.mean);
        information += term.covariance;
        shared += time * term.covariance;
        own += time * time * term.covariance;
    });
    const Eigen::MatrixXd explained = shared * information.ldlt().solve(shared.transpose());
    std::vector<std::optional<double>> tests;
    for (Eigen::Index j = 0; j < inputs; ++j) {
        constexpr double Rounding = 1e-12;
        const double variance = own(j, j) - explained(j, j);
        tests.push_back(
            variance > Rounding * information(j, j) ? std::optional(score(j) * score(j) / variance) : std::nullopt);
    }
    return tests;
}

std::vector<CoxResidual> RiskSums::residuals(const Eigen::VectorXd &coefficients) const
{
    const Eigen::Index inputs = m_design->cols();
    Eigen::MatrixXd information = Eigen::MatrixXd::Zero(inputs, inputs);
    Eigen::VectorXd means = Eigen::VectorXd::Zero(inputs); // of the terms of one time so far
    std::size_t terms = 0;
    std::vector<CoxResidual> residuals;
    std::vector<Eigen::VectorXd> unscaled;
    eachEvent(coefficients, [&](const EventTerm &term) {
        information += term.covariance;
        means += term.mean;
        if (++terms < term.tied.size())
            return;
        for (const std::size_t i : term.tied) {
            residuals.push_back({i, term.time, {}});
            unscaled.emplace_back(m_design->row(Eigen::Index(i)).transpose() - means / double(terms));
        }
        means.setZero();
        terms = 0;
    });
    const auto solver = information.ldlt();
    for (std::size_t k = 0; k < residuals.size(); ++k) {
        const Eigen::VectorXd scaled = coefficients + m_events * solver.solve(unscaled[k]);
        residuals[k].values.assign(scaled.begin(), scaled.end());
    }
    std::ranges::sort(residuals, {}, [](const CoxResidual &each) { return std::pair(each.time, each.life); });
    return residuals;
}

} // namespace qd::statistics
