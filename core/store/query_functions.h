#pragma once
#include "core/store/query_extras.h"

struct sqlite3;

namespace qd::store {

/// Makes functions known to a connection. Returns SQLite's code.
[[nodiscard]] int registerFunctions(sqlite3 *db, const QueryExtras &extras);

} // namespace qd::store
