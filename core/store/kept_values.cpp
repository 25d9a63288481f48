#include "core/store/kept_values.h"

#include "core/store/row_cursor.h"

namespace qd::store {

void forEachKeptValue(
    const Workspace &workspace, std::string_view entity, const std::function<void(const KeptValueRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, record_id, field, as_of, new_value FROM record_history WHERE entity = ? "
        "ORDER BY source, record_id, field, as_of, history_id");
    row.bind(1, std::string(entity));
    while (row.next()) {
        if (const auto asOf = row.date(3))
            visit({row.text(0), row.text(1), row.text(2), *asOf, row.text(4)});
    }
}

} // namespace qd::store
