#pragma once
#include "core/base/result.h"

#include <string>

namespace qd::connect {

/// By which library a database is spoken to.
enum class Driver { Postgresql, Odbc };

/// Where a database is and who asks. It holds no password: that is given when the connection is opened, and kept
/// nowhere.
struct Connection {
    std::string name; ///< by which queries and lineage name it
    Driver driver = Driver::Postgresql;
    std::string host; ///< PostgreSQL; empty for what libpq takes by itself (PGHOST, else the local socket)
    int port = 0; ///< PostgreSQL; 0 for what libpq takes by itself (PGPORT, else 5432)
    std::string database; ///< PostgreSQL
    std::string user; ///< of both; empty where libpq, or the data source, knows it
    std::string tls; ///< PostgreSQL's sslmode, for example verify-full; empty for libpq's own
    std::string odbc; ///< ODBC's connection string without a password, for example DSN=warehouse
    int connectSeconds = 15; ///< longest wait for the server to answer, 1..3600
    int querySeconds = 600; ///< longest time of a query with its rows, 1..86400

    bool operator==(const Connection &) const = default;
};

/// postgresql, odbc.
[[nodiscard]] const char *toString(Driver driver);

/// InvalidArgument for a connection that cannot be saved: a name that is empty, has a blank at an end, a colon or a
/// line break; a number out of its range; an sslmode that libpq has not; an ODBC connection without a string; and, in
/// any text, what looks like a password or a token, for those are never kept.
[[nodiscard]] Result<void> checkConnection(const Connection &connection);

} // namespace qd::connect
