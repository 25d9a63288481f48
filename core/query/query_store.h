#pragma once
#include "core/query/completion.h"
#include "core/query/table_meaning.h"
#include "core/store/query_extras.h"

namespace qd::store {
class Workspace;
}

namespace qd::query {

/// Views over the tables of the file that lead from a source's rows to their customers.
[[nodiscard]] std::vector<store::QueryView> customerViews();

/// What they are, for people.
[[nodiscard]] const std::vector<TableMeaning> &documentedViews();

/// The tables and views of the file itself, with their columns, and `usage` and `usage_months`; by name, custom tables
/// first. Without those that say how SQLite or usage is stored.
struct FileTables {
    std::vector<KnownTable> custom;
    std::vector<KnownTable> own;
};
[[nodiscard]] FileTables fileTables(const store::Workspace &workspace);

} // namespace qd::query
