#pragma once
#include "core/health/why_moved.h"

#include <array>

namespace qd::health {

/// A step of what moved a distribution of colours.
struct StabilityStep {
    std::string step; ///< joiners_leavers, model, missing, inputs
    double psi = 0; ///< change of PSI against the first day's shares
};

/// How many accounts went from a colour to a colour, None among them.
struct Transition {
    HealthColour from = HealthColour::None;
    HealthColour to = HealthColour::None;
    int n = 0;
};

/// How far the colours of a book have moved between two days (CONTRACT-ROOMS section 2, "Stability"): raw colours of
/// the accounts with ARR above 0 on each day, over the bands green, yellow, red and none.
struct Stability {
    std::optional<double> psi; ///< nothing where either day has no accounts
    std::optional<double> limit; ///< what PSI stays below 95 times in 100 by chance
    int nFrom = 0;
    int nTo = 0;
    std::vector<StabilityStep> steps; ///< they add up to psi; empty without one
    std::vector<Transition> matrix; ///< all pairs of bands, of the accounts of both days
    std::optional<double> moved; ///< their share that changed colour; nothing where there are none
};

/// Errors as scoresOn().
[[nodiscard]] Result<Stability> stabilityOf(
    const ModelsOfDays &models, const signs::Signals &history, Date from, Date to);
/// The same of two days that are scored already, of the accounts they hold; `oldInputs` are oldInputsOf() them.
[[nodiscard]] Stability stabilityOf(const HealthModel &model, const DayScores &then, const DayScores &now,
    const std::vector<std::vector<SignalInput>> &oldInputs);

} // namespace qd::health
