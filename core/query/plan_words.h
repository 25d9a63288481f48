#pragma once
#include "core/base/progress.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
struct QueryOptions;
} // namespace qd::store

namespace qd::query {

/// How SQLite will carry out a query, step by step, in words: which tables are read whole, which rows are looked up by
/// what, what is sorted. Nothing runs. Errors as store::readQuery().
[[nodiscard]] Result<std::vector<Message>> planOf(
    const store::Workspace &workspace, const std::string &sql, const store::QueryOptions &options, Progress &progress);

/// One line of EXPLAIN QUERY PLAN in words; what is unknown as it stands.
[[nodiscard]] Message planStep(const std::string &line);

} // namespace qd::query
