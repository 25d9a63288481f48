#include "core/store/history_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

std::optional<std::string> optionalText(const SQLite::Column &column)
{
    return column.isNull() ? std::nullopt : std::optional(column.getString());
}

void bindOptional(SQLite::Statement &statement, int at, const std::optional<std::string> &text)
{
    if (text)
        statement.bind(at, *text);
    else
        statement.bind(at);
}

} // namespace

struct HistoryRows::Statements {
    SQLite::Statement insert;
    SQLite::Statement at;
    SQLite::Statement nextSnapshot;
    SQLite::Statement firstEntry;
    SQLite::Statement between;

    explicit Statements(SQLite::Database &db)
        : insert(db,
            "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id,"
            " known_batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , at(db,
              "SELECT new_value, as_of FROM record_history WHERE entity = ? AND field = ? AND source = ?"
              " AND record_id = ? AND as_of <= ? ORDER BY as_of DESC, history_id DESC LIMIT 1")
        , nextSnapshot(db,
              "SELECT min(as_of) FROM import_batch WHERE source = ? AND entity = ? AND as_of > ?"
              " AND state IS NULL")
        , firstEntry(db,
              "SELECT min(as_of) FROM record_history WHERE entity = ? AND field = ? AND source = ? AND record_id = ?")
        , between(db,
              "SELECT 1 FROM record_history WHERE entity = ? AND field = ? AND source = ? AND record_id = ?"
              " AND as_of > ? AND as_of <= ? LIMIT 1")
    {
    }
};

namespace {

SQLite::Statement &bound(SQLite::Statement &statement, std::initializer_list<const std::string *> values)
{
    statement.reset();
    int at = 1;
    for (const std::string *value : values)
        statement.bind(at++, *value);
    return statement;
}

} // namespace

HistoryRows::HistoryRows(SQLite::Database &db, std::string source, std::string entity, std::int64_t batch)
    : m_source(std::move(source))
    , m_entity(std::move(entity))
    , m_batch(batch)
    , m_statements(std::make_unique<Statements>(db))
{
}

HistoryRows::~HistoryRows() = default;

void HistoryRows::add(const HistoryEntry &entry)
{
    SQLite::Statement &insert = bound(m_statements->insert, {&m_source, &m_entity, &entry.record, &entry.field});
    bindOptional(insert, 5, entry.before);
    bindOptional(insert, 6, entry.after);
    insert.bind(7, entry.asOf);
    insert.bind(8, m_batch);
    if (entry.knownBatch != 0)
        insert.bind(9, entry.knownBatch);
    else
        insert.bind(9);
    insert.exec();
}

std::optional<std::string> HistoryRows::valueAt(
    const std::string &record, const std::string &field, const std::string &day) const
{
    SQLite::Statement &at = bound(m_statements->at, {&m_entity, &field, &m_source, &record, &day});
    return at.executeStep() ? optionalText(at.getColumn(0)) : std::nullopt;
}

bool HistoryRows::speaks(
    const std::string &record, const std::string &field, const std::string &after, const std::string &until) const
{
    return bound(m_statements->between, {&m_entity, &field, &m_source, &record, &after, &until}).executeStep();
}

std::optional<std::string> HistoryRows::firstEntry(const std::string &record, const std::string &field) const
{
    SQLite::Statement &entry = bound(m_statements->firstEntry, {&m_entity, &field, &m_source, &record});
    return entry.executeStep() ? optionalText(entry.getColumn(0)) : std::nullopt;
}

std::optional<std::string> HistoryRows::nextSnapshot(const std::string &day) const
{
    SQLite::Statement &next = bound(m_statements->nextSnapshot, {&m_source, &m_entity, &day});
    return next.executeStep() ? optionalText(next.getColumn(0)) : std::nullopt;
}

std::vector<FieldChange> fieldChanges(SQLite::Database &db, std::int64_t batch)
{
    SQLite::Statement query(db,
        "SELECT record_id, field, coalesce(old_value, ''), coalesce(new_value, '') FROM record_history h"
        " WHERE batch_id = ?1 AND as_of = (SELECT as_of FROM import_batch b WHERE b.batch_id = ?1)"
        " AND (old_value IS NOT NULL OR EXISTS (SELECT 1 FROM record_history e"
        " WHERE e.entity = h.entity AND e.field = h.field AND e.source = h.source AND e.record_id = h.record_id"
        " AND e.known_batch IS NOT NULL AND e.history_id < h.history_id))"
        " ORDER BY record_id, field, history_id");
    query.bind(1, batch);
    std::vector<FieldChange> changes;
    while (query.executeStep())
        changes.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
            query.getColumn(2).getString(), query.getColumn(3).getString()});
    return changes;
}

} // namespace qd::store
