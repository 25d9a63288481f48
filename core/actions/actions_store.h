#pragma once
#include "core/actions/evaluation.h"
#include "core/store/action_rows.h"

namespace qd::actions {

/// Rules as somebody saved them. Versions count from 1; 0: nobody saved any, and none are in force.
struct SavedRules {
    int version = 0;
    RuleSet rules;
};

/// The rules saved last, which are those in force. BadData when they cannot be read.
[[nodiscard]] Result<SavedRules> rulesInForce(const store::Workspace &workspace);

/// The text of the rules in force, as it was kept; empty where nobody saved any.
[[nodiscard]] std::string rulesText(const store::Workspace &workspace);

/// Keeps rules, as R.json writes them, as the next version, with an entry in the audit log, within the caller's
/// transaction. The text of those in force keeps nothing and gives their version. Errors as ruleSetFromText().
[[nodiscard]] Result<SavedRules> keepRules(store::Workspace &workspace, std::string_view text);

/// An open action of the program's own for a customer, without rule, title, owner and due date, with the record of the
/// customer that somebody described, by which it is told after customers merge.
[[nodiscard]] store::OwnActionRow newRow(std::string id, const identity::Account &account, Date day);

/// Writes what was opened as rows of `actions` with the source `quarterdeck`, and one entry in the audit log, within
/// the caller's transaction; and for rules with a tier the escalations that belong to them, with the same ids, at the
/// day's last minute, or now where it is today, of the tier's owner (setting escalation.owners). The rows hang on the
/// last batch that stands and go with it when its import is taken back.
void keepOpened(
    store::Workspace &workspace, const Evaluation &evaluation, int version, const identity::AccountDirectory &accounts);

/// Takes back what rules opened with an import: the actions that hang on its batches, but those that somebody touched
/// since, which are closed, have another status, an edit, or came with a later file; escalations opened with them go by
/// the same rule. Within the caller's transaction.
void takeBackOpened(store::Workspace &workspace, std::int64_t import);

/// The same of actions by their ids, whatever they hang on.
void takeBackOpened(store::Workspace &workspace, const std::vector<std::string> &ids);

/// Notes in the audit log that a file of actions was written, as a transaction of its own; not in one that cannot be
/// written.
void noteExport(
    store::Workspace &workspace, const std::string &file, const std::string &format, int rows, bool withPersonalData);

} // namespace qd::actions
