#pragma once
#include "core/health/scoring.h"

namespace qd::health {

/// Why a model gives an account another colour than another model does.
struct EffectReason {
    enum class Kind {
        Signal, ///< one that takes another part of the score, the most of those that pull where the score went
        Bounds, ///< the score did not go where the colour went: its bounds are others
        Coverage, ///< only one of the models has a score of it
    };
    Kind kind = Kind::Bounds;
    signs::Signal signal = {}; ///< of Kind::Signal, as the next two
    SignalInput input = {}; ///< as the new model sees it; as the old one does where the new one leaves the signal out
    double change = 0; ///< points of the score
};

/// The account scored by both models on one day. What a signal takes from a score is its effective weight x (100 - its
/// score), so that of `weighted` models the changes of all signals add up to the change of the unrounded score; of
/// `worst_of` it is 100 - the score of the first of the lowest, of `points` the highest of its bands - its score.
[[nodiscard]] EffectReason effectReason(
    const HealthModel &before, const AccountScore &old, const HealthModel &after, const AccountScore &now);

} // namespace qd::health
