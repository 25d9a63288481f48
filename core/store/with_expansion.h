#pragma once
#include <cstdint>
#include <string>

namespace qd::store {

/// How often tables of WITH clauses are written out when a query is compiled: SQLite copies such a table wherever it is
/// named, and those named in the copy again, before anything can stop it. Doubling over thirty tables takes all memory.
/// Counted by names alone, so rather too much than too little; at most MostExpansions + 1, which over 200 such tables
/// count as.
[[nodiscard]] std::int64_t expansionsOf(const std::string &sql);

/// What compiles within some tens of milliseconds.
inline constexpr std::int64_t MostExpansions = 10'000;

} // namespace qd::store
