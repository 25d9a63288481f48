#pragma once
#include "core/store/query_extras.h"

struct sqlite3_context;
struct sqlite3_value;

namespace qd::store {

/// A value as SQLite gives it; a BLOB as its bytes.
[[nodiscard]] Cell cellOf(sqlite3_value *value);
/// Gives a value to SQLite.
void giveCell(sqlite3_context *context, const Cell &cell);

} // namespace qd::store
