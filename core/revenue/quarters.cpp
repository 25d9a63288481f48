#include "core/revenue/quarters.h"

#include "core/base/checked_sum.h"
#include "core/revenue/customer_flows.h"

namespace qd::revenue {

namespace {

/// False where a sum does not fit.
bool add(MovementRow &sum, const MovementRow &month)
{
    sum.month = month.month;
    sum.closing = month.closing;
    sum.closingLogos = month.closingLogos;
    sum.newLogos += month.newLogos;
    sum.reactivatedLogos += month.reactivatedLogos;
    sum.churnedLogos += month.churnedLogos;
    return addTo(sum.newAmount, month.newAmount) && addTo(sum.reactivation, month.reactivation)
        && addTo(sum.expansion, month.expansion) && addTo(sum.contraction, month.contraction)
        && addTo(sum.churn, month.churn) && addTo(sum.fx, month.fx);
}

} // namespace

Result<std::vector<QuarterMovements>> movementsByQuarter(const std::vector<MovementRow> &months, int fiscalYearStart)
{
    std::vector<QuarterMovements> quarters;
    for (const MovementRow &month : months) {
        const FiscalQuarter quarter = FiscalQuarter::of(month.month, fiscalYearStart);
        if (quarters.empty() || quarters.back().quarter != quarter)
            quarters.push_back({quarter, month.month, month});
        else if (!add(quarters.back().sum, month))
            return flowsTooLarge(quarters.back().first, month.month);
    }
    return quarters;
}

} // namespace qd::revenue
