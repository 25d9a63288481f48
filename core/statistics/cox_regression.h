#pragma once
#include "core/statistics/kaplan_meier.h"

#include <optional>
#include <vector>

namespace qd::statistics {

/// How events of one time share their risk set: each among all (Breslow), or on average among those not yet gone
/// (Efron).
enum class CoxTies { Efron, Breslow };

/// Lives, what may shorten them, and within which stratum they are compared.
struct CoxProblem {
    std::vector<Life> lives;
    std::vector<std::vector<double>> inputs; ///< a column each, parallel to the lives; at least one
    std::vector<int> stratum = {}; ///< parallel to the lives; empty for one stratum
    CoxTies ties = CoxTies::Efron;
    bool residuals = false; ///< whether CoxFit::residuals are wanted
};

/// One input of the fit.
struct CoxInput {
    double coefficient = 0; ///< of ln hazard, for one unit more
    double standardError = 0;
    /// Score test of a coefficient that changes with time as 1 - KM(t-), by which R's cox.zph() judges by default:
    /// chi-square with one degree of freedom. Missing where all events come at one time.
    std::optional<double> proportionality;
};

/// What one event says of each coefficient at its time: the scaled Schoenfeld residual (P. M. Grambsch and T. M.
/// Therneau, Biometrika 81, 1994), as R's cox.zph() gives it. Where hazards are proportional they scatter about the
/// coefficient at all times.
struct CoxResidual {
    std::size_t life = 0; ///< in the problem: whose event it is
    double time = 0;
    /// By input: its coefficient + events x row of the covariance of the coefficients x (inputs of the life - those of
    /// who is at risk, weighed by their hazard; among tied events the mean of what each is compared with).
    std::vector<double> values;
};

struct CoxFit {
    enum class State {
        Converged,
        Dependent, ///< `dependent` does not vary among those at risk, or follows from the inputs before it
        Unlimited, ///< a coefficient grows without end: an input tells who ends first without an error
    };
    State state = State::Unlimited;
    std::size_t dependent = 0; ///< input
    std::vector<CoxInput> inputs; ///< parallel to the problem's
    double logLikelihood = 0; ///< partial, at the coefficients
    std::vector<CoxResidual> residuals = {}; ///< one an event, by time, then life; where they are wanted
};

/// Cox's proportional hazards model (D. R. Cox, 1972): the maximum of the partial likelihood by Newton's method with
/// halved steps, on inputs standardised by mean and deviation; with ties after N. Breslow (1974) or B. Efron (1977),
/// with late entry (a life is in the risk sets after its entry) and strata. Ends once a step moves no life's ln hazard
/// by more than 1e-9, after taking it. Standard errors by the inverse of the observed information. The test of
/// proportional hazards is the score test of P. M. Grambsch and T. M. Therneau (1994), one input at a time, over all
/// strata together. At least one event. Sums run in the order of the lives. O(rounds x (n + events) x inputs^2 + n log
/// n).
[[nodiscard]] CoxFit fitCox(const CoxProblem &problem);

} // namespace qd::statistics
