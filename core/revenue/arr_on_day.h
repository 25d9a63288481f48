#pragma once
#include "core/portfolio/arr_book.h"
#include "core/revenue/grouping.h"

namespace qd::revenue {

/// ARR of one customer on a day.
struct CustomerArr {
    int account = -1; ///< directory index (the ultimate parent at parent grain)
    std::int64_t arr = 0; ///< base minor units, above 0
};

/// The customers behind a total of ARR: those with ARR above 0 on `day`, at the rates of that day, by directory index.
/// On a month's last day their sum is the `closing` of computeMovements() with the same grouping; its dimension is not
/// used. InvalidArgument for a filter that is none; NoRate, Overflow.
[[nodiscard]] Result<std::vector<CustomerArr>> arrOnDay(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Date day, const GroupingOptions &grouping);

} // namespace qd::revenue
