#pragma once
#include "core/health/health_model.h"

namespace qd::health {

/// A model as M.json writes it (CONTRACT-ROOMS section 3), which healthModelFromText() reads as the same model. What
/// has its default is left out but for weights and bounds.
[[nodiscard]] std::string textOf(const HealthModel &model);

/// What a signal counts as without a value.
struct MissingChoice {
    MissingRule rule = MissingRule::Drop;
    int lastDays = 0; ///< of MissingRule::Last
};
/// "drop", "neutral", "worst", "last:14".
[[nodiscard]] std::string missingText(const SignalModel &signal);
/// Of such a text; nothing for another one, and for days below 1 or above ten years.
[[nodiscard]] std::optional<MissingChoice> missingChoice(std::string_view text);

/// Sentences about a text that is none of these; `where` begins them.
[[nodiscard]] Message unknownMissing(const Message::Value &where, const std::string &text);
/// With the nearest name there is, or all of them.
[[nodiscard]] Message unknownSignal(const Message::Value &where, const std::string &name);

} // namespace qd::health
