#include "core/statistics/log_rank.h"
#include "core/statistics/chi_square.h"

#include <Eigen/Dense>

#include <algorithm>
#include <map>

namespace qd::statistics {

namespace {

/// Events observed and expected by group, and the covariances of the difference.
struct Sums {
    Eigen::VectorXd observed;
    Eigen::VectorXd expected;
    Eigen::MatrixXd covariance;

    explicit Sums(int groups)
        : observed(Eigen::VectorXd::Zero(groups))
        , expected(Eigen::VectorXd::Zero(groups))
        , covariance(Eigen::MatrixXd::Zero(groups, groups))
    {
    }
    /// One time: `events` and `atRisk` by group.
    void add(const Eigen::VectorXd &events, const Eigen::VectorXd &atRisk)
    {
        const double d = events.sum();
        const double n = atRisk.sum();
        const Eigen::VectorXd share = atRisk / n;
        observed += events;
        expected += d * share;
        if (n > 1) {
            const double spread = d * (n - d) / (n - 1);
            covariance.diagonal() += spread * share;
            covariance.noalias() -= spread * share * share.transpose();
        }
    }
};

/// Lives of one stratum by group.
void addStratum(const std::vector<std::vector<Life>> &byGroup, Sums &sums)
{
    std::map<double, Eigen::VectorXd> events;
    std::vector<RiskSet> risk;
    const auto groups = Eigen::Index(byGroup.size());
    for (Eigen::Index g = 0; g < groups; ++g) {
        risk.emplace_back(byGroup[std::size_t(g)]);
        for (const Life &life : byGroup[std::size_t(g)])
            if (life.event)
                events.try_emplace(life.time, Eigen::VectorXd::Zero(groups)).first->second(g) += 1;
    }
    Eigen::VectorXd atRisk(groups);
    for (const auto &[time, ended] : events) {
        for (Eigen::Index g = 0; g < groups; ++g)
            atRisk(g) = double(risk[std::size_t(g)].at(time));
        sums.add(ended, atRisk);
    }
}

} // namespace

std::optional<LogRankTest> logRank(
    std::span<const Life> lives, std::span<const int> group, std::span<const int> stratum, int groups)
{
    std::map<int, std::vector<std::vector<Life>>> strata;
    for (std::size_t i = 0; i < lives.size(); ++i) {
        auto &byGroup = strata[stratum.empty() ? 0 : stratum[i]];
        byGroup.resize(std::size_t(groups));
        byGroup[std::size_t(group[i])].push_back(lives[i]);
    }
    Sums sums(groups);
    for (const auto &[key, byGroup] : strata)
        addStratum(byGroup, sums);
    std::vector<int> counted;
    for (int g = 0; g < groups; ++g)
        if (sums.expected(g) > 0)
            counted.push_back(g);
    if (counted.size() < 2)
        return std::nullopt;
    LogRankTest test;
    test.degrees = int(counted.size()) - 1;
    counted.pop_back(); // the differences add up to 0, so that one of them says nothing
    const Eigen::MatrixXd covariance = sums.covariance(counted, counted);
    const Eigen::VectorXd difference = (sums.observed - sums.expected)(counted);
    const Eigen::FullPivLU<Eigen::MatrixXd> solver(covariance);
    if (!solver.isInvertible())
        return std::nullopt;
    test.chi2 = std::max(0.0, difference.dot(solver.solve(difference)));
    test.p = chiSquareTail(test.chi2, test.degrees);
    return test;
}

} // namespace qd::statistics
