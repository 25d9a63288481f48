#include "core/sources/record_history.h"

#include "core/base/money.h"

#include <QByteArray>

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
            "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id,"
            " known_batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , at(db,
              "SELECT new_value, as_of FROM record_history WHERE entity = ? AND field = ? AND source = ?"
              " AND record_id = ? AND as_of <= ? ORDER BY as_of DESC, history_id DESC LIMIT 1")
        , nextSnapshot(db,
              "SELECT min(as_of) FROM import_batch WHERE source = ? AND entity = ? AND as_of > ?"
              " AND state IS NULL")
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
        const store::Column &column = entity.columns[i];
        if (column.history != store::History::None)
            m_fields.push_back({std::string(column.name), int(i), column.history == store::History::OnceChanged});
    }
    if (entity.hasAnnual())
        m_fields.push_back({"annual", -1, true});
}

RecordHistory::~RecordHistory() = default;

std::optional<std::string> RecordHistory::textOf(const TypedRow &row, const Field &field) const
{
    constexpr int Digits = 15; // as record_history_full writes them
    const auto currency =
        m_currency < 0 ? Currency() : Currency::fromCode(row.values[std::size_t(m_currency)].text).value_or(Currency());
    const auto amount = [&currency](std::int64_t minor) {
        return Money{minor, currency}.text() + ' ' + currency.code();
    };
    if (field.column < 0)
        return row.annualMinor ? std::optional(amount(*row.annualMinor)) : std::nullopt;
    const Value &value = row.values[std::size_t(field.column)];
    if (value.isNull())
        return std::nullopt;
    if (value.kind == Value::Kind::Text)
        return value.text;
    if (value.kind == Value::Kind::Real)
        return QByteArray::number(value.real, 'g', Digits).toStdString();
    const bool money = m_entity.columns[std::size_t(field.column)].type == store::ValueType::Money && m_currency >= 0;
    return money ? amount(value.integer) : std::to_string(value.integer);
}

void RecordHistory::add(const std::string &key, const Field &field, const std::optional<std::string> &before,
    const std::optional<std::string> &after, const std::string &asOf, std::int64_t knownBatch)
{
    SQLite::Statement &insert = m_statements->insert;
    insert.reset();
    insert.bind(1, m_file.source);
    insert.bind(2, std::string(m_entity.name));
    insert.bind(3, key);
    insert.bind(4, field.name);
    bindOptional(insert, 5, before);
    bindOptional(insert, 6, after);
    insert.bind(7, asOf);
    insert.bind(8, m_file.batch);
    if (knownBatch != 0)
        insert.bind(9, knownBatch);
    else
        insert.bind(9);
    insert.exec();
}

/// The first value of a field that has no entry yet; also no value is one.
void RecordHistory::addFirst(
    const std::string &key, const Field &field, const std::optional<std::string> &value, const FirstSight &first)
{
    if (field.onceChanged && !saysSomething(key, field, "", "9999-12-31"))
        add(key, field, std::nullopt, value, first.asOf, first.batch);
}

void RecordHistory::seen(const std::string &key, const TypedRow &row)
{
    for (const Field &field : m_fields) {
        const auto is = field.onceChanged ? std::nullopt : textOf(row, field);
        if (is)
            add(key, field, std::nullopt, is, m_file.asOf.iso());
    }
}

void RecordHistory::changed(
    const std::string &key, const TypedRow &before, const TypedRow &after, const FirstSight &first)
{
    for (const Field &field : m_fields) {
        const auto was = textOf(before, field);
        const auto is = textOf(after, field);
        if (was == is)
            continue;
        addFirst(key, field, was, first);
        add(key, field, was, is, m_file.asOf.iso());
    }
}

void RecordHistory::changed(const std::string &key, std::string_view name, const std::optional<std::string> &before,
    const std::optional<std::string> &after)
{
    const auto field = std::ranges::find(m_fields, name, &Field::name);
    if (field != m_fields.end() && before != after)
        add(key, *field, before, after, m_file.asOf.iso());
}

std::optional<std::string> RecordHistory::nextSnapshot(const std::string &key, const FirstSight &first) const
{
    SQLite::Statement &next = m_statements->nextSnapshot;
    next.reset();
    next.bind(1, m_file.source);
    next.bind(2, std::string(m_entity.name));
    next.bind(3, m_file.asOf.iso());
    const auto later = next.executeStep() ? optionalText(next.getColumn(0)) : std::nullopt;
    SQLite::Statement &entry = m_statements->firstEntry;
    entry.reset();
    entry.bind(1, m_file.source);
    entry.bind(2, std::string(m_entity.name));
    entry.bind(3, key);
    const auto entered = entry.executeStep() ? optionalText(entry.getColumn(0)) : std::nullopt;
    // A record is in no snapshot before its first.
    return later ? std::optional(std::max(*later, std::min(entered.value_or(first.asOf), first.asOf))) : std::nullopt;
}

std::optional<std::string> RecordHistory::valueAt(const std::string &key, const Field &field) const
{
    SQLite::Statement &at = m_statements->at;
    at.reset();
    at.bind(1, std::string(m_entity.name));
    at.bind(2, field.name);
    at.bind(3, m_file.source);
    at.bind(4, key);
    at.bind(5, m_file.asOf.iso());
    return at.executeStep() ? optionalText(at.getColumn(0)) : std::nullopt;
}

/// Whether the field has an entry dated after one day, up to and with another.
bool RecordHistory::saysSomething(
    const std::string &key, const Field &field, const std::string &after, const std::string &until) const
{
    SQLite::Statement &between = m_statements->between;
    between.reset();
    between.bind(1, std::string(m_entity.name));
    between.bind(2, field.name);
    between.bind(3, m_file.source);
    between.bind(4, key);
    between.bind(5, after);
    between.bind(6, until);
    return between.executeStep();
}

void RecordHistory::olderField(const std::string &key, const Field &field, const std::optional<std::string> &was,
    const std::optional<std::string> &is, const std::optional<std::string> &later)
{
    // The next snapshot said what was in force until now; only changes are kept, so it has to be said again.
    const bool repeat = later && !saysSomething(key, field, m_file.asOf.iso(), *later);
    add(key, field, was, is, m_file.asOf.iso());
    if (repeat)
        add(key, field, is, was, *later);
}

bool RecordHistory::older(const std::string &key, const TypedRow &row, const TypedRow &stored,
    const std::vector<bool> &said, const FirstSight &first)
{
    const auto later = nextSnapshot(key, first);
    bool any = false;
    for (const Field &field : m_fields) {
        const auto is = textOf(row, field);
        if (!said[std::size_t(field.column < 0 ? m_currency : field.column)])
            continue;
        if (field.onceChanged && !saysSomething(key, field, "", "9999-12-31")) {
            const auto current = textOf(stored, field); // and so it was since the first sight
            if (is == current)
                continue;
            addFirst(key, field, current, first);
        }
        const auto was = valueAt(key, field);
        if (was == is)
            continue;
        any = true;
        olderField(key, field, was, is, later);
    }
    return any;
}

} // namespace qd::sources
