#pragma once

struct sqlite3;

namespace qd::store {

/// instr(), replace(), trim(), ltrim() and rtrim() as SQLite has them, but in time that grows with their texts and not
/// with the product of two: within one call nothing can stop a query, and two texts of some megabytes would keep
/// SQLite's own for hours. Returns SQLite's code.
[[nodiscard]] int registerBoundedFunctions(sqlite3 *db);

} // namespace qd::store
