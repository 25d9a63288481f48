#pragma once
#include "core/actions/action_edits.h"
#include "core/base/result.h"

namespace qd::store {
class Workspace;
}

namespace qd::actions {

/// What a person decides of actions. Only those of the program's own can be changed: another system's are changed
/// there, and its next export says so.
struct ActionChange {
    EditKind kind = EditKind::Commented; ///< not Opened, which is openByHand()
    Date day; ///< of the data, which it is known from
    std::string note; ///< Commented: the comment; Dismissed: the reason; else what is said with it, perhaps nothing
    std::string owner; ///< OwnerChanged: the new one; empty for none
    std::optional<Date> until; ///< Snoozed: the day on which it comes back, after `day`
};

/// What is decided of one action, by its id.
struct OwnChange {
    std::string action;
    ActionChange change;
};

/// An action that a person opens.
struct NewAction {
    std::string account; ///< id of the customer
    std::string title;
    std::string owner; ///< empty for none
    std::optional<Date> due; ///< on `day` or later
    std::string note;
    Date day; ///< of the data, on which it is opened
    std::string play = {}; ///< id of the play by which it is done, of the rules in force or shipped; empty for none
};

/// An edit that was made, by the action's id: what takeBack() undoes.
struct KeptEdit {
    std::string action;
    ActionEdit edit;
};

/// Changes actions, each with its edit by store::currentUser() and an entry in the audit log: one transaction. `Done`
/// and `Dismissed` close on the day, with the status and the outcome of that name; `Started` gives the status in_work.
/// InvalidArgument for a comment or a dismissal without words, a snooze that does not end after the day, a day before
/// the action was opened; NotFound for an id that is none of the program's own; Conflict for one that is closed;
/// ReadOnly. On errors nothing is changed.
[[nodiscard]] Result<std::vector<KeptEdit>> changeActions(
    store::Workspace &workspace, const std::vector<std::string> &ids, const ActionChange &change);

/// The same for changes that differ from action to action: all of them or none.
[[nodiscard]] Result<std::vector<KeptEdit>> changeActions(
    store::Workspace &workspace, const std::vector<OwnChange> &changes);

/// Opens an action, with the id `hand:ACCOUNT:DAY:N`, of no rule: one transaction. An import that is undone leaves it.
/// InvalidArgument without a title or with a due date before the day; NotFound for a customer or a play there is not;
/// NoData where nothing was imported; ReadOnly.
[[nodiscard]] Result<KeptEdit> openByHand(store::Workspace &workspace, const NewAction &made);

/// Undoes edits that were made: each action is again what it was before, without a trace but in the audit log; one that
/// was opened goes. One transaction. Conflict, and nothing is changed, where one of them is no longer the last edit of
/// its action; ReadOnly.
[[nodiscard]] Result<void> takeBack(store::Workspace &workspace, const std::vector<KeptEdit> &made);

} // namespace qd::actions
