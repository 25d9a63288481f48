#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace qd::query {

/// The places of `rows` in the order of one of their columns, as SQLite's ORDER BY has it: nothing, then numbers, then
/// texts by their bytes; `descending` turns that round. Equal ones stay as they came. Cancelled.
[[nodiscard]] Result<std::vector<int>> rowOrder(
    const std::vector<std::vector<nlohmann::json>> &rows, std::size_t column, bool descending, Progress &progress);

} // namespace qd::query
