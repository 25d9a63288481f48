#pragma once

struct sqlite3;

namespace qd::store {

/// SQLite's format functions as they are, but for widths and precisions that are above a million together, which are
/// errors: SQLite writes such fields letter by letter, and within one call nothing can stop a query. Returns SQLite's
/// code.
[[nodiscard]] int registerBoundedFormat(sqlite3 *db);

} // namespace qd::store
