#pragma once
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/revenue/quarters.h"

namespace qd::pack {

/// The fiscal quarter of a pack's month up to that month, and the four before it.
struct QuarterMeasures {
    std::vector<revenue::QuarterMovements>
        quarters; ///< the pack's last; those before it in which there was no ARR left out
    std::vector<revenue::RetentionPoint> rates; ///< of the twelve months to the end of each
};

/// Measures the customers for which the filters of `month` hold, as known on its day. Errors as computeMovements(),
/// movementsByQuarter() and retentionTrend().
[[nodiscard]] Result<QuarterMeasures> measureQuarters(
    const portfolio::Portfolio &portfolio, const MonthMeasures &month, Progress &progress);

/// "2026Q3", the fiscal quarter that holds `last`; "2026Q3 to Aug 26" where it goes on after it.
[[nodiscard]] Message quarterName(Month last, int fiscalYearStart);

/// The quarter's bridge, and movements and rates of five quarters; pure.
[[nodiscard]] Page quarterPage(const MonthMeasures &month, const QuarterMeasures &measures);

} // namespace qd::pack
