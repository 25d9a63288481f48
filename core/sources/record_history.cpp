#include "core/sources/record_history.h"

#include "core/base/money.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::sources {

namespace {

std::optional<std::string> optionalText(const SQLite::Column &column)
{
    if (column.isNull())
        return std::nullopt;
    return column.getString();
}

void bindOptional(SQLite::Statement &statement, int at, const std::optional<std::string> &text)
{
    if (text)
        statement.bind(at, *text);
    else
        statement.bind(at);
}

} // namespace

struct RecordHistory::Statements {
    SQLite::Statement insert;
    SQLite::Statement at; ///< newest entry on or before a day
    SQLite::Statement nextSnapshot; ///< first later as-of date of the entity
    SQLite::Statement firstEntry; ///< of a record
    SQLite::Statement between; ///< whether the field has an entry in a span of days

    explicit Statements(SQLite::Database &db)
        : insert(db,
            "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        , at(db,
              "SELECT new_value, as_of FROM record_history WHERE entity = ? AND field = ? AND source = ?"
              " AND record_id = ? AND as_of <= ? ORDER BY as_of DESC, history_id DESC LIMIT 1")
        , nextSnapshot(db, "SELECT min(as_of) FROM import_batch WHERE source = ? AND entity = ? AND as_of > ?")
        , firstEntry(db, "SELECT min(as_of) FROM record_history WHERE source = ? AND entity = ? AND record_id = ?")
        , between(db,
              "SELECT 1 FROM record_history WHERE entity = ? AND field = ? AND source = ? AND record_id = ?"
              " AND as_of > ? AND as_of <= ? LIMIT 1")
    {
    }
};

RecordHistory::RecordHistory(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file)
    : m_entity(entity)
    , m_file(file)
    , m_currency(entity.indexOf("currency"))
    , m_statements(std::make_unique<Statements>(workspace.db()))
{
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        if (entity.columns[i].history == store::History::FromFirstSight)
            m_columns.push_back(i);
    }
}

RecordHistory::~RecordHistory() = default;

std::optional<std::string> RecordHistory::textOf(const std::vector<Value> &values, std::size_t column) const
{
    if (values.empty() || values[column].isNull())
        return std::nullopt;
    const Value &value = values[column];
    if (value.kind == Value::Kind::Text)
        return value.text;
    if (m_entity.columns[column].type != store::ValueType::Money || m_currency < 0)
        return std::to_string(value.integer);
    const auto currency = Currency::fromCode(values[std::size_t(m_currency)].text).value_or(Currency());
    return Money{value.integer, currency}.text() + ' ' + currency.code();
}

void RecordHistory::add(const std::string &key, std::size_t column, const std::optional<std::string> &before,
    const std::optional<std::string> &after, const std::string &asOf)
{
    SQLite::Statement &insert = m_statements->insert;
    insert.reset();
    insert.bind(1, m_file.source);
    insert.bind(2, std::string(m_entity.name));
    insert.bind(3, key);
    insert.bind(4, std::string(m_entity.columns[column].name));
    bindOptional(insert, 5, before);
    bindOptional(insert, 6, after);
    insert.bind(7, asOf);
    insert.bind(8, m_file.batch);
    insert.exec();
}

void RecordHistory::changed(const std::string &key, const std::vector<Value> &before, const std::vector<Value> &after)
{
    for (const std::size_t column : m_columns) {
        const auto was = textOf(before, column);
        const auto is = textOf(after, column);
        if (was != is)
            add(key, column, was, is, m_file.asOf.iso());
    }
}

std::optional<std::string> RecordHistory::nextSnapshot(const std::string &key) const
{
    SQLite::Statement &next = m_statements->nextSnapshot;
    next.reset();
    next.bind(1, m_file.source);
    next.bind(2, std::string(m_entity.name));
    next.bind(3, m_file.asOf.iso());
    const auto later = next.executeStep() ? optionalText(next.getColumn(0)) : std::nullopt;
    SQLite::Statement &first = m_statements->firstEntry;
    first.reset();
    first.bind(1, m_file.source);
    first.bind(2, std::string(m_entity.name));
    first.bind(3, key);
    const auto seen = first.executeStep() ? optionalText(first.getColumn(0)) : std::nullopt;
    return later && seen ? std::max(later, seen) : later; // a record is in no snapshot before its first
}

std::optional<std::string> RecordHistory::valueAt(const std::string &key, std::size_t column) const
{
    SQLite::Statement &at = m_statements->at;
    at.reset();
    at.bind(1, std::string(m_entity.name));
    at.bind(2, std::string(m_entity.columns[column].name));
    at.bind(3, m_file.source);
    at.bind(4, key);
    at.bind(5, m_file.asOf.iso());
    return at.executeStep() ? optionalText(at.getColumn(0)) : std::nullopt;
}

bool RecordHistory::saysSomething(const std::string &key, std::size_t column, const std::string &until) const
{
    SQLite::Statement &between = m_statements->between;
    between.reset();
    between.bind(1, std::string(m_entity.name));
    between.bind(2, std::string(m_entity.columns[column].name));
    between.bind(3, m_file.source);
    between.bind(4, key);
    between.bind(5, m_file.asOf.iso());
    between.bind(6, until);
    return between.executeStep();
}

bool RecordHistory::older(const std::string &key, const std::vector<Value> &values, const std::vector<bool> &said)
{
    const auto later = nextSnapshot(key);
    bool any = false;
    for (const std::size_t column : m_columns) {
        const auto was = valueAt(key, column);
        const auto is = textOf(values, column);
        if (!said[column] || was == is)
            continue;
        any = true;
        // The next snapshot said what was in force until now; only changes are kept, so it has to be said again.
        const bool repeat = later && !saysSomething(key, column, *later);
        add(key, column, was, is, m_file.asOf.iso());
        if (repeat)
            add(key, column, is, was, *later);
    }
    return any;
}

} // namespace qd::sources
