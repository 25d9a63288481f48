#pragma once
#include "core/base/progress.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// Rows of a query for people; a value is null, a number (integer or real) or a text. BLOBs come as "x'..'" hex text.
struct QueryResult {
    std::vector<std::string> columns;
    std::vector<std::vector<nlohmann::json>> rows;
};

/// Runs one SELECT (or VALUES, WITH, EXPLAIN) on a connection of its own that can only read: anything that would write,
/// attach, load or change a pragma is refused before it runs. InvalidArgument with SQLite's sentence for a query that
/// does not compile or more than one statement; Cancelled when `progress` is.
[[nodiscard]] Result<QueryResult> runQuery(const Workspace &workspace, const std::string &sql, Progress &progress);

} // namespace qd::store
