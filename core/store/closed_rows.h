#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace qd::store {

/// A row that no complete file has lacked so far.
struct OpenRow {
    std::vector<std::string> key; ///< without the source
    std::optional<std::int64_t> arrMinor; ///< where history keeps `arr`: of an account
    std::string currency;
};

/// The open rows of an entity and source that are known as of `asOf` or before, bare accounts left out, by key.
[[nodiscard]] std::vector<OpenRow> openRows(
    SQLite::Database &db, const Entity &entity, const std::string &source, const std::string &asOf);

/// How many open rows of it were there before `batch`.
[[nodiscard]] std::int64_t openBefore(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch);

/// Closes rows as of a day, and keeps for `batch` that they were open. Within the caller's transaction.
void closeRows(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch,
    const std::string &asOf, const std::vector<OpenRow> &rows);

} // namespace qd::store
