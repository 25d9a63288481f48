#pragma once
#include "core/scenario/base_figures.h"
#include "core/scenario/lever_board.h"
#include "core/scenario/parameters.h"

#include <QString>

namespace qd::ui {

/// How the value of a lever is written: value x factor, decimals, unit.
struct LeverFormat {
    double factor = 1;
    int decimals = 0;
    QString unit; ///< "%", "h", "FTE", "mo"; nothing for counts and money
    QString noneText = {}; ///< what 0 is, where it takes the lever away: "no limit"
};

/// "Churn, a year"; "Hires, March 2027".
[[nodiscard]] QString leverTitle(const scenario::Lever &lever);
/// "Enterprise churn": for the tornado and the difference by lever.
[[nodiscard]] QString leverShortName(const scenario::Lever &lever);
/// The heading it stands under: its segment, "People", "Uncertainty".
[[nodiscard]] QString leverSection(const scenario::Lever &lever);
[[nodiscard]] LeverFormat leverFormat(const scenario::Lever &lever);
/// "18.3 %", "0.79 h".
[[nodiscard]] QString leverValueText(const scenario::Lever &lever, double value);
/// "measured", "assumed" or "stated": who says what the lever's base value is.
[[nodiscard]] QString originText(const std::vector<scenario::ValueOrigin> &origins, const scenario::Lever &lever);

} // namespace qd::ui
