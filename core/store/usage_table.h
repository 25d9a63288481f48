#pragma once

struct sqlite3;

namespace qd::store {

/// Makes two read-only tables known to a connection. `usage`: source, account_id, date, feature, active_users,
/// licensed_users, events, minutes, batch_id, line, extra. `usage_months`, the same added up by month as it is read:
/// source, account_id, month, feature, events and minutes (sums), mean_active_users (over days that have a value), days
/// (that have a row). Conditions on source and account_id (=) and date or month (=, <, <=, >, >=, BETWEEN) keep
/// segments that cannot match from being read. Returns SQLite's code.
int registerUsageTables(sqlite3 *connection);

} // namespace qd::store
