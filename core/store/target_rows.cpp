#include "core/store/target_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::store {

std::vector<TargetRow> targetRows(const Workspace &workspace)
{
    std::vector<TargetRow> targets;
    SQLite::Statement row(workspace.db(),
        "SELECT period, metric, value FROM targets WHERE coalesce(\"group\", '') IN ('', 'total') "
        "ORDER BY source, metric");
    while (row.executeStep())
        targets.push_back({textAt(row, 0), textAt(row, 1), row.getColumn(2).getDouble()});
    return targets;
}

} // namespace qd::store
