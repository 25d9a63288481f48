#pragma once
#include <string>
#include <vector>

namespace qd::connect {

/// The SQL that is sent besides people's queries.

/// What a session of PostgreSQL begins with: it only reads, ends what takes longer than `seconds`, and writes days and
/// times in one way.
[[nodiscard]] std::vector<std::string> postgresqlBeginnings(int seconds);
/// Asks PostgreSQL for the plan of a query, as JSON.
[[nodiscard]] std::string planOf(const std::string &sql);
/// Counts the rows of a query, by any database.
[[nodiscard]] std::string countOf(const std::string &sql);

} // namespace qd::connect
