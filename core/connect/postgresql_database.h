#pragma once
#include "core/connect/database.h"

namespace qd::connect {

/// openDatabase() for Driver::Postgresql: rows come one by one (libpq's single-row mode), so an answer of any length
/// takes little memory. Several statements in one query are refused by the server.
[[nodiscard]] Result<std::unique_ptr<Database>> openPostgresql(
    const Connection &connection, const std::string &password, Progress &progress);

} // namespace qd::connect
