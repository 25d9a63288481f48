#pragma once
#include "core/base/progress.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// Rows of a query for people; a value is null, a number (integer or real) or a text. BLOBs come as "x'..'" hex text.
struct QueryResult {
    std::vector<std::string> columns;
    std::vector<std::vector<nlohmann::json>> rows;
};

/// What a query may take before it is stopped with a sentence that names the limit, so that one that never ends (a
/// recursion without a condition) takes neither all memory nor all day.
struct QueryLimits {
    std::int64_t rows = 10'000'000;
    std::int64_t bytes = std::int64_t{512} << 20; ///< of the rows collected, about
    int valueBytes = 64 << 20; ///< of one text or BLOB
    std::chrono::milliseconds time = std::chrono::minutes(5);
};

/// Runs one SELECT (or VALUES, WITH, EXPLAIN) on a connection of its own that can only read: anything that would write,
/// attach, load or change a pragma is refused before it runs. InvalidArgument with SQLite's sentence for a query that
/// does not compile or more than one statement (a comment after it is none); Overflow at one of the `limits`; Cancelled
/// when `progress` is. Within a transaction of the workspace's connection the rows are those of the transaction; its
/// tables must have been there before.
[[nodiscard]] Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryLimits &limits = {});

} // namespace qd::store
