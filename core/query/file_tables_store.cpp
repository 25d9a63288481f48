#include "core/query/file_tables_store.h"

#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::query {

FileTables fileTables(const store::Workspace &workspace)
{
    FileTables tables;
    SQLite::Statement names(workspace.db(),
        "SELECT m.name, c.name IS NOT NULL FROM sqlite_master m LEFT JOIN custom_table c ON c.name = m.name "
        "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND m.name NOT LIKE 'usage\\_%' ESCAPE '\\' "
        "UNION ALL SELECT 'usage', 0 UNION ALL SELECT 'usage_months', 0 ORDER BY 1");
    SQLite::Statement columns(workspace.db(), "SELECT name FROM pragma_table_info(?)");
    while (names.executeStep()) {
        KnownTable table{names.getColumn(0).getString(), {}};
        columns.bind(1, table.name);
        while (columns.executeStep())
            table.columns.push_back(columns.getColumn(0).getString());
        columns.reset();
        (names.getColumn(1).getInt() != 0 ? tables.custom : tables.own).push_back(std::move(table));
    }
    return tables;
}

} // namespace qd::query
