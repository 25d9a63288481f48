#include "core/explain/explain_store.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

namespace qd::explain {

namespace {

using store::textAt;

/// The sheet among the options that end a batch's mapping; JSON stands before them.
std::string sheetOf(const std::string &mapping)
{
    constexpr std::string_view Option = " --sheet ";
    const auto json = mapping.rfind('}');
    const auto at = mapping.find(Option, json == std::string::npos ? 0 : json);
    if (at == std::string::npos)
        return {};
    const auto from = at + Option.size();
    return mapping.substr(from, mapping.find(" --", from) - from);
}

std::string keyColumn(std::string_view entity)
{
    return entity == "subscriptions" ? "subscription_id" : "account_id";
}

void bindKey(SQLite::Statement &query, const RecordKey &record)
{
    query.bind(1, std::string(record.source));
    query.bind(2, std::string(record.id));
}

} // namespace

BatchOrigin originOf(const store::Workspace &workspace, std::int64_t batch)
{
    SQLite::Statement row(workspace.db(), "SELECT file, sha256, mapping, profile FROM import_batch WHERE batch_id = ?");
    row.bind(1, batch);
    if (!row.executeStep())
        return {};
    return {textAt(row, 0), textAt(row, 1), sheetOf(textAt(row, 2)), textAt(row, 3)};
}

std::optional<Date> dayOf(const store::Workspace &workspace, std::int64_t batch)
{
    SQLite::Statement row(workspace.db(), "SELECT as_of FROM import_batch WHERE batch_id = ?");
    row.bind(1, batch);
    return row.executeStep() ? store::dateAt(row, 0) : std::nullopt;
}

int lineIn(const store::Workspace &workspace, const RecordKey &record, std::int64_t batch)
{
    SQLite::Statement present(workspace.db(),
        "SELECT line FROM " + std::string(record.entity) + " WHERE source = ?1 AND " + keyColumn(record.entity)
            + " = ?2 AND batch_id = ?3");
    bindKey(present, record);
    present.bind(3, batch);
    if (present.executeStep())
        return present.getColumn(0).getInt();
    SQLite::Statement former(workspace.db(),
        "SELECT json_extract(i.image, '$.line') FROM import_batch b JOIN row_image i ON i.batch_id = b.batch_id "
        "AND i.table_name = ?4 AND i.record = json_array(?2) WHERE b.source = ?1 AND b.batch_id > ?3 "
        "AND json_extract(i.image, '$.batch_id') = ?3 ORDER BY b.batch_id LIMIT 1");
    bindKey(former, record);
    former.bind(3, batch);
    former.bind(4, std::string(record.entity));
    return former.executeStep() ? former.getColumn(0).getInt() : 0;
}

std::optional<std::int64_t> batchOfAnnual(
    const store::Workspace &workspace, std::string_view source, std::string_view id, const std::string &day)
{
    SQLite::Statement entry(workspace.db(),
        "SELECT coalesce(known_batch, batch_id) FROM record_history WHERE source = ?1 AND entity = 'subscriptions' "
        "AND record_id = ?2 AND field = 'annual' ORDER BY as_of > ?3, CASE WHEN as_of <= ?3 THEN as_of END DESC, "
        "as_of, "
        "history_id DESC LIMIT 1");
    bindKey(entry, {"subscriptions", source, id});
    entry.bind(3, day);
    return entry.executeStep() ? store::integerAt(entry, 0) : std::nullopt;
}

void forEachAccountRow(const store::Workspace &workspace, const std::function<void(const AccountRow &)> &visit)
{
    SQLite::Statement row(workspace.db(),
        "SELECT l.account, t.source, t.account_id, t.batch_id, t.line FROM account_link l JOIN accounts t ON t.source "
        "= "
        "l.source AND t.account_id = l.record_id WHERE l.status = 'accepted' AND t.bare = 0 ORDER BY l.account, "
        "t.source, t.account_id");
    while (row.executeStep())
        visit({textAt(row, 0), textAt(row, 1), textAt(row, 2), row.getColumn(3).getInt64(), row.getColumn(4).getInt()});
}

} // namespace qd::explain
