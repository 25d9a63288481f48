#include "core/store/action_rows.h"

#include "core/store/row_cursor.h"

namespace qd::store {

void forEachAction(const Workspace &workspace, const std::function<void(const ActionRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, action_id, account_id, \"trigger\", title, owner, opened_date, due_date, closed_date, status, "
        "outcome, closed_on, CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_source') END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_id') END FROM actions "
        "ORDER BY source, action_id");
    while (row.next()) {
        if (const auto opened = row.date(6))
            visit({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), *opened, row.date(7),
                row.date(8), row.text(9), row.text(10), row.date(11), row.text(12), row.text(13)});
    }
}

} // namespace qd::store
