#pragma once
#include "core/explain/explanation.h"

namespace qd::explain {

/// What people call a figure: "NRR", "Bridge: timing", "Survival, 365 days".
[[nodiscard]] Message titleOf(const ExplainedMetric &metric);
/// Of what a customer's numerator is: "Kept", "Left", "Renewed", "Amount" ...
[[nodiscard]] Message numeratorName(const ExplainedMetric &metric);
/// "Due" of renewals, else "At the start".
[[nodiscard]] Message denominatorName(const ExplainedMetric &metric);
/// What a row adds to: "start" of "opening", "first system" of "left"; empty for a row that adds to nothing.
[[nodiscard]] Message endName(std::string_view end);
/// "2025-10 to 2026-10" in the form of months and days that whoever shows it has; the day of a figure of a day.
[[nodiscard]] Message windowName(const ExplainedWindow &window);

} // namespace qd::explain
