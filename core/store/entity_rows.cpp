#include "core/store/entity_rows.h"

#include "core/store/typed_values.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

/// The columns between the key's source and the bookkeeping: entity columns, then annual_minor of subscriptions.
std::string dataColumns(const Entity &entity)
{
    std::string text;
    for (const Column &column : entity.columns)
        text += columnInTable(column) + ", ";
    if (entity.hasAnnual())
        text += "annual_minor, ";
    return text;
}

std::string keyCondition(const Entity &entity)
{
    std::string condition = "source = ?";
    for (const Column &column : entity.columns) {
        if (column.key)
            condition += " AND " + columnInTable(column) + " = ?";
    }
    return condition;
}

std::string selectSql(const Entity &entity)
{
    return "SELECT " + dataColumns(entity)
        + "extra, content_hash, as_of, batch_id, line, first_as_of, first_batch, closed_on"
        + (entity.mayBeBare() ? ", bare" : ", 0") + " FROM " + std::string(entity.name) + " WHERE "
        + keyCondition(entity);
}

std::string putSql(const Entity &entity)
{
    std::string marks = "?";
    constexpr std::size_t Kept = 8; // of the columns named below
    for (std::size_t i = 0; i < entity.columns.size() + (entity.hasAnnual() ? 1 : 0) + Kept; ++i)
        marks += ", ?";
    return "INSERT OR REPLACE INTO " + std::string(entity.name) + " (source, " + dataColumns(entity)
        + "extra, content_hash, as_of, batch_id, line, first_as_of, first_batch, closed_on) VALUES (" + marks + ")";
}

std::string setSql(const Entity &entity, const std::string &columns)
{
    return "UPDATE " + std::string(entity.name) + " SET " + columns + " WHERE " + keyCondition(entity);
}

} // namespace

struct EntityRows::Statements {
    SQLite::Statement any;
    SQLite::Statement select;
    SQLite::Statement put;
    SQLite::Statement moveAsOf;
    SQLite::Statement moveFirst;
    SQLite::Statement asOfBatch;

    Statements(SQLite::Database &db, const Entity &entity)
        : any(db, "SELECT EXISTS (SELECT 1 FROM " + std::string(entity.name) + " WHERE source = ?)")
        , select(db, selectSql(entity))
        , put(db, putSql(entity))
        , moveAsOf(db, setSql(entity, "as_of = ?"))
        , moveFirst(db, setSql(entity, "first_as_of = ?, first_batch = ?"))
        , asOfBatch(db, "SELECT as_of FROM import_batch WHERE batch_id = ?")
    {
    }
};

namespace {

/// Source and key columns, from parameter `at` on.
void bindKey(SQLite::Statement &statement, int at, const Entity &entity, const std::string &source,
    const std::vector<Value> &values)
{
    statement.bind(at++, source);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (entity.columns[i].key)
            statement.bind(at++, values[i].text);
    }
}

} // namespace

EntityRows::EntityRows(SQLite::Database &db, const Entity &entity, const std::string &source)
    : m_entity(entity)
    , m_source(source)
    , m_statements(std::make_unique<Statements>(db, entity))
{
}

EntityRows::~EntityRows() = default;

bool EntityRows::any()
{
    SQLite::Statement &exists = m_statements->any;
    exists.reset();
    exists.bind(1, m_source);
    exists.executeStep();
    return exists.getColumn(0).getInt() != 0;
}

std::optional<EntityRow> EntityRows::find(const std::vector<Value> &values)
{
    SQLite::Statement &select = m_statements->select;
    select.reset();
    bindKey(select, 1, m_entity, m_source, values);
    if (!select.executeStep())
        return std::nullopt;
    EntityRow row;
    int column = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        row.values.push_back(valueOf(select.getColumn(column++)));
    if (m_entity.hasAnnual()) {
        const SQLite::Column annual = select.getColumn(column++);
        if (!annual.isNull())
            row.annualMinor = annual.getInt64();
    }
    row.extra = select.getColumn(column++).getString();
    row.hash = select.getColumn(column++).getInt64();
    row.asOf = select.getColumn(column++).getString();
    row.batch = select.getColumn(column++).getInt64();
    row.line = select.getColumn(column++).getInt64();
    row.first.asOf = select.getColumn(column++).getString();
    row.first.batch = select.getColumn(column++).getInt64();
    row.closedOn = select.getColumn(column++).getString();
    row.bare = select.getColumn(column).getInt() != 0;
    return row;
}

void EntityRows::put(const EntityRow &row)
{
    SQLite::Statement &put = m_statements->put;
    put.reset();
    int at = 1;
    put.bind(at++, m_source);
    for (const Value &value : row.values)
        bindValue(put, at++, value);
    if (m_entity.hasAnnual()) {
        if (row.annualMinor)
            put.bind(at++, *row.annualMinor);
        else
            put.bind(at++);
    }
    if (row.extra.empty())
        put.bind(at++);
    else
        put.bind(at++, row.extra);
    put.bind(at++, row.hash);
    put.bind(at++, row.asOf);
    put.bind(at++, row.batch);
    put.bind(at++, row.line);
    put.bind(at++, row.first.asOf);
    put.bind(at++, row.first.batch);
    if (row.closedOn.empty())
        put.bind(at);
    else
        put.bind(at, row.closedOn);
    put.exec();
}

void EntityRows::moveAsOf(const std::vector<Value> &key, const std::string &asOf)
{
    SQLite::Statement &move = m_statements->moveAsOf;
    move.reset();
    move.bind(1, asOf);
    bindKey(move, 2, m_entity, m_source, key);
    move.exec();
}

void EntityRows::moveFirstSight(const std::vector<Value> &key, const FirstSight &first)
{
    SQLite::Statement &move = m_statements->moveFirst;
    move.reset();
    move.bind(1, first.asOf);
    move.bind(2, first.batch);
    bindKey(move, 3, m_entity, m_source, key);
    move.exec();
}

std::string EntityRows::asOfBatch(std::int64_t batch)
{
    SQLite::Statement &asOf = m_statements->asOfBatch;
    asOf.reset();
    asOf.bind(1, batch);
    return asOf.executeStep() ? asOf.getColumn(0).getString() : std::string();
}

std::string columnInTable(const Column &column)
{
    return '"' + std::string(column.name) + (column.type == ValueType::Money ? "_minor\"" : "\"");
}

std::vector<std::string> keyColumns(const Entity &entity)
{
    std::vector<std::string> keys;
    for (const Column &column : entity.columns) {
        if (column.key)
            keys.emplace_back(column.name);
    }
    return keys;
}

} // namespace qd::store
