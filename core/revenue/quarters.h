#pragma once
#include "core/revenue/movements.h"

namespace qd::revenue {

/// The movements of a fiscal quarter: those of its months added up.
struct QuarterMovements {
    FiscalQuarter quarter;
    Month first; ///< of the months that are added up; the last one is `sum.month`
    MovementRow sum; ///< opening of the first month, closing of the last one; its logos may have moved twice
};

/// One group's months, in their order and without a gap, by fiscal quarter; opening plus movements is closing to the
/// minor unit where that holds of each month and each opens as the one before closed. Overflow where 64 bits do not
/// hold a sum.
[[nodiscard]] Result<std::vector<QuarterMovements>> movementsByQuarter(
    const std::vector<MovementRow> &months, int fiscalYearStart);

} // namespace qd::revenue
