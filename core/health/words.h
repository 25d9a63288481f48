#pragma once
#include "core/health/why_moved.h"

namespace qd::health {

/// What people call the things of this room, once, for pages, charts and packs.

/// "Green", "Yellow", "Red", "Not scored"; for context Words.
[[nodiscard]] const char *colourName(HealthColour colour);
/// A part of what moved a score or a distribution: "Model", "Missing values", "Joiners and leavers", "Values", else the
/// signal of that name.
[[nodiscard]] Message partName(const std::string &part);
/// "left out", "counts 50", "counts the worst", "last of 14 days": what a signal without a value counts as.
[[nodiscard]] Message missingRule(const SignalModel &signal);

} // namespace qd::health
