#include "core/governance/governance_store.h"

#include "core/store/entity_rows.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::governance {

std::optional<std::int64_t> lastBatchWhenPrepared(
    const store::Workspace &workspace, const std::string &period, const std::string &left, const std::string &right)
{
    SQLite::Statement row(workspace.db(),
        "SELECT max(first) FROM (SELECT min(b.batch_id) AS first FROM signoff_file f JOIN import_batch b "
        "ON b.sha256 = f.sha256 AND b.state IS NULL WHERE f.signoff_id = (SELECT signoff_id FROM signoff "
        "WHERE period = ?1 AND left_source = ?2 AND right_source = ?3 ORDER BY version DESC LIMIT 1) "
        "GROUP BY f.sha256)");
    row.bind(1, period);
    row.bind(2, left);
    row.bind(3, right);
    if (!row.executeStep() || row.getColumn(0).isNull())
        return std::nullopt;
    return row.getColumn(0).getInt64();
}

std::unordered_map<std::string, RecordPlace> recordPlaces(
    const store::Workspace &workspace, const store::Entity &entity, const std::string &source)
{
    std::string key;
    for (const std::string &column : store::keyColumns(entity))
        key += (key.empty() ? "\"" : " || ' ' || \"") + column + '"';
    store::RowCursor row(workspace,
        "SELECT " + key + ", " + (entity.isOfAccounts() ? "account_id" : "''") + ", batch_id, line FROM \""
            + std::string(entity.name) + "\" WHERE source = ?1");
    row.bind(1, source);
    std::unordered_map<std::string, RecordPlace> places;
    while (row.next())
        places.emplace(row.text(0), RecordPlace{std::string(row.text(1)), row.integer(2), int(row.integer(3))});
    return places;
}

} // namespace qd::governance
