#pragma once
#include "core/base/progress.h"
#include "core/store/sql_query.h"

struct sqlite3;

namespace qd::store {

/// From now on nothing on this connection can be written, attached, loaded, set or read but the workspace's own tables
/// and views, whatever SQL is typed. Its own tables and views must be known to it before.
void letOnlyRead(sqlite3 *db);

/// Watches what runs on a connection: lets `progress` stop it and keeps it within `limits`; leaves the connection as it
/// was.
class QueryWatch {
public:
    QueryWatch(sqlite3 *db, const Progress &progress, const QueryLimits &limits);
    ~QueryWatch();
    QueryWatch(const QueryWatch &) = delete;
    QueryWatch &operator=(const QueryWatch &) = delete;

    /// Whether it was the time that stopped it.
    [[nodiscard]] bool isLate() const { return m_late; }

private:
    static int stopWhenAsked(void *watch);

    sqlite3 *m_db;
    const Progress &m_progress;
    std::chrono::steady_clock::time_point m_end;
    int m_valueBytes; ///< allowed before
    bool m_late = false;
};

} // namespace qd::store
