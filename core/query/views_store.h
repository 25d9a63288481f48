#pragma once
#include "core/query/table_meaning.h"
#include "core/store/query_extras.h"

namespace qd::query {

/// Views over the tables of the file that lead from a source's rows to their customers.
[[nodiscard]] std::vector<store::QueryView> customerViews();

/// What they are, for people.
[[nodiscard]] const std::vector<TableMeaning> &documentedViews();

} // namespace qd::query
