#include "core/store/batch_undo.h"

#include "core/store/bare_accounts.h"
#include "core/store/custom_images.h"
#include "core/store/import_batches.h"
#include "core/store/row_images.h"
#include "core/store/usage_images.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

Result<UndoneBatch> standingBatch(SQLite::Database &db, std::int64_t number)
{
    const auto batch = findBatch(db, number);
    if (!batch)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Workspace", "There is no batch %1; nothing was changed. qdeck sources lists them."),
                {Count{number}}},
            {std::to_string(number)}};
    if (batch->undone)
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Workspace", "Batch %1 (%2) was undone before; nothing was changed."),
                {std::to_string(number), batch->file}},
            {std::to_string(number)}};
    if (batch->import == 0)
        return Error{ErrorCode::NoData,
            {QD_WORDS("Workspace",
                 "Batch %1 (%2) was imported by an earlier Quarterdeck, which did not keep what it changed; it cannot "
                 "be "
                 "undone."),
                {std::to_string(number), batch->file}},
            {std::to_string(number)}};
    return UndoneBatch{number, batch->import, batch->file, batch->source, batch->entity};
}

/// Where the images of a batch are those of rows of the entity.
std::string imagesSql(const std::string &alias, const std::string &batch, const Entity &entity)
{
    return "SELECT 1 FROM row_image " + alias + " WHERE " + alias + ".batch_id = " + batch + " AND " + alias
        + ".table_name = '" + std::string(entity.name) + "'";
}

/// Whether b gave or closed a row which ?1 made or changed, be it only in its history, or is dated before ?1 and so
/// became the row's first sight in its place.
std::string sharesRowsSql(const Entity &entity)
{
    const std::string name(entity.name);
    const std::string given = imagesSql("l", "b.batch_id", entity);
    return "EXISTS (" + imagesSql("i", "?1", entity)
        + " AND (i.image <> '{}' OR i.record IN (SELECT json_array(h.record_id) FROM record_history h"
          " WHERE h.batch_id = ?1 AND h.entity = '"
        + name + "')) AND EXISTS (" + given + " AND l.record = i.record)) OR EXISTS (SELECT 1 FROM \"" + name
        + "\" t WHERE t.source = ?2 AND t.first_batch = ?1 AND EXISTS (" + given
        + " AND l.record = " + recordSql(keyColumns(entity), "t") + ")) OR EXISTS (" + given
        + " AND json_extract(l.image, '$.first_batch') = ?1)";
}

/// Entries of b that end something on the day of o.
std::string endedSql(const Entity &entity)
{
    return "SELECT 1 FROM record_history h WHERE h.batch_id = b.batch_id AND h.entity = '" + std::string(entity.name)
        + "' AND h.as_of = o.as_of AND h.new_value IS NULL";
}

/// Whether b made or opened again rows that are closed as of the day of o, or ended their ARR on it.
std::string endsByLaterSql(const Entity &entity)
{
    const std::string name(entity.name);
    const std::string record = ".record = " + recordSql(keyColumns(entity), "t");
    return "(EXISTS (SELECT 1 FROM \"" + name + "\" t WHERE t.source = ?2 AND t.closed_on = o.as_of AND (EXISTS ("
        + imagesSql("l", "b.batch_id", entity) + " AND l" + record + " AND " + openingImageSql("l", "b")
        + ") OR (t.first_batch = b.batch_id AND NOT EXISTS (SELECT 1 FROM import_batch n CROSS JOIN row_image m ON "
          "m.batch_id = n.batch_id AND m.table_name = '"
        + name + "' AND m" + record + " WHERE n.batch_id > b.batch_id AND n.source = ?2 AND n.entity = '" + name
        + "' AND " + openingImageSql("m", "n") + ")))) OR EXISTS (" + endedSql(entity) + "))";
}

/// Whether b came with o, which was complete with it, and closed what both lack, or ended ARR that a later file has.
std::string closesForBothSql(const Entity &entity)
{
    return "(b.import_id = o.import_id AND (EXISTS (" + imagesSql("l", "b.batch_id", entity) + " AND "
        + closingImageSql("l") + ") OR EXISTS (" + endedSql(entity) + " AND h.field = 'arr' AND EXISTS ("
        + imagesSql("l", "b.batch_id", entity) + " AND l.record = json_array(h.record_id) AND l.image = '{}'))))";
}

/// Whether closings rest on both: b is complete and of no earlier day, and lacks too what ?1 closed; or it came with ?1
/// and closed what both lack; or ?1 is complete and lacks rows of b, of an earlier day, which end by that; or b gave
/// rows that were closed as of the day of ?1, and are again once b is taken back.
std::string sharesClosingsSql(const Entity &entity)
{
    return "EXISTS (SELECT 1 FROM import_batch o WHERE o.batch_id = ?1 AND o.complete = 1 AND ((b.complete = 1 AND"
           " b.as_of >= o.as_of AND EXISTS ("
        + imagesSql("i", "?1", entity) + " AND json_type(i.image, '$.closed_on') = 'null' AND " + closingImageSql("i")
        + ")) OR " + closesForBothSql(entity) + " OR (b.as_of < o.as_of AND " + endsByLaterSql(entity) + ") OR EXISTS ("
        + imagesSql("l", "b.batch_id", entity) + " AND json_extract(l.image, '$.closed_on') = o.as_of)))";
}

/// Later batches of the entity that rest on ?1.
std::string laterOfEntitySql(const Entity &entity)
{
    return "SELECT b.batch_id, b.file FROM import_batch b WHERE b.batch_id > ?1 AND b.state IS NULL AND b.source = ?2 "
           "AND b.entity = '"
        + std::string(entity.name) + "' AND (" + sharesRowsSql(entity) + " OR " + sharesClosingsSql(entity)
        + ") ORDER BY b.batch_id";
}

/// Later batches that `table` says gave rows of this one, and those that gave rows of these.
std::string laterOfImagesSql(const std::string &table, const std::string &ofBatch)
{
    return "WITH RECURSIVE later (batch_id) AS (SELECT batch_id FROM " + table + " WHERE " + ofBatch
        + " = ?1 UNION SELECT i.batch_id FROM " + table + " i JOIN later ON i." + ofBatch
        + " = later.batch_id) SELECT b.batch_id, b.file FROM later JOIN import_batch b USING (batch_id) "
          "WHERE ?2 <> '' AND b.state IS NULL ORDER BY 1";
}

std::string laterSql(const UndoneBatch &batch)
{
    const Entity *entity = findEntity(batch.entity);
    if (!entity)
        return laterOfImagesSql("custom_table_image", "former_batch");
    return entity->inSegments() ? laterOfImagesSql("usage_image", "of_batch") : laterOfEntitySql(*entity);
}

Result<void> checkLater(SQLite::Database &db, const UndoneBatch &batch)
{
    SQLite::Statement row(db, laterSql(batch));
    row.bind(1, batch.batch);
    row.bind(2, batch.source);
    std::vector<std::string> numbers;
    std::string named;
    while (row.executeStep()) {
        numbers.push_back(row.getColumn(0).getString());
        named += (named.empty() ? "" : ", ") + numbers.back() + " (" + row.getColumn(1).getString() + ')';
    }
    if (numbers.empty())
        return {};
    return Error{ErrorCode::Conflict,
        {QD_WORDS_N("Workspace",
             "Batch %2 (%3) cannot be undone: later batches %4 rest on it: they gave or closed rows of it, or lack the "
             "same records. Nothing was changed; undo those, the last first.",
             "Batch %2 (%3) cannot be undone: later batch %4 rests on it: it gave or closed rows of it, or lacks the "
             "same records. Nothing was changed; undo that one first."),
            {Count{std::int64_t(numbers.size())}, std::to_string(batch.batch), batch.file, named}},
        numbers};
}

void removeOf(SQLite::Database &db, const std::string &table, std::int64_t batch)
{
    SQLite::Statement remove(db, "DELETE FROM \"" + table + "\" WHERE batch_id = ?");
    remove.bind(1, batch);
    remove.exec();
}

Result<void> takeBackRows(SQLite::Database &db, const Entity &entity, const UndoneBatch &batch)
{
    const std::string name(entity.name);
    if (!restoreRows(db, name, keyColumns(entity), batch.source, batch.batch))
        return Error{ErrorCode::Damaged,
            {QD_WORDS("Workspace",
                 "What batch %1 changed is not kept as the program wrote it; nothing was changed. Use a backup."),
                {std::to_string(batch.batch)}}};
    SQLite::Statement remove(db, "DELETE FROM \"" + name + "\" WHERE source = ? AND first_batch = ?");
    remove.bind(1, batch.source);
    remove.bind(2, batch.batch);
    remove.exec();
    return {};
}

/// Customers whose records are all bare again know nothing but an id: golden fields are chosen from described ones
/// only.
void forgetFields(SQLite::Database &db, const UndoneBatch &batch)
{
    SQLite::Statement forget(db,
        "UPDATE account SET name = (SELECT a.name FROM account_link l JOIN accounts a ON a.source = l.source AND "
        "a.account_id = l.record_id WHERE l.account = account.account AND l.status = 'accepted' ORDER BY l.source, "
        "l.record_id LIMIT 1), domain = NULL, segment = NULL, region = NULL, owner = NULL, owner_email = NULL, "
        "country = NULL, city = NULL, industry = NULL, language = NULL, lifecycle_stage = NULL, status = NULL, "
        "contract_start_date = NULL, renewal_date = NULL, created_date = NULL, employees = NULL, health = NULL, "
        "health_score = NULL WHERE account IN (SELECT l.account FROM row_image i JOIN account_link l ON l.source = ?2 "
        "AND l.record_id = json_extract(i.record, '$[0]') WHERE i.batch_id = ?1 AND i.table_name = 'accounts' AND "
        "json_extract(i.image, '$.bare') = 1 AND l.status = 'accepted') AND NOT EXISTS (SELECT 1 FROM account_link l "
        "JOIN accounts a ON a.source = l.source AND a.account_id = l.record_id WHERE l.account = account.account AND "
        "l.status = 'accepted' AND a.bare = 0)");
    forget.bind(1, batch.batch);
    forget.bind(2, batch.source);
    forget.exec();
}

/// A source that was of no known kind before; also one of which nothing stands any more, where the kind may have been
/// the mistake.
void restoreKind(SQLite::Database &db, const UndoneBatch &batch)
{
    SQLite::Statement kind(db,
        "UPDATE source SET kind = json_extract(i.image, '$.kind') FROM row_image i WHERE i.batch_id = ?1 AND "
        "i.table_name = 'source' AND source.name = ?2");
    kind.bind(1, batch.batch);
    kind.bind(2, batch.source);
    kind.exec();
    SQLite::Statement nobody(db,
        "UPDATE source SET kind = 'other' WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.source "
        "= "
        "?1 AND b.state IS NULL AND b.batch_id <> ?2)");
    nobody.bind(1, batch.source);
    nobody.bind(2, batch.batch);
    nobody.exec();
}

} // namespace

Result<UndoneBatch> undoBatch(SQLite::Database &db, std::int64_t number)
{
    const auto batch = standingBatch(db, number);
    if (!batch)
        return batch.error();
    if (auto free = checkLater(db, *batch); !free)
        return free.error();
    const Entity *entity = findEntity(batch->entity);
    if (!entity)
        takeBackCustomTable(db, batch->entity, number);
    const auto done = !entity  ? Result<void>()
        : entity->inSegments() ? takeBackUsage(db, batch->source, number)
                               : takeBackRows(db, *entity, *batch);
    if (!done)
        return done.error();
    restoreKind(db, *batch);
    forgetFields(db, *batch);
    SQLite::Statement state(db, "UPDATE import_batch SET state = 'undone' WHERE batch_id = ?");
    state.bind(1, number);
    state.exec();
    for (const char *table : {"record_history", "quarantine", "usage_image", "custom_table_image", "batch_field"})
        removeOf(db, table, number);
    SQLite::Statement images(db,
        "DELETE FROM row_image WHERE batch_id = ? AND table_name NOT IN ('account_link', 'break_register', 'setting')");
    images.bind(1, number);
    images.exec();
    settleBareAccounts(db, batch->source);
    return *batch;
}

std::vector<std::int64_t> batchesOfImport(SQLite::Database &db, std::int64_t batch)
{
    std::vector<std::int64_t> batches;
    SQLite::Statement row(db,
        "SELECT batch_id FROM import_batch WHERE state IS NULL AND import_id = (SELECT import_id FROM import_batch "
        "WHERE batch_id = ?) ORDER BY batch_id DESC");
    row.bind(1, batch);
    while (row.executeStep())
        batches.push_back(row.getColumn(0).getInt64());
    return batches;
}

} // namespace qd::store
