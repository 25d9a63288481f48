#pragma once
#include "core/query/functions.h"
#include "core/query/table_meaning.h"
#include "core/store/query_extras.h"

namespace qd {
class Progress;
}

namespace qd::store {
class Workspace;
}

namespace qd::query {

/// What a query of a person may name besides the tables of the file: the documented views (docs/sql.md), of which those
/// that need an analysis are computed when a query reads them, and the functions. Both arguments outlive the query.
[[nodiscard]] store::QueryExtras extrasFor(const store::Workspace &workspace, Progress &progress);

/// The documented views with their columns, by name.
[[nodiscard]] const std::vector<TableMeaning> &documentedTables();

} // namespace qd::query
