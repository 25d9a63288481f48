#include "core/query/workspace_tables.h"

#include "core/query/computed.h"
#include "core/query/query_store.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::query {

store::ComputedTable tableOf(const TableMeaning &meaning, std::function<ComputedResult(std::optional<Date>)> compute)
{
    store::ComputedTable table{meaning.name, {}, std::move(compute)};
    for (const ColumnMeaning &column : meaning.columns)
        table.columns.push_back({column.name, column.type});
    return table;
}

store::QueryExtras extrasFor(const store::Workspace &workspace, Progress &progress)
{
    store::QueryExtras extras;
    const auto add = [&](const TableMeaning &meaning, auto compute) {
        extras.tables.push_back(tableOf(meaning, [&workspace, &progress, compute](std::optional<Date> asOf) {
            return compute(TableSource{workspace, progress}, asOf);
        }));
    };
    add(customersMeaning(), customers);
    add(arrMonthsMeaning(), arrMonths);
    add(movementsMeaning(), movements);
    add(breaksMeaning(), breaks);
    add(renewalsMeaning(), renewals);
    extras.views = customerViews();
    addFunctions(extras, workspace.fiscalYearStart());
    return extras;
}

const std::vector<TableMeaning> &documentedTables()
{
    static const std::vector<TableMeaning> all = [] {
        std::vector<TableMeaning> tables = documentedViews();
        for (TableMeaning &computed :
            std::vector{customersMeaning(), arrMonthsMeaning(), movementsMeaning(), breaksMeaning(), renewalsMeaning()})
            tables.push_back(std::move(computed));
        std::sort(tables.begin(), tables.end(),
            [](const TableMeaning &a, const TableMeaning &b) { return std::string_view(a.name) < b.name; });
        return tables;
    }();
    return all;
}

} // namespace qd::query
