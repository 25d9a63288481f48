#include "core/sources/sources_store.h"

#include "core/base/stored_message.h"
#include "core/store/entity_rows.h"
#include "core/store/import_batches.h"
#include "core/store/row_images.h"
#include "core/store/row_values.h"

namespace qd::sources {

namespace {

using store::messageAt;
using store::textAt;

std::string rowsSql(const std::string &condition)
{
    return "SELECT q.batch_id, b.file, q.line, q.\"column\", q.code, q.message, q.message_values, q.record FROM "
           "quarantine q "
           "JOIN import_batch b ON b.batch_id = q.batch_id WHERE "
        + condition + " ORDER BY q.batch_id, q.line, q.quarantine_id";
}

QuarantinedRow rowAt(SQLite::Statement &row)
{
    return {row.getColumn(0).getInt64(), textAt(row, 1), row.getColumn(2).getInt64(), textAt(row, 3), textAt(row, 4),
        messageAt(row, 5), textAt(row, 7), {}};
}

} // namespace

std::vector<KnownSource> knownSources(const store::Workspace &workspace)
{
    std::vector<KnownSource> rows;
    SQLite::Statement row(workspace.db(),
        "SELECT s.name, s.kind, max(b.as_of) FROM source s JOIN import_batch b ON b.source = s.name AND b.state IS NULL"
        " GROUP BY s.name ORDER BY s.name");
    while (row.executeStep())
        rows.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2)});
    return rows;
}

std::vector<std::vector<std::string>> lookupRows(const store::Workspace &workspace, const store::Entity &entity,
    const std::vector<std::string> &by, const std::string &give, const std::string &source)
{
    const auto inTable = [&entity](const std::string &column) {
        return store::columnInTable(entity.columns[std::size_t(entity.indexOf(column))]);
    };
    std::string columns;
    for (const std::string &column : by)
        columns += inTable(column) + ", ";
    SQLite::Statement row(workspace.db(),
        "SELECT " + columns + inTable(give) + " FROM " + std::string(entity.name) + " WHERE " + inTable(give)
            + " IS NOT NULL AND " + inTable(give) + " <> ''" + (entity.mayBeBare() ? " AND bare = 0" : "")
            + (source.empty() ? "" : " AND source = ?"));
    if (!source.empty())
        row.bind(1, source);
    std::vector<std::vector<std::string>> rows;
    while (row.executeStep()) {
        std::vector<std::string> texts;
        for (int i = 0; i <= int(by.size()); ++i)
            texts.push_back(textAt(row, i));
        rows.push_back(std::move(texts));
    }
    return rows;
}

std::vector<std::string> storedTexts(const store::Workspace &workspace, const store::Entity &entity, std::size_t column,
    const std::string &source, int limit)
{
    std::vector<std::string> texts;
    if (entity.inSegments())
        return texts;
    const std::string name = store::columnInTable(entity.columns[column]);
    SQLite::Statement row(workspace.db(),
        "SELECT CAST(" + name + " AS TEXT) FROM " + std::string(entity.name) + " WHERE source = ? AND " + name
            + " IS NOT NULL AND " + name + " <> ''" + (entity.mayBeBare() ? " AND bare = 0" : "") + " LIMIT ?");
    row.bind(1, source);
    row.bind(2, limit);
    while (row.executeStep())
        texts.push_back(row.getColumn(0).getString());
    return texts;
}

std::vector<std::string> storedExtras(
    const store::Workspace &workspace, const store::Entity &entity, std::int64_t batch, int limit)
{
    std::vector<std::string> texts;
    if (entity.inSegments())
        return texts;
    SQLite::Statement row(workspace.db(),
        "SELECT extra FROM " + std::string(entity.name) + " WHERE batch_id = ? AND extra IS NOT NULL LIMIT ?");
    row.bind(1, batch);
    row.bind(2, limit);
    while (row.executeStep())
        texts.push_back(row.getColumn(0).getString());
    return texts;
}

void addSource(store::Workspace &workspace, const std::string &name, const std::string &kind)
{
    SQLite::Statement insert(
        workspace.db(), "INSERT INTO source (name, kind) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
    insert.bind(1, name);
    insert.bind(2, kind);
    insert.exec();
}

void settleKind(store::Workspace &workspace, const std::string &name, const std::string &kind, std::int64_t batch)
{
    if (kind == "other")
        return;
    SQLite::Statement update(workspace.db(), "UPDATE source SET kind = ?2 WHERE name = ?1 AND kind = 'other'");
    update.bind(1, name);
    update.bind(2, kind);
    if (update.exec() == 0)
        return;
    store::ImageText image;
    image.text("kind", "other");
    store::RowImages(workspace.db(), "source", 1, batch).keep({name}, image.text());
}

std::int64_t countRows(const store::Workspace &workspace, const store::Entity &entity, const std::string &source)
{
    SQLite::Statement row(workspace.db(),
        entity.inSegments() ? "SELECT coalesce(sum(rows), 0) FROM usage_segment WHERE source = ?"
                            : "SELECT count(*) FROM " + std::string(entity.name) + " WHERE source = ?"
                + (entity.mayBeBare() ? " AND bare = 0" : ""));
    row.bind(1, source);
    row.executeStep();
    return row.getColumn(0).getInt64();
}

std::int64_t contractsEndingAtANext(const store::Workspace &workspace, std::int64_t batch)
{
    // Without the index named, SQLite searches all contracts of the source for each: it knows nothing of how many there
    // are.
    SQLite::Statement row(workspace.db(),
        "SELECT count(*) FROM subscriptions ends WHERE ends.batch_id = ? AND EXISTS (SELECT 1 FROM subscriptions next "
        "INDEXED BY subscriptions_by_account WHERE next.source = ends.source AND next.account_id = ends.account_id AND "
        "next.start_date = ends.end_date "
        "AND next.subscription_id <> ends.subscription_id AND next.product IS ends.product)");
    row.bind(1, batch);
    row.executeStep();
    return row.getColumn(0).getInt64();
}

void addToQuarantine(store::Workspace &workspace, const QuarantinedRow &row)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO quarantine (batch_id, line, \"column\", code, message, message_values, record, "
        "reading) VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ''))");
    const StoredMessage message = stored(row.message);
    insert.bind(1, row.batch);
    insert.bind(2, row.line);
    insert.bind(3, row.column);
    insert.bind(4, row.code);
    insert.bind(5, message.words);
    if (message.values)
        insert.bind(6, *message.values);
    else
        insert.bind(6);
    insert.bind(7, row.record);
    insert.bind(8, row.reading);
    insert.exec();
}

void forEachQuarantined(const store::Workspace &workspace, std::optional<std::int64_t> batch,
    const std::function<void(const QuarantinedRow &)> &visit)
{
    SQLite::Statement row(workspace.db(), rowsSql("?1 IS NULL OR q.batch_id = ?1"));
    if (batch)
        row.bind(1, *batch);
    while (row.executeStep())
        visit(rowAt(row));
}

std::map<std::string, std::int64_t> quarantinedByEntity(const store::Workspace &workspace, const std::string &source)
{
    std::map<std::string, std::int64_t> counts;
    SQLite::Statement row(workspace.db(),
        "SELECT entity, sum(quarantined) FROM import_batch b WHERE source = ? AND " + store::latestOfItsFileSql("b")
            + " GROUP BY entity");
    row.bind(1, source);
    while (row.executeStep())
        counts.emplace(textAt(row, 0), row.getColumn(1).getInt64());
    return counts;
}

std::int64_t rowsInQuarantine(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(),
        "SELECT count(*) FROM quarantine q JOIN import_batch b ON b.batch_id = q.batch_id WHERE "
            + store::latestOfItsFileSql("b"));
    row.executeStep();
    return row.getColumn(0).getInt64();
}

std::vector<QuarantineCount> quarantineByReason(const store::Workspace &workspace)
{
    std::vector<QuarantineCount> counts;
    SQLite::Statement row(workspace.db(),
        "SELECT q.code, b.entity, q.message, q.message_values, count(*), min(q.quarantine_id) FROM quarantine q "
        "JOIN import_batch b ON b.batch_id = q.batch_id WHERE "
            + store::latestOfItsFileSql("b") + " GROUP BY q.code, b.entity ORDER BY count(*) DESC, q.code, b.entity");
    while (row.executeStep())
        counts.push_back({textAt(row, 0), textAt(row, 1), messageAt(row, 2), row.getColumn(4).getInt()});
    return counts;
}

std::vector<QuarantinedRow> quarantinedRows(
    const store::Workspace &workspace, const std::string &code, const std::string &entity, int limit)
{
    std::vector<QuarantinedRow> rows;
    SQLite::Statement row(
        workspace.db(), rowsSql("q.code = ? AND b.entity = ? AND " + store::latestOfItsFileSql("b")) + " LIMIT ?");
    row.bind(1, code);
    row.bind(2, entity);
    row.bind(3, limit);
    while (row.executeStep())
        rows.push_back(rowAt(row));
    return rows;
}

} // namespace qd::sources
