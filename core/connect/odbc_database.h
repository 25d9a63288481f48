#pragma once
#include "core/connect/database.h"

namespace qd::connect {

/// openDatabase() for Driver::Odbc: calls that block run beside, so that cancelling never waits for a driver. How many
/// rows a driver holds at once is its own setting (psqlODBC: UseDeclareFetch=1).
[[nodiscard]] Result<std::unique_ptr<Database>> openOdbc(
    const Connection &connection, const std::string &password, Progress &progress);

} // namespace qd::connect
