#pragma once
#include "core/query/table_meaning.h"
#include "core/store/query_extras.h"

namespace qd::query {

/// Adds the functions of documentedFunctions() to what a query may name. Quarters are those of a fiscal year that
/// begins in month `fiscalYearStart` (1..12).
void addFunctions(store::QueryExtras &extras, int fiscalYearStart);

/// What they are, for people.
[[nodiscard]] const std::vector<FunctionMeaning> &documentedFunctions();

} // namespace qd::query
