#include "core/store/closed_rows.h"

#include "core/store/row_images.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

/// Described records of the source ?1, of the entity's table under the name of t.
std::string fromSql(const Entity &entity)
{
    return " FROM \"" + std::string(entity.name) + "\" t WHERE source = ?1"
        + (entity.mayBeBare() ? " AND bare = 0" : "");
}

/// ARR and currency on `day`: an annual value counts while the record is in force.
std::string arrSql(const Entity &entity, const std::string &day)
{
    if (entity.hasAnnual())
        return "CASE WHEN start_date <= " + day + " AND coalesce(end_date, '9999-12-31') >= " + day
            + " AND coalesce(cancelled_date, '9999-12-31') > " + day + " THEN annual_minor END, coalesce(currency, '')";
    const int arr = entity.indexOf("arr");
    const bool kept = arr >= 0 && entity.columns[std::size_t(arr)].history != History::None;
    return kept ? "arr_minor, coalesce(currency, '')" : "NULL, ''";
}

/// Records that `condition` holds for, with their ARR on `arrDay`; of its parameters ?2 is a day and ?3 is free.
std::vector<RecordArr> recordsWhere(SQLite::Database &db, const Entity &entity, const std::string &condition,
    const std::string &source, const std::string &day, const std::optional<std::string> &third = std::nullopt,
    const std::string &arrDay = "?2")
{
    const std::vector<std::string> keys = keyColumns(entity);
    std::string columns;
    std::string order;
    for (const std::string &key : keys) {
        columns += '"' + key + "\", ";
        order += (order.empty() ? "\"" : ", \"") + key + '"';
    }
    SQLite::Statement row(db,
        "SELECT " + columns + arrSql(entity, arrDay) + ", as_of, closed_on" + fromSql(entity) + " AND " + condition
            + " ORDER BY " + order);
    row.bind(1, source);
    row.bind(2, day);
    if (third)
        row.bind(3, *third);
    std::vector<RecordArr> records;
    while (row.executeStep()) {
        RecordArr record;
        int at = 0;
        for (; at < int(keys.size()); ++at)
            record.key.push_back(row.getColumn(at).getString());
        if (const SQLite::Column arr = row.getColumn(at); !arr.isNull())
            record.arrMinor = arr.getInt64();
        record.currency = row.getColumn(at + 1).getString();
        record.asOf = row.getColumn(at + 2).getString();
        record.closedOn = row.getColumn(at + 3).getString();
        records.push_back(std::move(record));
    }
    return records;
}

/// Where there is an image i of a row of the entity; `condition` says which.
std::string imageSql(const Entity &entity, const std::string &condition)
{
    return "EXISTS (SELECT 1 FROM import_batch b CROSS JOIN row_image i ON i.batch_id = b.batch_id AND i.table_name = '"
        + std::string(entity.name) + "' AND i.record = " + recordSql(keyColumns(entity), "t") + " WHERE " + condition
        + ')';
}

} // namespace

std::vector<RecordArr> recordsInForce(
    SQLite::Database &db, const Entity &entity, const std::string &source, const std::string &asOf)
{
    // Rows of before schema 4 are known since the batch they stand in.
    return recordsWhere(db, entity,
        "coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)) <= ?2"
        " AND (closed_on IS NULL OR closed_on > ?2)",
        source, asOf);
}

std::vector<RecordArr> recordsBroughtBy(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf)
{
    // An older file is the first sight of rows that were there, but they are not of it. What several files of an import
    // gave stands in the last of them.
    const std::string number = std::to_string(batch);
    return recordsWhere(db, entity,
        "?2 <> '' AND closed_on IS NULL"
        " AND batch_id IN (SELECT m.batch_id FROM import_batch b JOIN import_batch m USING (import_id)"
        " WHERE b.batch_id = "
            + number + ") AND (first_batch = " + number + " OR "
            + imageSql(entity, "b.batch_id = " + number + " AND " + openingImageSql("i", "b")) + ')',
        source, asOf);
}

std::vector<RecordArr> recordsClosedBy(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf)
{
    return recordsWhere(db, entity,
        "closed_on = ?2 AND "
            + imageSql(entity, "b.batch_id = " + std::to_string(batch) + " AND " + closingImageSql("i")),
        source, asOf);
}

std::vector<RecordArr> recordsClosedByEarlier(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch, const std::string &asOf)
{
    const std::string number = std::to_string(batch);
    const std::string name(entity.name);
    // The row has no image of the batch that made it, unless it was bare. Older files take the first sight over, with
    // an image of whose it was. Who closes a row that was there keeps an image of that.
    const std::string made = "(first_batch = " + number + " OR " + recordSql(keyColumns(entity), "t")
        + " IN (SELECT i.record FROM import_batch b JOIN row_image i USING (batch_id) WHERE b.source = ?1 AND b.entity "
          "= '"
        + name + "' AND b.batch_id > " + number + " AND b.as_of < ?2 AND b.state IS NULL AND i.table_name = '" + name
        + "' AND json_extract(i.image, '$.first_batch') = " + number + ")) AND NOT "
        + imageSql(entity, "b.batch_id = " + number + " AND json_type(i.image, '$.bare') IS NULL");
    const std::string opened = imageSql(entity, "b.batch_id = " + number + " AND " + openingImageSql("i", "b"));
    return recordsWhere(db, entity,
        "closed_on > ?2 AND (" + opened + " OR " + made + ") AND NOT "
            + imageSql(entity,
                "b.source = ?1 AND b.entity = '" + name + "' AND b.batch_id > " + number
                    + " AND (b.complete = 1 AND b.as_of = t.closed_on AND " + closingImageSql("i") + " OR "
                    + openingImageSql("i", "b") + ')'),
        source, asOf, std::nullopt, "closed_on");
}

std::vector<RecordArr> recordsLastSeen(SQLite::Database &db, const Entity &entity, const std::string &source,
    const std::string &lastAsOf, const std::string &asOf)
{
    return recordsWhere(db, entity, "?2 <> '' AND as_of = ?3 AND closed_on IS NULL", source, asOf, lastAsOf);
}

std::int64_t openBefore(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch)
{
    SQLite::Statement row(
        db, "SELECT count(*)" + fromSql(entity) + " AND closed_on IS NULL AND coalesce(first_batch, 0) < ?2");
    row.bind(1, source);
    row.bind(2, batch);
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

void closeRecords(SQLite::Database &db, const Entity &entity, const std::string &source,
    std::optional<std::int64_t> batch, const std::string &asOf, const std::vector<RecordArr> &records)
{
    const std::vector<std::string> keys = keyColumns(entity);
    std::string sql = "UPDATE \"" + std::string(entity.name) + "\" SET closed_on = ? WHERE source = ?";
    for (const std::string &key : keys)
        sql += " AND \"" + key + "\" = ?";
    SQLite::Statement close(db, sql);
    RowImages images(db, std::string(entity.name), keys.size(), batch.value_or(0));
    for (const RecordArr &record : records) {
        ImageText before;
        before.text("closed_on", record.closedOn);
        if (batch)
            images.keep({record.key.begin(), record.key.end()}, before.text());
        close.reset();
        int at = 1;
        close.bind(at++, asOf);
        close.bind(at++, source);
        for (const std::string &part : record.key)
            close.bind(at++, part);
        close.exec();
    }
}

} // namespace qd::store
