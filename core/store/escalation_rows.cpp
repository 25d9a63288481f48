#include "core/store/escalation_rows.h"

#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace qd::store {

namespace {

using Json = nlohmann::ordered_json;

void bindOptional(SQLite::Statement &statement, const char *name, const std::string &text)
{
    if (text.empty())
        statement.bind(name);
    else
        statement.bind(name, text);
}

void bindTime(SQLite::Statement &statement, const char *name, const std::optional<std::int64_t> &seconds)
{
    bindOptional(statement, name, seconds ? timeText(*seconds) : std::string());
}

/// What has no column of its own, as JSON.
std::string extraOf(const OwnEscalationRow &row)
{
    Json extra{{"record_source", row.recordSource}, {"record_id", row.recordId}};
    if (!row.edits.empty())
        extra["edits"] = Json::parse(row.edits);
    return extra.dump();
}

const char *statusOf(const OwnEscalationRow &row)
{
    return row.resolved ? "resolved" : row.responded ? "answered" : "open";
}

} // namespace

std::string timeText(std::int64_t seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate).toStdString();
}

std::optional<OwnEscalationRow> ownEscalation(const Workspace &workspace, const std::string &id)
{
    SQLite::Statement row(workspace.db(),
        "SELECT account_id, json_extract(extra, '$.record_source'), json_extract(extra, '$.record_id'), "
        "unixepoch(opened_at), coalesce(tier, 0), criterion, owner, unixepoch(responded_at), unixepoch(resolved_at), "
        "json_extract(extra, '$.edits'), first_as_of FROM escalations WHERE source = ? AND escalation_id = ?");
    row.bind(1, OwnSource);
    row.bind(2, id);
    if (!row.executeStep())
        return std::nullopt;
    return OwnEscalationRow{id, textAt(row, 0), textAt(row, 1), textAt(row, 2), dateAt(row, 10).value_or(Date()),
        integerAt(row, 3).value_or(0), row.getColumn(4).getInt(), textAt(row, 5), textAt(row, 6), integerAt(row, 7),
        integerAt(row, 8), textAt(row, 9)};
}

void keepOwnEscalation(Workspace &workspace, const OwnEscalationRow &row)
{
    SQLite::Statement keep(workspace.db(),
        "INSERT INTO escalations (source, escalation_id, account_id, opened_at, tier, criterion, responded_at, "
        "resolved_at, owner, status, extra, content_hash, as_of, batch_id, line, first_as_of, first_batch) VALUES "
        "(:source, :id, :account, :opened, :tier, :criterion, :responded, :resolved, :owner, :status, :extra, 0, "
        ":known, :batch, 0, :known, :batch) ON CONFLICT (source, escalation_id) DO "
        "UPDATE SET tier = excluded.tier, criterion = excluded.criterion, responded_at = excluded.responded_at, "
        "resolved_at = excluded.resolved_at, owner = excluded.owner, status = excluded.status, extra = excluded.extra");
    keep.bind(":source", OwnSource);
    keep.bind(":id", row.id);
    keep.bind(":account", row.accountId);
    keep.bind(":known", row.known.iso());
    keep.bind(":opened", timeText(row.opened));
    keep.bind(":tier", row.tier);
    bindOptional(keep, ":criterion", row.criterion);
    bindTime(keep, ":responded", row.responded);
    bindTime(keep, ":resolved", row.resolved);
    bindOptional(keep, ":owner", row.owner);
    keep.bind(":status", statusOf(row));
    keep.bind(":extra", extraOf(row));
    keep.bind(":batch", batchOfOwnRows(workspace));
    keep.exec();
}

void removeOwnEscalation(Workspace &workspace, const std::string &id)
{
    SQLite::Statement remove(workspace.db(), "DELETE FROM escalations WHERE source = ? AND escalation_id = ?");
    remove.bind(1, OwnSource);
    remove.bind(2, id);
    remove.exec();
}

} // namespace qd::store
