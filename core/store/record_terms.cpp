#include "core/store/record_terms.h"

#include "core/store/entity_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

std::string valueSql(const Entity &entity)
{
    if (entity.hasAnnual())
        return "annual_minor, coalesce(currency, ''), start_date, coalesce(end_date, ''), coalesce(cancelled_date, '')";
    const int arr = entity.indexOf("arr");
    const bool kept = arr >= 0 && entity.columns[std::size_t(arr)].history != History::None;
    return kept ? "arr_minor, coalesce(currency, ''), '', '', ''" : "NULL, '', '', '', ''";
}

} // namespace

std::int64_t RecordTerms::arrOn(const std::string &day) const
{
    const bool counts = start <= day && (end.empty() || end >= day) && (cancelled.empty() || cancelled > day);
    return counts ? annualMinor.value_or(0) : 0;
}

std::vector<RecordTerms> termsOfBatch(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch)
{
    const std::vector<std::string> keys = keyColumns(entity);
    std::string key;
    for (const std::string &each : keys)
        key += (key.empty() ? "\"" : " || ' ' || \"") + each + '"';
    // Entities with a history have one key column.
    SQLite::Statement row(db,
        "SELECT " + key + ", coalesce(first_batch = ?2, 0), " + valueSql(entity)
            + ", EXISTS (SELECT 1 FROM record_history h JOIN import_batch b ON b.batch_id = h.batch_id"
              " WHERE h.batch_id = ?2 AND h.entity = ?3 AND h.field = 'arr' AND h.source = ?1 AND h.old_value IS NULL"
              " AND h.known_batch IS NULL AND h.as_of = b.as_of AND h.record_id = "
            + key + ") FROM \"" + std::string(entity.name) + "\" WHERE source = ?1"
            + (entity.mayBeBare() ? " AND bare = 0" : "") + " AND (first_batch = ?2 OR " + key
            + " IN (SELECT record_id FROM record_history WHERE batch_id = ?2 AND entity = ?3)) ORDER BY 1");
    row.bind(1, source);
    row.bind(2, batch);
    row.bind(3, std::string(entity.name));
    std::vector<RecordTerms> terms;
    while (row.executeStep()) {
        RecordTerms record;
        record.record = row.getColumn(0).getString();
        record.made = row.getColumn(1).getInt() != 0;
        if (const SQLite::Column value = row.getColumn(2); !value.isNull())
            record.annualMinor = value.getInt64();
        record.currency = row.getColumn(3).getString();
        record.start = row.getColumn(4).getString();
        record.end = row.getColumn(5).getString();
        record.cancelled = row.getColumn(6).getString();
        record.firstValue = !record.made && row.getColumn(7).getInt() != 0;
        terms.push_back(std::move(record));
    }
    return terms;
}

} // namespace qd::store
