#pragma once
#include "core/portfolio/portfolio.h"
#include "core/reconcile/causes.h"

namespace qd::reconcile {

/// How far values may lie apart and still agree, where nobody says otherwise.
struct Tolerances {
    Tolerance amount; ///< of arr: 1.00 of the base currency, 0 %
    int renewalDays = 0;
    int startDays = 0;
};

/// The settings tolerance.arr, tolerance.renewal_date and tolerance.start_date over those defaults. A text that only
/// another program can have written counts as none; `qdeck check` names it.
[[nodiscard]] Tolerances tolerancesOf(const portfolio::Portfolio &portfolio);

} // namespace qd::reconcile
