#include "core/match/match_store.h"

#include "core/base/text.h"
#include "core/store/custom_tables.h"
#include "core/store/entities.h"
#include "core/store/row_cursor.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::match {

namespace {

/// "There is no %1 ..."; with the nearest of `known`, or all of them where none is near.
Error unknown(const MessageWords &withNearest, const MessageWords &withAll, std::vector<Message::Value> values,
    const std::string &asked, const std::vector<std::string> &known)
{
    std::string close = nearest(asked, known);
    const bool near = !close.empty();
    values.emplace_back(near ? std::move(close) : joined(known, ", "));
    return {ErrorCode::InvalidArgument, {near ? withNearest : withAll, std::move(values)}, known};
}

std::vector<std::string> textsOf(
    const store::Workspace &workspace, const std::string &sql, const std::string &bound = {})
{
    store::RowCursor rows(workspace, sql);
    if (!bound.empty())
        rows.bind(1, bound);
    std::vector<std::string> texts;
    while (rows.next())
        texts.emplace_back(rows.text(0));
    return texts;
}

std::optional<std::string> foundIgnoringCase(const std::vector<std::string> &known, const std::string &name)
{
    const auto found = std::find_if(
        known.begin(), known.end(), [&name](const std::string &one) { return equalsIgnoringCase(one, name); });
    return found == known.end() ? std::nullopt : std::optional(*found);
}

/// Tables and views for people; SQLite's own and the full-text ones begin otherwise.
std::vector<std::string> tablesOf(const store::Workspace &workspace)
{
    auto tables = textsOf(workspace,
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name");
    tables.insert(tables.end(), {"usage", "usage_months"}); // which no schema has
    return tables;
}

std::vector<std::string> columnsOf(const store::Workspace &workspace, const std::string &table)
{
    return textsOf(workspace, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid", table);
}

Result<std::string> sourceNamed(const store::Workspace &workspace, const std::string &name)
{
    const auto sources = textsOf(workspace, "SELECT name FROM source ORDER BY name");
    if (const auto known = foundIgnoringCase(sources, name))
        return *known;
    const auto ofKind =
        textsOf(workspace, "SELECT name FROM source WHERE lower(kind) = ? ORDER BY name", lowered(name));
    if (ofKind.size() == 1)
        return ofKind.front();
    if (ofKind.size() > 1)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Match", "%1 sources are of kind %2; name one of them: %3."),
                {Count{std::int64_t(ofKind.size())}, name, joined(ofKind, ", ")}},
            ofKind};
    if (sources.empty())
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Accounts", "The workspace has no sources yet.")};
    return unknown(QD_WORDS("Match", "There is no source named \"%1\"; did you mean \"%2\"?"),
        QD_WORDS("Match", "There is no source named \"%1\"; known are %2."), {name}, name, sources);
}

/// The column whose value names a record.
std::string idColumnOf(const std::string &table, const std::vector<std::string> &columns)
{
    const store::Entity *entity = store::findEntity(table);
    if (!entity)
        return columns.front();
    const auto key = std::find_if(
        entity->columns.begin(), entity->columns.end(), [](const store::Column &column) { return column.key; });
    return std::string(key->name);
}

/// Name of each of `wanted` as the table writes it.
Result<std::vector<std::string>> namesIn(
    const std::string &table, const std::vector<std::string> &columns, const std::vector<std::string> &wanted)
{
    std::vector<std::string> names;
    for (const std::string &column : wanted) {
        const auto known = foundIgnoringCase(columns, column);
        if (!known)
            return unknown(QD_WORDS("Match", "%1 has no column \"%2\"; did you mean \"%3\"?"),
                QD_WORDS("Match", "%1 has no column \"%2\"; it has %3."), {table, column}, column, columns);
        names.push_back(*known);
    }
    return names;
}

} // namespace

Result<TableName> tableNamed(const store::Workspace &workspace, const std::string &text)
{
    const auto at = text.find('@');
    const std::string name = text.substr(0, at);
    if (at != std::string::npos && equalsIgnoringCase(name, "accounts")) {
        auto source = sourceNamed(workspace, text.substr(at + 1));
        if (!source)
            return source.error();
        return TableName{"accounts", std::move(*source)};
    }
    const auto tables = tablesOf(workspace);
    if (const auto known = foundIgnoringCase(tables, text))
        return TableName{*known};
    return unknown(QD_WORDS("Match", "There is no table or view named \"%1\"; did you mean \"%2\"?"),
        QD_WORDS("Match", "There is no table or view named \"%1\"; there are %2."), {text}, text, tables);
}

Result<Records> readRecords(const store::Workspace &workspace, const TableName &name,
    const std::vector<std::string> &columns, Progress &progress)
{
    const auto known = columnsOf(workspace, name.table);
    const auto names = namesIn(name.table, known, columns);
    if (!names)
        return names.error();
    std::string sql = "SELECT " + store::quotedName(idColumnOf(name.table, known));
    for (const std::string &column : *names)
        sql += ", " + store::quotedName(column);
    sql += " FROM " + store::quotedName(name.table);
    if (name.table == "accounts")
        sql += name.source.empty() ? " WHERE bare = 0" : " WHERE bare = 0 AND source = ?";
    progress.begin({QD_WORDS("Progress", "Reading %1"), {name.table}});
    store::RowCursor rows(workspace, sql);
    if (!name.source.empty())
        rows.bind(1, name.source);
    Records records;
    records.columns.resize(columns.size());
    while (rows.next()) {
        if (!progress.step(std::int64_t(records.ids.size())))
            return cancelled();
        records.ids.emplace_back(rows.text(0));
        for (std::size_t c = 0; c < columns.size(); ++c)
            records.columns[c].emplace_back(rows.text(int(c) + 1));
    }
    return records;
}

} // namespace qd::match
