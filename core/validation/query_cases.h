#pragma once
#include "core/statistics/population_stability.h"
#include "core/store/query_table.h"
#include "core/validation/validation.h"

namespace qd::validation {

/// The cases of a query: columns `score` and `event` (0 or 1), optionally `prob`, `flagged`, `weight` and `grp`.
struct QueryCases {
    std::vector<Case> cases;
    bool grouped = false; ///< it has `grp`
    std::vector<std::string> unused; ///< columns that none of this reads
};

/// A row without score is unscored. BadData for a missing column, and for the first cell, by row, that is no number, no
/// 0 or 1, a probability outside 0..1 or a weight below 0; a scored row needs a value in each optional column that has
/// any.
[[nodiscard]] Result<QueryCases> casesOf(const store::QueryTable &table);

/// PSI of the columns `band`, `n_from`, `n_to`, one row a band; nothing where either side has no cases. BadData for a
/// missing column, a band that stands twice, and a count that is missing, no number or below 0.
[[nodiscard]] Result<std::optional<statistics::PopulationStability>> stabilityOf(const store::QueryTable &table);

} // namespace qd::validation
