#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// `application_id` of a workspace file: "QDCK".
inline constexpr int ApplicationId = 0x5144434B;

/// One numbered step; after it PRAGMA user_version is `version`.
struct Migration {
    int version = 0;
    std::string sql;
};

/// The steps this build knows, in order; the last one is the current schema.
[[nodiscard]] const std::vector<Migration> &migrations();
[[nodiscard]] int currentSchema();

/// Takes `db` from its user_version to the last of `steps`, each step in one IMMEDIATE transaction of its own; a
/// failing statement rolls its step back and ends with an Error that names the step.
[[nodiscard]] Result<void> migrate(SQLite::Database &db, const std::vector<Migration> &steps);

/// What the first 100 bytes of a file say, read without opening it as a database.
struct FileHeader {
    enum class Kind { Missing, Unreadable, Empty, NotSqlite, NotAWorkspace, Truncated, Workspace };
    Kind kind = Kind::Missing;
    int schema = 0; ///< user_version; 0 unless kind is Workspace
};
[[nodiscard]] FileHeader readFileHeader(const std::string &path);

} // namespace qd::store
