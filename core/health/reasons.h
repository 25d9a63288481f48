#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// What a signal takes from a score: effective weight x (the highest score of its bands - its score); of a `points`
/// model the difference alone.
struct Reason {
    std::size_t place = 0; ///< of the signal in the segment
    SignalScore part;
    double lost = 0; ///< in points of the score
};

/// The parts of an account's score in the model's order, those left out too; empty for an account of no segment.
[[nodiscard]] std::vector<Reason> partsOf(const HealthModel &model, const AccountScore &score);
/// Those that take something, the most first, of equals in the model's order.
[[nodiscard]] std::vector<Reason> reasonsOf(const HealthModel &model, const AccountScore &score);

} // namespace qd::health
