#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <string>

namespace SQLite {
class Database;
}

namespace qd::store {

/// Bare accounts: ids that rows of other entities mention and no file describes. Each stands for nothing but its id,
/// named by it, as of the batch and line that mentioned it first. Within the caller's transaction; linear in the rows
/// looked through.

/// Makes those that rows of `batch` mention.
void makeBareAccounts(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch);

/// After batches of `source` were undone: those they made go, but where other rows mention them, which then have made
/// them.
void settleBareAccounts(SQLite::Database &db, const std::string &source);

} // namespace qd::store
