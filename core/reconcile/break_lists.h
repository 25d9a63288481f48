#pragma once
#include "core/reconcile/break_store.h"

namespace qd::reconcile {

/// What a list says about breaks, filled in by people: a CSV with the column `break` (BR-0412) and any of `state`,
/// `note`, `owner` and `due_date`; others are passed over, so that a list of ours (registeredBreaksCsv()) can be edited
/// and given back. A column the file lacks leaves what stands; an empty cell takes a note, an owner or a due date away,
/// and leaves a state. An owner that is the customer's, where the break has none, stays the customer's. Rows that
/// change nothing are left out. The breaks are those of all registers that are there now. NotFound for a number that
/// none has, BadData for one that is there twice, else the errors of decideBreaks() once they are written.
[[nodiscard]] Result<std::vector<BreakDecision>> readBreakDecisions(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const std::string &path);

} // namespace qd::reconcile
