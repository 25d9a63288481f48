#include "core/store/custom_tables.h"

#include "core/base/text.h"
#include "core/store/custom_images.h"
#include "core/store/typed_values.h"

#include <nlohmann/json.hpp>

namespace qd::store {

namespace {

void createTable(SQLite::Database &db, const std::string &table, const std::vector<TableColumn> &columns)
{
    std::string made;
    for (const TableColumn &column : columns)
        made += (made.empty() ? "" : ", ") + quotedName(column.name) + ' ' + column.type;
    db.exec("CREATE TABLE " + quotedName(table) + " (" + made + ") STRICT");
}

void registerTable(
    SQLite::Database &db, const std::string &table, std::int64_t batch, const std::vector<TableColumn> &columns)
{
    nlohmann::ordered_json made = nlohmann::ordered_json::array();
    for (const TableColumn &column : columns)
        made.push_back({{"name", column.name}, {"type", column.type}});
    SQLite::Statement insert(db, "INSERT OR REPLACE INTO custom_table (name, batch_id, columns) VALUES (?, ?, ?)");
    insert.bind(1, table);
    insert.bind(2, batch);
    insert.bind(3, made.dump());
    insert.exec();
}

std::string insertSql(const std::string &table, std::size_t columns)
{
    std::string marks;
    for (std::size_t i = 0; i < columns; ++i)
        marks += i > 0 ? ", ?" : "?";
    return "INSERT INTO " + quotedName(table) + " VALUES (" + marks + ")";
}

} // namespace

std::string quotedName(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) {
        text += c;
        if (c == '"')
            text += c;
    }
    return text + '"';
}

bool isOwnName(SQLite::Database &db, const std::string &name)
{
    if (lowered(name) == "usage_months") // which no schema has
        return true;
    SQLite::Statement query(db,
        "SELECT 1 FROM sqlite_master WHERE lower(name) = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM custom_table WHERE lower(custom_table.name) = ?1)");
    query.bind(1, lowered(name));
    return query.executeStep();
}

std::optional<std::int64_t> customTableRows(SQLite::Database &db, const std::string &name)
{
    SQLite::Statement known(db, "SELECT 1 FROM custom_table WHERE name = ?");
    known.bind(1, name);
    if (!known.executeStep())
        return std::nullopt;
    return db.execAndGet("SELECT count(*) FROM " + quotedName(name)).getInt64();
}

struct CustomTableWriter::Statement {
    SQLite::Statement insert;
};

CustomTableWriter::CustomTableWriter(
    SQLite::Database &db, const std::string &table, std::int64_t batch, const std::vector<TableColumn> &columns)
{
    keepCustomTable(db, table, batch);
    createTable(db, table, columns);
    registerTable(db, table, batch, columns);
    m_insert = std::make_unique<Statement>(Statement{SQLite::Statement(db, insertSql(table, columns.size()))});
}

CustomTableWriter::~CustomTableWriter() = default;

void CustomTableWriter::add(const std::vector<Value> &row)
{
    SQLite::Statement &insert = m_insert->insert;
    insert.reset();
    for (std::size_t i = 0; i < row.size(); ++i)
        bindValue(insert, int(i) + 1, row[i]);
    insert.exec();
}

} // namespace qd::store
