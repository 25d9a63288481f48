#pragma once

struct sqlite3;

namespace qd::store {

/// Makes the read-only table `usage` known to a connection: source, account_id, date, feature, active_users,
/// licensed_users, events, minutes, batch_id, line, extra. Conditions on source and account_id (=) and date
/// (=, <, <=, >, >=, BETWEEN) keep segments that cannot match from being read. Returns SQLite's code.
int registerUsageTable(sqlite3 *connection);

} // namespace qd::store
