#pragma once
#include "core/base/progress.h"
#include "core/identity/account_directory.h"
#include "core/identity/decided_pairs.h"

namespace qd::session {

/// What became of decisions about pairs of records.
struct DecisionReport {
    int made = 0; ///< those that were new, or differ from the last ones of their pairs
    int unchanged = 0; ///< said before, word for word
    int waiting = 0; ///< of all: about records that are not there; they hold once these are
    std::vector<identity::LinkDecision> before = {}; ///< what takes back the new ones
};

/// Keeps decisions of persons, each with an entry in the audit log, and puts the customers of their records together
/// anew by what holds now, breaks and all: one action. Of several about one pair the last counts. Conflict, and nothing
/// is kept, where one says that two records are never one customer and others lead from one to the other; BadData for a
/// pair of a record with itself. Cancelled.
[[nodiscard]] Result<DecisionReport> decideLinks(
    store::Workspace &workspace, std::vector<identity::LinkDecision> decisions, Progress &progress);

/// What says of a customer's record, by its place in it, that it is none of the others' customer: never with each of
/// them. Bare records of its id stay with it. Empty where it has no others.
[[nodiscard]] std::vector<identity::LinkDecision> apartFromOthers(
    const identity::Account &account, std::size_t record, const std::string &by);

/// Reads a file with the columns left_source, left_id, right_source, right_id and decision, and perhaps by and note.
/// Where it names nobody, `by` decides. Errors of the reader; BadData, with the line, for a column that is missing, a
/// cell that is empty, a decision there is not, and a record with itself.
[[nodiscard]] Result<std::vector<identity::LinkDecision>> readDecisions(const std::string &path, const std::string &by);

/// The decisions in force as such a file, by left and right in byte order.
[[nodiscard]] std::string decisionsCsv(const store::Workspace &workspace);

} // namespace qd::session
