#pragma once

struct sqlite3;

namespace qd::store {

/// json_group_array() and json_group_object() as SQLite has them, but no longer than any other text may be: SQLite's
/// own grow to two gigabytes before anything asks; and json_patch() but of texts so long together that nothing could
/// stop a query for minutes. Returns SQLite's code.
[[nodiscard]] int registerBoundedJson(sqlite3 *db);

} // namespace qd::store
