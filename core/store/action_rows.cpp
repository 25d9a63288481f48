#include "core/store/action_rows.h"

#include "core/store/row_cursor.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

namespace qd::store {

namespace {

using Json = nlohmann::ordered_json;

/// What has no column of its own, as JSON; empty for nothing.
std::string extraOf(const OwnActionRow &row)
{
    Json extra = Json::object();
    if (!row.recordId.empty()) {
        extra["record_source"] = row.recordSource;
        extra["record_id"] = row.recordId;
    }
    if (!row.edits.empty())
        extra["edits"] = Json::parse(row.edits);
    if (!row.play.empty())
        extra["play"] = row.play;
    return extra.empty() ? std::string() : extra.dump();
}

void bindOptional(SQLite::Statement &statement, const char *name, const std::string &text)
{
    if (text.empty())
        statement.bind(name);
    else
        statement.bind(name, text);
}

void bindOptional(SQLite::Statement &statement, const char *name, const std::optional<Date> &date)
{
    bindOptional(statement, name, date ? date->iso() : std::string());
}

void bindChangeable(SQLite::Statement &statement, const OwnActionRow &row)
{
    statement.bind(":source", OwnSource);
    statement.bind(":id", row.id);
    bindOptional(statement, ":owner", row.owner);
    bindOptional(statement, ":closed", row.closed);
    statement.bind(":status", row.status);
    bindOptional(statement, ":outcome", row.outcome);
}

} // namespace

void forEachAction(const Workspace &workspace, const std::function<void(const ActionRow &)> &visit)
{
    RowCursor row(workspace,
        "SELECT source, action_id, account_id, \"trigger\", title, owner, opened_date, due_date, closed_date, status, "
        "outcome, closed_on, CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_source') END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.record_id') END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.edits') END, "
        "CASE source WHEN 'quarterdeck' THEN json_extract(extra, '$.play') END FROM actions "
        "ORDER BY source, action_id");
    while (row.next()) {
        if (const auto opened = row.date(6))
            visit({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), *opened, row.date(7),
                row.date(8), row.text(9), row.text(10), row.date(11), row.text(12), row.text(13), row.text(14),
                row.text(15)});
    }
}

std::optional<OwnActionRow> ownAction(const Workspace &workspace, const std::string &id)
{
    SQLite::Statement row(workspace.db(),
        "SELECT account_id, \"trigger\", title, owner, opened_date, due_date, closed_date, status, outcome, "
        "json_extract(extra, '$.record_source'), json_extract(extra, '$.record_id'), json_extract(extra, '$.edits'), "
        "json_extract(extra, '$.play') FROM actions WHERE source = ? AND action_id = ?");
    row.bind(1, OwnSource);
    row.bind(2, id);
    if (!row.executeStep())
        return std::nullopt;
    return OwnActionRow{id, textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3),
        dateAt(row, 4).value_or(Date()), dateAt(row, 5), dateAt(row, 6), textAt(row, 7), textAt(row, 8), textAt(row, 9),
        textAt(row, 10), textAt(row, 11), textAt(row, 12)};
}

OwnActionWriter::OwnActionWriter(Workspace &workspace)
    : m_workspace(workspace)
{
}

void OwnActionWriter::add(const OwnActionRow &row)
{
    if (m_batch == 0)
        m_batch = batchOfOwnRows(m_workspace);
    SQLite::Statement insert(m_workspace.db(),
        "INSERT INTO actions (source, action_id, account_id, \"trigger\", title, owner, opened_date, due_date, "
        "closed_date, status, outcome, extra, content_hash, as_of, batch_id, line, first_as_of, first_batch) "
        "VALUES (:source, :id, :account, :trigger, :title, :owner, :opened, :due, :closed, :status, :outcome, :extra, "
        "0, :opened, :batch, 0, :opened, :batch)");
    bindChangeable(insert, row);
    bindOptional(insert, ":extra", extraOf(row));
    insert.bind(":account", row.accountId);
    bindOptional(insert, ":trigger", row.trigger);
    bindOptional(insert, ":title", row.title);
    insert.bind(":opened", row.opened.iso());
    bindOptional(insert, ":due", row.due);
    insert.bind(":batch", m_batch);
    insert.exec();
}

void OwnActionWriter::change(const OwnActionRow &row)
{
    SQLite::Statement update(m_workspace.db(),
        "UPDATE actions SET owner = :owner, closed_date = :closed, status = :status, outcome = :outcome, "
        "extra = nullif(CASE WHEN :edits IS NULL THEN json_remove(coalesce(extra, '{}'), '$.edits') "
        "ELSE json_set(coalesce(extra, '{}'), '$.edits', json(:edits)) END, '{}') "
        "WHERE source = :source AND action_id = :id");
    bindChangeable(update, row);
    bindOptional(update, ":edits", row.edits); // what a file kept beside its rows stays
    update.exec();
}

void OwnActionWriter::remove(const std::string &id)
{
    SQLite::Statement remove(m_workspace.db(), "DELETE FROM actions WHERE source = ? AND action_id = ?");
    remove.bind(1, OwnSource);
    remove.bind(2, id);
    remove.exec();
}

} // namespace qd::store
