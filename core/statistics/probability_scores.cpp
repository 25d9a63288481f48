#include "core/statistics/probability_scores.h"
#include "core/statistics/logistic_regression.h"

#include <algorithm>
#include <cmath>

namespace qd::statistics {

namespace {

double withinMargin(double probability)
{
    return std::clamp(probability, ProbabilityMargin, 1 - ProbabilityMargin);
}

} // namespace

double brierScore(std::span<const double> probability, const std::vector<bool> &event)
{
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double miss = probability[i] - (event[i] ? 1 : 0);
        sum += miss * miss;
    }
    return sum / double(probability.size());
}

double logLoss(std::span<const double> probability, const std::vector<bool> &event)
{
    double sum = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        const double p = withinMargin(probability[i]);
        sum -= std::log(event[i] ? p : 1 - p);
    }
    return sum / double(probability.size());
}

CalibrationLine calibrationLine(std::span<const double> probability, const std::vector<bool> &event)
{
    std::vector<double> logit;
    for (const double given : probability) {
        const double p = withinMargin(given);
        logit.push_back(std::log(p / (1 - p)));
    }
    CalibrationLine line;
    const LogisticFit free = fitLogistic({.inputs = {logit}, .event = event});
    if (free.state == LogisticFit::State::Converged) {
        line.slope = free.beta[0];
        line.intercept = free.intercept;
    }
    const LogisticFit held = fitLogistic({.inputs = {}, .event = event, .offset = logit});
    if (held.state == LogisticFit::State::Converged)
        line.inTheLarge = held.intercept;
    return line;
}

} // namespace qd::statistics
