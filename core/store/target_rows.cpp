#include "core/store/target_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::store {

std::vector<TargetRow> targetRows(const Workspace &workspace)
{
    std::vector<TargetRow> targets = groupedTargetRows(workspace);
    std::erase_if(targets, [](const TargetRow &row) { return !row.group.empty(); });
    return targets;
}

std::vector<TargetRow> groupedTargetRows(const Workspace &workspace)
{
    std::vector<TargetRow> targets;
    SQLite::Statement row(workspace.db(),
        "SELECT period, metric, value, CASE WHEN \"group\" = 'total' THEN '' ELSE coalesce(\"group\", '') END "
        "FROM targets ORDER BY source, metric");
    while (row.executeStep())
        targets.push_back({textAt(row, 0), textAt(row, 1), row.getColumn(2).getDouble(), textAt(row, 3)});
    return targets;
}

} // namespace qd::store
