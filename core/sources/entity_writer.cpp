#include "core/sources/entity_writer.h"

#include "core/sources/extra_text.h"
#include "core/sources/record_history.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::sources {

namespace {

using store::ValueType;

std::string columnInTable(const store::Column &column)
{
    return '"' + std::string(column.name) + (column.type == ValueType::Money ? "_minor\"" : "\"");
}

/// The columns between the key's source and the bookkeeping: entity columns, then annual_minor of subscriptions.
std::vector<std::string> tableColumns(const store::Entity &entity)
{
    std::vector<std::string> names;
    for (const store::Column &column : entity.columns)
        names.push_back(columnInTable(column));
    if (entity.name == "subscriptions")
        names.emplace_back("annual_minor");
    return names;
}

std::string keyCondition(const store::Entity &entity)
{
    std::string condition = "source = ?";
    for (const store::Column &column : entity.columns) {
        if (column.key)
            condition += " AND " + columnInTable(column) + " = ?";
    }
    return condition;
}

std::string list(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += name + ", ";
    return text;
}

std::string selectSql(const store::Entity &entity)
{
    return "SELECT " + list(tableColumns(entity)) + "extra, content_hash, as_of"
        + (entity.name == "accounts" ? ", bare" : ", 0") + " FROM " + std::string(entity.name) + " WHERE "
        + keyCondition(entity);
}

std::string insertSql(const store::Entity &entity)
{
    const auto names = tableColumns(entity);
    std::string marks = "?";
    for (std::size_t i = 0; i < names.size() + 5; ++i)
        marks += ", ?";
    return "INSERT OR REPLACE INTO " + std::string(entity.name) + " (source, " + list(names)
        + "extra, content_hash, as_of, batch_id, line) VALUES (" + marks + ")";
}

std::string moveSql(const store::Entity &entity)
{
    return "UPDATE " + std::string(entity.name) + " SET as_of = ? WHERE " + keyCondition(entity);
}

Value valueOf(const SQLite::Column &column)
{
    if (column.isNull())
        return {};
    if (column.isInteger())
        return {Value::Kind::Integer, column.getInt64(), 0, {}};
    if (column.isFloat())
        return {Value::Kind::Real, 0, column.getDouble(), {}};
    return {Value::Kind::Text, 0, 0, column.getString()};
}

void bindValue(SQLite::Statement &statement, int at, const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Null:
        statement.bind(at);
        break;
    case Value::Kind::Integer:
        statement.bind(at, value.integer);
        break;
    case Value::Kind::Real:
        statement.bind(at, value.real);
        break;
    case Value::Kind::Text:
        statement.bind(at, value.text);
        break;
    }
}

} // namespace

struct EntityWriter::Statements {
    SQLite::Statement select;
    SQLite::Statement insert;
    SQLite::Statement move;
    RecordHistory history;

    Statements(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file)
        : select(workspace.db(), selectSql(entity))
        , insert(workspace.db(), insertSql(entity))
        , move(workspace.db(), moveSql(entity))
        , history(workspace, entity, file)
    {
    }
};

/// The row that a key has in the workspace.
struct EntityWriter::Stored {
    bool exists = false;
    bool bare = false;
    TypedRow row;
    std::int64_t hash = 0;
    std::string asOf;
};

EntityWriter::EntityWriter(store::Workspace &workspace, const Mapping &mapping, FileInHand file,
    const std::vector<FileInHand> &earlierFiles, SeenKeys &seen)
    : m_mapping(mapping)
    , m_file(std::move(file))
    , m_earlier(earlierFiles)
    , m_seen(seen)
    , m_statements(std::make_unique<Statements>(workspace, *mapping.entity, m_file))
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const store::Column &column = mapping.entity->columns[i];
        const bool amount = column.type == ValueType::Money || column.recurring;
        m_valuesTogether = m_valuesTogether || (amount && mapping.columns[i].present());
    }
}

EntityWriter::~EntityWriter() = default;

std::string EntityWriter::keyOf(const TypedRow &row) const
{
    std::string key;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!m_mapping.entity->columns[i].key)
            continue;
        if (!key.empty())
            key += '\x1F';
        key += row.values[i].text;
    }
    return key;
}

EntityWriter::Stored EntityWriter::load(const TypedRow &row)
{
    SQLite::Statement &select = m_statements->select;
    select.reset();
    int at = 1;
    select.bind(at++, m_file.source);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (m_mapping.entity->columns[i].key)
            select.bind(at++, row.values[i].text);
    }
    Stored stored;
    stored.exists = select.executeStep();
    if (!stored.exists)
        return stored;
    int column = 0;
    for (std::size_t i = 0; i < row.values.size(); ++i)
        stored.row.values.push_back(valueOf(select.getColumn(column++)));
    if (m_mapping.entity->name == "subscriptions") {
        const SQLite::Column annual = select.getColumn(column++);
        if (!annual.isNull())
            stored.row.annualMinor = annual.getInt64();
    }
    stored.row.extra = select.getColumn(column++).getString();
    stored.hash = select.getColumn(column++).getInt64();
    stored.asOf = select.getColumn(column++).getString();
    stored.bare = select.getColumn(column).getInt() != 0;
    return stored;
}

/// Whether a column keeps what is stored because the file says nothing about it.
bool EntityWriter::keeps(std::size_t column) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    const bool goesTogether = target.type == ValueType::Money || target.recurring || target.type == ValueType::Currency
        || target.name == "billing_period_months";
    if (goesTogether && !target.key)
        return !m_valuesTogether;
    return !m_mapping.columns[column].present() && !target.key;
}

void EntityWriter::merge(TypedRow &row, const Stored &stored) const
{
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (keeps(i))
            row.values[i] = stored.row.values[i];
    }
    if (m_mapping.entity->name == "subscriptions" && !m_valuesTogether)
        row.annualMinor = stored.row.annualMinor;
    row.extra = mergedExtra(stored.row.extra, row.extra);
}

bool EntityWriter::contradicts(const TypedRow &row, const Stored &stored, const SeenKey &first) const
{
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!keeps(i) && !stored.row.values[i].isNull() && row.values[i] != stored.row.values[i])
            return true;
    }
    // Columns nobody maps are no contradiction between two files, but are within one.
    return first.file == m_file.index;
}

EntityWriter::Outcome EntityWriter::refuse(TypedRow &row, const SeenKey &first, Reason reason) const
{
    std::string key;
    std::string column;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!m_mapping.entity->columns[i].key)
            continue;
        key += (key.empty() ? "" : ", ") + row.values[i].text;
        column = column.empty() ? m_mapping.headerOf(i) : column;
    }
    const std::string where = reason == Reason::DuplicateKey
        ? "stands on line " + std::to_string(first.line) + " already, with other values."
        : "stands in " + m_earlier[first.file].name + " line " + std::to_string(first.line) + " with other values.";
    row.fault = Fault{reason, column, inQuotes(key) + ' ' + where};
    return Outcome::Quarantined;
}

void EntityWriter::store(const TypedRow &row, std::int64_t line, std::int64_t hash)
{
    SQLite::Statement &insert = m_statements->insert;
    insert.reset();
    int at = 1;
    insert.bind(at++, m_file.source);
    for (const Value &value : row.values)
        bindValue(insert, at++, value);
    if (m_mapping.entity->name == "subscriptions") {
        if (row.annualMinor)
            insert.bind(at++, *row.annualMinor);
        else
            insert.bind(at++);
    }
    bindValue(insert, at++, row.extra.empty() ? Value{} : Value{Value::Kind::Text, 0, 0, row.extra});
    insert.bind(at++, hash);
    insert.bind(at++, m_file.asOf.iso());
    insert.bind(at++, m_file.batch);
    insert.bind(at, line);
    insert.exec();
}

void EntityWriter::moveAsOf(const TypedRow &row)
{
    SQLite::Statement &move = m_statements->move;
    move.reset();
    int at = 1;
    move.bind(at++, m_file.asOf.iso());
    move.bind(at++, m_file.source);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (m_mapping.entity->columns[i].key)
            move.bind(at++, row.values[i].text);
    }
    move.exec();
}

EntityWriter::Outcome EntityWriter::write(TypedRow &row, std::int64_t line)
{
    const std::string key = keyOf(row);
    const std::int64_t fileHash = row.contentHash(*m_mapping.entity);
    const auto [first, isFirst] = m_seen.try_emplace(key, SeenKey{m_file.index, line, fileHash});
    const bool sameFile = !isFirst && first->second.file == m_file.index;
    if (sameFile)
        return first->second.hash == fileHash ? Outcome::Unchanged : refuse(row, first->second, Reason::DuplicateKey);
    const Stored stored = load(row);
    if (!isFirst && first->second.hash != fileHash && stored.exists && contradicts(row, stored, first->second))
        return refuse(row, first->second, Reason::ConflictingFile);
    const std::string asOf = m_file.asOf.iso();
    const bool real = stored.exists && !stored.bare;
    if (real && asOf < stored.asOf) {
        std::vector<bool> said(row.values.size());
        for (std::size_t i = 0; i < said.size(); ++i)
            said[i] = !keeps(i);
        return m_statements->history.older(key, row.values, said) ? Outcome::Accepted : Outcome::Unchanged;
    }
    if (real)
        merge(row, stored);
    const std::int64_t hash = row.contentHash(*m_mapping.entity);
    if (real && hash == stored.hash) {
        if (asOf > stored.asOf)
            moveAsOf(row);
        return Outcome::Unchanged;
    }
    m_statements->history.changed(key, real ? stored.row.values : std::vector<Value>{}, row.values);
    store(row, line, hash);
    return Outcome::Accepted;
}

} // namespace qd::sources
