#pragma once
#include <optional>
#include <span>
#include <vector>

namespace qd::statistics {

/// How good forecast probabilities are. Cases are parallel: a probability in 0..1 and whether the event came; at least
/// one.

/// Where logarithms are taken, probabilities are held this far from 0 and 1.
inline constexpr double ProbabilityMargin = 1e-15;

/// Mean of (probability - event)^2 (G. W. Brier, 1950), 0..1; 0 is perfect.
[[nodiscard]] double brierScore(std::span<const double> probability, const std::vector<bool> &event);
/// Mean of -ln(probability given to what came), 0 or more.
[[nodiscard]] double logLoss(std::span<const double> probability, const std::vector<bool> &event);

/// The logistic regression of the event on logit(probability). Good probabilities have slope 1 and intercept 0; a slope
/// below 1 says that they are too extreme (D. R. Cox, Biometrika 45, 1958).
struct CalibrationLine {
    std::optional<double> slope; ///< nothing where probabilities do not vary, or tell events apart without an error
    std::optional<double> intercept; ///< as the slope
    std::optional<double> inTheLarge; ///< the intercept with the slope held at 1; nothing where only one outcome came
};
[[nodiscard]] CalibrationLine calibrationLine(std::span<const double> probability, const std::vector<bool> &event);

} // namespace qd::statistics
