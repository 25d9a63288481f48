#pragma once
#include "core/health/shown_colours.h"

namespace qd::health {

/// Who has a better or a worse colour than on an earlier day, by directory index.
struct ColourShift {
    std::vector<int> better;
    std::vector<int> worse;
};

/// Of the accounts for which `within` holds, by index: those whose scores' own colours, never an override's, differ and
/// are there on both days.
[[nodiscard]] ColourShift colourShift(
    const DayColours &then, const DayColours &now, const std::function<bool(int account)> &within);

} // namespace qd::health
