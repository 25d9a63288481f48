#pragma once
#include <vector>

namespace qd::statistics {

/// Whether an event comes, explained by inputs: P(event) = 1 / (1 + exp(-(offset + intercept + sum beta_j x_j))).
struct LogisticProblem {
    std::vector<std::vector<double>> inputs; ///< a column each, all as long as `event`; none for an intercept alone
    std::vector<bool> event;
    std::vector<double> offset = {}; ///< added to each case's linear predictor as it is; empty for none
    double ridge = 0; ///< lambda, 0 or more
    bool atMostZero = false; ///< holds every beta at or below 0
};

struct LogisticFit {
    enum class State {
        Converged,
        Dependent, ///< without a penalty, and an input is made up of the others: no single best fit
        Separable, ///< without a penalty, and the inputs tell events apart so well that coefficients grow without end
    };
    State state = State::Separable;
    double intercept = 0;
    std::vector<double> beta; ///< parallel to the inputs; 0, exactly, where a bound holds it there
};

/// The minimum of -(1/n) log-likelihood + (ridge / 2) sum beta_j^2 over the intercept, which is free of penalty and
/// bound, and the betas. Newton's method with the exact second derivatives and backtracking; under bounds each step is
/// the exact minimum of the quadratic model within them, by an active set, so that the end fulfils the conditions of
/// Karush, Kuhn and Tucker: a gradient of 0 where beta < 0, none above 0 where it is held at 0. Ends once a step moves
/// no linear predictor by more than 1e-9, after taking it. Without events or without others there is no intercept:
/// Separable. Wants inputs of like size, such as standardised ones. Sums run in the order of the cases. O(rounds x n x
/// inputs^2).
[[nodiscard]] LogisticFit fitLogistic(const LogisticProblem &problem);

/// -2 log-likelihood of cases under linear predictors, summed; exact also where a probability is 0 or 1 but for
/// rounding.
[[nodiscard]] double logisticDeviance(const std::vector<double> &predictor, const std::vector<bool> &event);

/// offset + intercept + sum beta_j x_j of each case.
[[nodiscard]] std::vector<double> linearPredictor(const LogisticProblem &problem, const LogisticFit &fit);

} // namespace qd::statistics
