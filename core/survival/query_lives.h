#pragma once
#include "core/store/query_table.h"
#include "core/survival/survival_analysis.h"

namespace qd::survival {

/// The group of all lives, where they are not told apart.
inline constexpr const char *AllLives = "total";

/// The lives of a query: columns `duration` and `event` (0 or 1), optionally `entry`, `strata` and `grp`. Without
/// `entry`, or where it is empty, a life is at risk from the start; a missing `grp` or `strata` is qd::NoGroup, and
/// without the column `grp` all are AllLives.
///
/// BadData for a missing column, and for the first cell, by row, that is no number, no 0 or 1, a time below 0 or an
/// entry that does not come before the duration (0 and 0 are allowed).
[[nodiscard]] Result<std::vector<GroupedLife>> livesOf(const store::QueryTable &table);

} // namespace qd::survival
