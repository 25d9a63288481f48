#pragma once
#include "core/actions/action_changes.h"
#include "core/programmes/escalation_changes.h"
#include "ui/shell/edit.h"

namespace qd::ui {

/// What persons decide of actions and rules, as edits of the workspace that can be undone.

/// Changes actions of the program's own; undo leaves each as it was before.
[[nodiscard]] Edit changingActions(
    const QString &text, const std::vector<std::string> &ids, const actions::ActionChange &change);
/// The same of changes that differ from action to action.
[[nodiscard]] Edit changingActions(const QString &text, const std::vector<actions::OwnChange> &changes);
/// Opens an action; undo removes it.
[[nodiscard]] Edit openingAction(const QString &text, const actions::NewAction &made);
/// The same of an escalation.
[[nodiscard]] Edit openingEscalation(const QString &text, const programmes::NewEscalation &made);
[[nodiscard]] Edit changingEscalation(
    const QString &text, const std::string &id, const programmes::EscalationChange &change);
/// Puts rules in force, which open what they ask for; undo brings those of before back and takes along what was opened
/// and not touched.
[[nodiscard]] Edit savingRules(const QString &text, const std::string &rules);

} // namespace qd::ui
