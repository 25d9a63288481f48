#include "core/store/custom_images.h"

#include "core/store/custom_tables.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <vector>

namespace qd::store {

namespace {

void run(SQLite::Database &db, const std::string &sql, const std::vector<std::string> &values)
{
    SQLite::Statement statement(db, sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        statement.bind(int(i) + 1, values[i]);
    statement.exec();
}

/// Its seal goes with it.
void rename(SQLite::Database &db, const std::string &from, const std::string &to)
{
    db.exec("ALTER TABLE " + quotedName(from) + " RENAME TO " + quotedName(to));
    run(db, "UPDATE row_seal SET table_name = ? WHERE table_name = ?", {to, from});
}

} // namespace

void keepCustomTable(SQLite::Database &db, const std::string &table, std::int64_t batch)
{
    SQLite::Statement find(db, "SELECT name, batch_id, columns FROM custom_table WHERE name = ? COLLATE NOCASE");
    find.bind(1, table);
    if (!find.executeStep())
        return;
    const std::string name = find.getColumn(0).getString();
    const std::int64_t former = find.getColumn(1).getInt64();
    const std::string columns = find.getColumn(2).getString();
    find.reset();
    const std::string kept = name + '~' + std::to_string(batch); // no custom table can be named so
    rename(db, name, kept);
    run(db, "DELETE FROM custom_table WHERE name = ?", {name});
    SQLite::Statement insert(
        db, "INSERT INTO custom_table_image (name, batch_id, kept_as, former_batch, columns) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, name);
    insert.bind(2, batch);
    insert.bind(3, kept);
    insert.bind(4, former);
    insert.bind(5, columns);
    insert.exec();
}

void takeBackCustomTable(SQLite::Database &db, const std::string &table, std::int64_t batch)
{
    SQLite::Statement owns(db, "SELECT 1 FROM custom_table WHERE name = ? AND batch_id = ?");
    owns.bind(1, table);
    owns.bind(2, batch);
    if (!owns.executeStep())
        return; // the batch only found it as it was
    owns.reset();
    db.exec("DROP TABLE " + quotedName(table));
    run(db, "DELETE FROM custom_table WHERE name = ?", {table});
    run(db, "DELETE FROM row_seal WHERE table_name = ?", {table});
    SQLite::Statement find(
        db, "SELECT name, kept_as, former_batch, columns FROM custom_table_image WHERE batch_id = ?");
    find.bind(1, batch);
    if (!find.executeStep())
        return;
    const std::string name = find.getColumn(0).getString();
    const std::string kept = find.getColumn(1).getString();
    SQLite::Statement insert(db, "INSERT INTO custom_table (name, batch_id, columns) VALUES (?, ?, ?)");
    insert.bind(1, name);
    insert.bind(2, find.getColumn(2).getInt64());
    insert.bind(3, find.getColumn(3).getString());
    insert.exec();
    find.reset();
    rename(db, kept, name);
}

} // namespace qd::store
