#pragma once
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/pack/pulse_measures.h"

namespace qd::pack {

/// The page of the weekly pulse: trend, wins, risks and what to look at in words; health, renewals ahead, adoption and
/// work in figures, each row with its customers. Pure.
[[nodiscard]] Page pulsePage(
    const MonthMeasures &month, const PulseMeasures &pulse, const NarrativeHeight &heightOfText);

} // namespace qd::pack
