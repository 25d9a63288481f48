#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// One numbered step; after it PRAGMA user_version is `version`.
struct Migration {
    int version = 0;
    std::string sql;
};

/// The steps this build knows, in order; the last one is the current schema.
[[nodiscard]] const std::vector<Migration> &migrations();
[[nodiscard]] int currentSchema();

/// Takes `db` from its user_version to the last of `steps`, each step in one IMMEDIATE transaction of its own; a
/// failing statement rolls its step back and ends with an Error that names the step. A custom table that has the name
/// of one that came later is renamed to NAME_table.
[[nodiscard]] Result<void> migrate(SQLite::Database &db, const std::vector<Migration> &steps);

/// How the schema of `db` differs from the one of its version, one sentence each: objects that are missing or not as
/// they were made, and foreign ones (custom tables are none). Empty when it is the same.
[[nodiscard]] std::vector<Message> schemaDifferences(SQLite::Database &db);

/// Triggers and views the program did not make, by name: they would run or answer in its place.
[[nodiscard]] std::vector<std::string> foreignTriggersAndViews(SQLite::Database &db);

} // namespace qd::store
