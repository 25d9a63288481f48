#include "core/sources/source_list.h"

#include "core/base/csv_text.h"
#include "core/store/entities.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::sources {

namespace {

/// A file imported again answers for its rows anew; what its earlier batch held back is history.
constexpr const char *LatestOfItsFile = "b.state IS NULL AND NOT EXISTS (SELECT 1 FROM import_batch n WHERE n.state IS "
                                        "NULL AND n.source = b.source AND n.entity = b.entity AND n.file = b.file "
                                        "AND n.batch_id > b.batch_id)";

std::string countQuery(std::string_view entity)
{
    if (entity == "usage")
        return "SELECT coalesce(sum(rows), 0) FROM usage_segment WHERE source = ?";
    const std::string where = entity == "accounts" ? " AND bare = 0" : "";
    return "SELECT count(*) FROM " + std::string(entity) + " WHERE source = ?" + where;
}

std::map<std::string, std::int64_t> quarantineCounts(SQLite::Database &db, const std::string &source)
{
    std::map<std::string, std::int64_t> counts;
    SQLite::Statement query(db,
        "SELECT entity, sum(quarantined) FROM import_batch b WHERE source = ? AND " + std::string(LatestOfItsFile)
            + " GROUP BY entity");
    query.bind(1, source);
    while (query.executeStep())
        counts.emplace(query.getColumn(0).getString(), query.getColumn(1).getInt64());
    return counts;
}

std::vector<EntityCount> countEntities(SQLite::Database &db, const std::string &source)
{
    std::vector<EntityCount> counts;
    auto quarantined = quarantineCounts(db, source);
    for (const store::Entity &entity : store::entities()) {
        const std::string name(entity.name);
        SQLite::Statement query(db, countQuery(entity.name));
        query.bind(1, source);
        query.executeStep();
        const std::int64_t rows = query.getColumn(0).getInt64();
        const std::int64_t bad = quarantined[name];
        quarantined.erase(name);
        if (rows > 0 || bad > 0)
            counts.push_back({name, rows, bad});
    }
    for (const auto &[table, bad] : quarantined) {
        SQLite::Statement known(db, "SELECT 1 FROM custom_table WHERE name = ?");
        known.bind(1, table);
        if (known.executeStep())
            counts.push_back({table, db.execAndGet("SELECT count(*) FROM \"" + table + "\"").getInt64(), bad});
    }
    return counts;
}

} // namespace

SourceList listSources(const store::Workspace &workspace)
{
    SQLite::Database &db = workspace.db();
    SourceList list;
    SQLite::Statement source(db,
        "SELECT name, kind, coalesce((SELECT max(as_of) FROM import_batch b WHERE b.source = name AND b.state IS "
        "NULL), "
        "'') FROM source WHERE EXISTS (SELECT 1 FROM import_batch b WHERE b.source = name AND b.state IS NULL) "
        "ORDER BY name");
    while (source.executeStep()) {
        SourceState state{
            source.getColumn(0).getString(), source.getColumn(1).getString(), source.getColumn(2).getString(), {}};
        state.entities = countEntities(db, state.name);
        list.sources.push_back(std::move(state));
    }
    SQLite::Statement row(db,
        "SELECT batch_id, file, source, entity, profile, rows_read, accepted, unchanged, quarantined, skipped, "
        "state IS NOT NULL, coalesce(import_id, 0) FROM import_batch ORDER BY batch_id");
    while (row.executeStep()) {
        BatchReport batch;
        batch.batch = row.getColumn(0).getInt64();
        batch.file = row.getColumn(1).getString();
        batch.source = row.getColumn(2).getString();
        batch.entity = row.getColumn(3).getString();
        batch.profile = row.getColumn(4).getString();
        batch.read = row.getColumn(5).getInt64();
        batch.accepted = row.getColumn(6).getInt64();
        batch.unchanged = row.getColumn(7).getInt64();
        batch.quarantined = row.getColumn(8).getInt64();
        batch.skipped = row.getColumn(9).getInt64();
        batch.undone = row.getColumn(10).getInt() != 0;
        batch.import = row.getColumn(11).getInt64();
        list.batches.push_back(std::move(batch));
    }
    return list;
}

std::string quarantineCsv(const store::Workspace &workspace, std::optional<std::int64_t> batch)
{
    std::string csv = csvLine({"batch", "file", "line", "column", "code", "message", "record"});
    SQLite::Statement row(workspace.db(),
        "SELECT q.batch_id, b.file, q.line, q.\"column\", q.code, q.message, q.record FROM quarantine q "
        "JOIN import_batch b ON b.batch_id = q.batch_id WHERE ?1 IS NULL OR q.batch_id = ?1 "
        "ORDER BY q.batch_id, q.line, q.quarantine_id");
    if (batch)
        row.bind(1, *batch);
    while (row.executeStep())
        csv += csvLine({CsvCell::raw(row.getColumn(0).getString()), row.getColumn(1).getString(),
            CsvCell::raw(row.getColumn(2).getString()), row.getColumn(3).getString(), row.getColumn(4).getString(),
            row.getColumn(5).getString(), row.getColumn(6).getString()});
    return csv;
}

std::int64_t rowsInQuarantine(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(),
        "SELECT count(*) FROM quarantine q JOIN import_batch b ON b.batch_id = q.batch_id WHERE "
            + std::string(LatestOfItsFile));
    row.executeStep();
    return row.getColumn(0).getInt64();
}

std::vector<QuarantineCount> quarantineByReason(const store::Workspace &workspace)
{
    std::vector<QuarantineCount> counts;
    SQLite::Statement row(workspace.db(),
        "SELECT q.code, b.entity, q.message, count(*), min(q.quarantine_id) FROM quarantine q "
        "JOIN import_batch b ON b.batch_id = q.batch_id WHERE "
            + std::string(LatestOfItsFile)
            + " GROUP BY q.code, b.entity ORDER BY count(*) DESC, q.code, "
              "b.entity");
    while (row.executeStep())
        counts.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
            row.getColumn(3).getInt()});
    return counts;
}

std::vector<QuarantinedRow> quarantinedRows(
    const store::Workspace &workspace, const std::string &code, const std::string &entity, int limit)
{
    std::vector<QuarantinedRow> rows;
    SQLite::Statement row(workspace.db(),
        "SELECT q.batch_id, b.file, q.line, q.\"column\", q.message, q.record FROM quarantine q "
        "JOIN import_batch b ON b.batch_id = q.batch_id WHERE q.code = ? AND b.entity = ? AND "
            + std::string(LatestOfItsFile) + " ORDER BY q.batch_id, q.line, q.quarantine_id LIMIT ?");
    row.bind(1, code);
    row.bind(2, entity);
    row.bind(3, limit);
    while (row.executeStep())
        rows.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getInt(),
            row.getColumn(3).getString(), row.getColumn(4).getString(), row.getColumn(5).getString()});
    return rows;
}

} // namespace qd::sources
