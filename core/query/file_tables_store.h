#pragma once
#include "core/query/completion.h"

namespace qd::store {
class Workspace;
}

namespace qd::query {

/// The tables and views of the file itself, with their columns, and `usage` and `usage_months`; by name, custom tables
/// first. Without those that say how SQLite or usage is stored.
struct FileTables {
    std::vector<KnownTable> custom;
    std::vector<KnownTable> own;
};
[[nodiscard]] FileTables fileTables(const store::Workspace &workspace);

} // namespace qd::query
