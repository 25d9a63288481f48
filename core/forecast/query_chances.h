#pragma once
#include "core/forecast/renewal_distribution.h"
#include "core/store/query_table.h"

namespace qd::forecast {

/// The open renewals of a query: columns `due` (an amount in any unit, 0 or more), `p` (0..1) and optionally `grp`;
/// r is 1. Without `grp` all rows are one segment; a row without it is in group `(none)`.
struct QueryChances {
    std::vector<RenewalChance> chances;
    std::vector<std::string> unused; ///< columns that none of this reads
};

/// BadData for a missing column, and for the first cell, by row, that is missing, no number or out of range.
[[nodiscard]] Result<QueryChances> chancesOf(const store::QueryTable &table);

} // namespace qd::forecast
