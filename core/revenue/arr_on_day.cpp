#include "core/revenue/arr_on_day.h"

#include "core/revenue/arr_cells.h"

#include <algorithm>

namespace qd::revenue {

Result<std::vector<CustomerArr>> arrOnDay(
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, Date day, const GroupingOptions &grouping)
{
    GroupingOptions ungrouped = grouping;
    ungrouped.by.clear();
    const auto units = groupAccounts(portfolio, ungrouped);
    if (!units)
        return units.error();
    const ArrCells cells = totalCells(book, *units);
    const auto values = cellValues(book, cells, day, day);
    if (!values)
        return values.error();
    std::vector<CustomerArr> customers;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if ((*values)[cell] > 0)
            customers.push_back({cells.unitOfCell[cell], (*values)[cell]});
    }
    std::sort(customers.begin(), customers.end(),
        [](const CustomerArr &a, const CustomerArr &b) { return a.account < b.account; });
    return customers;
}

} // namespace qd::revenue
