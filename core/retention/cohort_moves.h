#pragma once
#include "core/retention/cohorts.h"

#include <array>
#include <span>

namespace qd::retention {

/// What a member of a cohort did between what a cell is compared with and the cell.
enum class CohortMove {
    Unchanged,
    Expanded,
    Contracted,
    Gone, ///< had ARR, has none
    Returned, ///< had none, has ARR; only where the cell is compared with a later month than the first
};
inline constexpr std::array AllCohortMoves{
    CohortMove::Unchanged, CohortMove::Expanded, CohortMove::Contracted, CohortMove::Gone, CohortMove::Returned};

/// "Unchanged", "Expanded" ..., for the context "Words" (ui/paint/words.h).
[[nodiscard]] const char *nameOf(CohortMove move);

/// Nothing for a member without ARR at either end. Members with the same ARR at both are unchanged, to the minor unit.
[[nodiscard]] std::optional<CohortMove> moveOf(const CohortMember &member);

/// The members that did one thing; amounts in base minor units.
struct CohortMoveRow {
    CohortMove move = CohortMove::Unchanged;
    int customers = 0;
    std::int64_t before = 0;
    std::int64_t now = 0;
};

/// A row for each of AllCohortMoves, also where nobody did it. Over them `now` is the ARR of the cell and `before` what
/// it is compared with.
[[nodiscard]] std::vector<CohortMoveRow> movesOf(std::span<const CohortMember> members);
/// All of them in one row, of which `move` says nothing.
[[nodiscard]] CohortMoveRow sumOf(std::span<const CohortMoveRow> rows);

} // namespace qd::retention
