#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// How much a signal of a model says of a day's accounts.
struct SignalUse {
    int segment = 0; ///< index in the model
    std::size_t place = 0; ///< of the signal in the segment
    int accounts = 0; ///< in the segment
    int present = 0; ///< of them with a value, of the day or by `last:N`
    std::optional<double> mean; ///< of the signal's scores, over the accounts that use it; nothing where none does
    std::optional<double> effectiveWeight; ///< mean over the accounts with a score; nothing where none has one

    [[nodiscard]] std::optional<double> share() const; ///< present / accounts
};

/// Of accounts scored by the model: segment by segment, signal by signal in the model's order.
[[nodiscard]] std::vector<SignalUse> signalUse(const HealthModel &model, std::span<const AccountScore> scores);

} // namespace qd::health
