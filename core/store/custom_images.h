#pragma once
#include <cstdint>
#include <string>

namespace SQLite {
class Database;
}

namespace qd::store {

/// Before `batch` replaces a custom table: keeps the one that is there, under another name. Nothing where there is
/// none. Either way no table and no entry of that name stands afterwards. Within the caller's transaction.
void keepCustomTable(SQLite::Database &db, const std::string &table, std::int64_t batch);

/// Takes a custom table of `batch` back: it goes, and the one it replaced returns.
void takeBackCustomTable(SQLite::Database &db, const std::string &table, std::int64_t batch);

} // namespace qd::store
