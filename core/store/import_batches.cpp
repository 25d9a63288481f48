#include "core/store/import_batches.h"

#include <QDateTime>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

constexpr const char *Columns =
    "batch_id, file, source, entity, profile, mapping, as_of, imported_by, coalesce(import_id, 0), state IS NOT NULL,"
    " coalesce(complete, 0), rows_read, accepted, unchanged, quarantined, skipped";

ImportBatch batchAt(SQLite::Statement &row)
{
    const auto text = [&row](int column) { return row.getColumn(column).getString(); };
    const auto number = [&row](int column) { return row.getColumn(column).getInt64(); };
    return {number(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), number(8), number(9) != 0,
        number(10) != 0, {number(11), number(12), number(13), number(14), number(15)}};
}

std::optional<ImportBatch> firstOf(SQLite::Statement &row)
{
    return row.executeStep() ? std::optional(batchAt(row)) : std::nullopt;
}

std::string selectSql(const std::string &rest)
{
    return std::string("SELECT ") + Columns + " FROM import_batch o " + rest;
}

} // namespace

std::int64_t openBatch(SQLite::Database &db, const ImportBatch &made)
{
    SQLite::Statement insert(db,
        "INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, accepted,"
        " unchanged, quarantined, skipped, imported_at, imported_by, import_id, complete)"
        " VALUES (?, '', 0, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?, ?)");
    int at = 1;
    for (const std::string *text : {&made.file, &made.source, &made.entity, &made.profile, &made.mapping, &made.asOf})
        insert.bind(at++, *text);
    insert.bind(at++, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.bind(at++, made.importedBy);
    if (made.import != 0)
        insert.bind(at, made.import);
    if (made.complete)
        insert.bind(at + 1, 1);
    insert.exec();
    const std::int64_t batch = db.getLastInsertRowid();
    if (made.import == 0) {
        SQLite::Statement own(db, "UPDATE import_batch SET import_id = batch_id WHERE batch_id = ?");
        own.bind(1, batch);
        own.exec();
    }
    return batch;
}

void closeBatch(SQLite::Database &db, std::int64_t batch, const BatchCounts &counts, const FileContent &identity)
{
    SQLite::Statement update(db,
        "UPDATE import_batch SET rows_read = ?, accepted = ?, unchanged = ?, quarantined = ?, skipped = ?,"
        " sha256 = ?, size = ? WHERE batch_id = ?");
    int at = 1;
    for (const std::int64_t count :
        {counts.read, counts.accepted, counts.unchanged, counts.quarantined, counts.skipped})
        update.bind(at++, count);
    update.bind(at++, identity.sha256);
    update.bind(at++, identity.size);
    update.bind(at, batch);
    update.exec();
}

void keepEmptyFields(SQLite::Database &db, std::int64_t batch, const EmptyFields &fields)
{
    SQLite::Statement insert(db, "INSERT INTO batch_field (batch_id, field, empty) VALUES (?, ?, ?)");
    for (const auto &[field, empty] : fields) {
        insert.bind(1, batch);
        insert.bind(2, field);
        insert.bind(3, empty);
        insert.exec();
        insert.reset();
    }
}

EmptyFields emptyFields(SQLite::Database &db, std::int64_t batch)
{
    SQLite::Statement row(db, "SELECT field, empty FROM batch_field WHERE batch_id = ?");
    row.bind(1, batch);
    EmptyFields fields;
    while (row.executeStep())
        fields.emplace(row.getColumn(0).getString(), row.getColumn(1).getInt64());
    return fields;
}

std::optional<ImportBatch> findBatch(SQLite::Database &db, std::int64_t batch)
{
    SQLite::Statement row(db, selectSql("WHERE batch_id = ?"));
    row.bind(1, batch);
    return firstOf(row);
}

std::vector<ImportBatch> importBatches(SQLite::Database &db)
{
    SQLite::Statement row(db, selectSql("ORDER BY batch_id"));
    std::vector<ImportBatch> batches;
    while (row.executeStep())
        batches.push_back(batchAt(row));
    return batches;
}

std::set<std::int64_t> batchesSeenBy(SQLite::Database &db, const std::string &day)
{
    SQLite::Statement row(db, "SELECT batch_id FROM import_batch WHERE as_of <= ?");
    row.bind(1, day);
    std::set<std::int64_t> batches;
    while (row.executeStep())
        batches.insert(row.getColumn(0).getInt64());
    return batches;
}

bool hasBatchOfSize(SQLite::Database &db, const std::string &source, const std::string &entity, std::int64_t size)
{
    SQLite::Statement row(
        db, "SELECT 1 FROM import_batch WHERE size = ? AND source = ? AND entity = ? AND state IS NULL LIMIT 1");
    row.bind(1, size);
    row.bind(2, source);
    row.bind(3, entity);
    return row.executeStep();
}

std::optional<ImportBatch> batchOfSameFile(
    SQLite::Database &db, const ImportBatch &made, const std::string &sha256, bool sameDay)
{
    SQLite::Statement row(db,
        selectSql("WHERE sha256 = ?1 AND source = ?2 AND entity = ?3 AND mapping = ?4 AND state IS NULL"
                  " AND (NOT ?6 OR as_of = ?5)"
                  " AND NOT EXISTS (SELECT 1 FROM import_batch n WHERE n.source = o.source AND n.entity = o.entity"
                  " AND n.state IS NULL AND n.batch_id > o.batch_id AND n.sha256 <> o.sha256 AND n.as_of > o.as_of"
                  " AND n.as_of <= ?5) ORDER BY batch_id DESC LIMIT 1"));
    row.bind(1, sha256);
    row.bind(2, made.source);
    row.bind(3, made.entity);
    row.bind(4, made.mapping);
    row.bind(5, made.asOf);
    row.bind(6, sameDay ? 1 : 0);
    return firstOf(row);
}

std::vector<CompleteImport> completeAfter(
    SQLite::Database &db, const std::string &source, const std::string &entity, const std::string &day)
{
    SQLite::Statement row(db,
        "SELECT DISTINCT import_id, as_of FROM import_batch o WHERE source = ? AND entity = ? AND as_of > ? AND "
            + standsCompleteSql("o") + " ORDER BY as_of, import_id");
    row.bind(1, source);
    row.bind(2, entity);
    row.bind(3, day);
    std::vector<CompleteImport> imports;
    while (row.executeStep())
        imports.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString()});
    return imports;
}

std::string standsCompleteSql(const std::string &alias)
{
    const auto same = [&alias](
                          const char *column) { return std::string("u.") + column + " = " + alias + '.' + column; };
    return alias + ".complete = 1 AND " + alias + ".state IS NULL AND NOT EXISTS (SELECT 1 FROM import_batch u WHERE "
        + same("import_id") + " AND " + same("source") + " AND " + same("entity") + " AND u.state = 'undone')";
}

std::string latestOfItsFileSql(const std::string &alias)
{
    const auto same = [&alias](
                          const char *column) { return std::string("n.") + column + " = " + alias + '.' + column; };
    return alias + ".state IS NULL AND NOT EXISTS (SELECT 1 FROM import_batch n WHERE n.state IS NULL AND "
        + same("source") + " AND " + same("entity") + " AND " + same("file") + " AND n.batch_id > " + alias
        + ".batch_id AND (n.rows_read = 0 OR n.skipped < n.rows_read))";
}

std::optional<ImportBatch> batchBefore(SQLite::Database &db, const ImportBatch &batch)
{
    SQLite::Statement row(db,
        selectSql("WHERE source = ? AND entity = ? AND batch_id < ? AND accepted + unchanged + quarantined > 0"
                  " AND state IS NULL ORDER BY as_of DESC, batch_id DESC LIMIT 1"));
    row.bind(1, batch.source);
    row.bind(2, batch.entity);
    row.bind(3, batch.batch);
    return firstOf(row);
}

} // namespace qd::store
