#include "core/reconcile/tolerances.h"

#include "core/store/settings.h"

namespace qd::reconcile {

Tolerances tolerancesOf(const portfolio::Portfolio &portfolio)
{
    const auto minorOf = [&portfolio](const Decimal &amount) {
        return Money::fromDecimal(amount, portfolio.currency()).value_or(Money()).minor;
    };
    constexpr Decimal OneUnit{1, 0};
    Tolerances tolerances{{minorOf(OneUnit), 0}, 0, 0};
    if (const auto amount = store::amountToleranceSetting(portfolio.setting("tolerance.arr")))
        tolerances.amount = {minorOf(amount->amount.value_or(OneUnit)), amount->percent};
    tolerances.renewalDays = store::dayToleranceSetting(portfolio.setting("tolerance.renewal_date")).value_or(0);
    tolerances.startDays = store::dayToleranceSetting(portfolio.setting("tolerance.start_date")).value_or(0);
    return tolerances;
}

} // namespace qd::reconcile
