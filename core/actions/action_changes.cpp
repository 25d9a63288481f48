#include "core/actions/action_changes.h"

#include "core/actions/actions_store.h"
#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

namespace qd::actions {

namespace {

using store::OwnActionRow;

std::optional<Error> readOnly(const store::Workspace &workspace)
{
    if (!workspace.isReadOnly())
        return std::nullopt;
    return Error{ErrorCode::ReadOnly,
        {QD_WORDS("Actions", "%1 cannot be written; no action was changed. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

Error wrong(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

ActionState stateOf(const OwnActionRow &row)
{
    return {row.owner, row.status, row.closed, row.outcome};
}

void setState(OwnActionRow &row, const ActionState &state)
{
    row.owner = state.owner;
    row.status = state.status;
    row.closed = state.closed;
    row.outcome = state.outcome;
}

/// For the audit log: "done by 2026-10-31, owner Ann".
std::string words(const OwnActionRow &row)
{
    return row.status + (row.owner.empty() ? "" : ", owner " + row.owner)
        + (row.closed ? ", closed " + row.closed->iso() : "");
}

std::optional<Error> faultIn(const ActionChange &change)
{
    if (change.kind == EditKind::Commented && trimmed(change.note).empty())
        return wrong(QD_WORDS("Actions", "A comment needs words; nothing was changed."));
    if (change.kind == EditKind::Dismissed && trimmed(change.note).empty())
        return wrong(QD_WORDS("Actions", "A dismissal needs a reason; nothing was changed."));
    if (change.kind == EditKind::Snoozed && (!change.until || *change.until <= change.day))
        return wrong(
            QD_WORDS("Actions", "A snooze ends after %1; nothing was changed. Choose a later day."), {change.day});
    return std::nullopt;
}

/// Makes the change in `row`; Conflict and InvalidArgument as changeActions().
Result<ActionEdit> applied(const ActionChange &change, OwnActionRow &row)
{
    if (row.closed || row.status == "done" || row.status == "dismissed")
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Actions", "Action %1 is closed already; nothing was changed."), {row.id}}, {row.id}};
    if (change.day < row.opened)
        return wrong(QD_WORDS("Actions",
                         "Action %1 was opened on %2, after %3; nothing was changed. Look at a later day to change "
                         "it."),
            {row.id, row.opened, change.day});
    ActionEdit edit{change.kind, store::currentUser(), now(), change.day, std::string(trimmed(change.note)),
        change.kind == EditKind::Snoozed ? change.until : std::nullopt, stateOf(row)};
    switch (change.kind) {
    case EditKind::OwnerChanged:
        row.owner = std::string(trimmed(change.owner));
        break;
    case EditKind::Started:
    case EditKind::Stepped:
        row.status = "in_work";
        break;
    case EditKind::Done:
    case EditKind::Dismissed:
        row.status = row.outcome = toString(change.kind);
        row.closed = change.day;
        break;
    case EditKind::Opened:
    case EditKind::Commented:
    case EditKind::Snoozed:
        break;
    }
    return edit;
}

std::string freeId(const store::Workspace &workspace, const NewAction &made)
{
    for (int number = 1;; ++number) {
        std::string id = "hand:" + made.account + ':' + made.day.iso() + ':' + std::to_string(number);
        if (!store::ownAction(workspace, id))
            return id;
    }
}

} // namespace

Result<std::vector<KeptEdit>> changeActions(
    store::Workspace &workspace, const std::vector<std::string> &ids, const ActionChange &change)
{
    std::vector<OwnChange> changes;
    for (const std::string &id : ids)
        changes.push_back({id, change});
    return changeActions(workspace, changes);
}

Result<std::vector<KeptEdit>> changeActions(store::Workspace &workspace, const std::vector<OwnChange> &changes)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    for (const OwnChange &each : changes) {
        if (auto fault = faultIn(each.change))
            return *fault;
    }
    store::WriteTransaction transaction(workspace, "change actions");
    store::OwnActionWriter writer(workspace);
    std::vector<KeptEdit> made;
    for (const auto &[id, change] : changes) {
        auto row = store::ownAction(workspace, id);
        if (!row)
            return Error{ErrorCode::NotFound,
                {QD_WORDS("Actions",
                     "No action opened here has the id %1; nothing was changed. An action that came with a file is "
                     "changed in its own system."),
                    {id}},
                {id}};
        const std::string before = words(*row);
        auto edit = applied(change, *row);
        if (!edit)
            return edit.error();
        std::vector<ActionEdit> edits = editsFromText(row->edits);
        edits.push_back(*edit);
        row->edits = textOf(edits);
        writer.change(*row);
        store::recordChange(workspace, std::string("action ") + toString(change.kind), id, before,
            words(*row) + (edit->until ? ", until " + edit->until->iso() : "")
                + (edit->note.empty() ? "" : ": " + edit->note));
        made.push_back({id, std::move(*edit)});
    }
    transaction.commit();
    return made;
}

Result<KeptEdit> openByHand(store::Workspace &workspace, const NewAction &made)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    if (trimmed(made.title).empty())
        return wrong(QD_WORDS("Actions", "An action needs a title; none was opened."));
    if (made.due && *made.due < made.day)
        return wrong(QD_WORDS("Actions", "An action of %1 cannot be due on %2, before it; none was opened."),
            {made.day, *made.due});
    store::WriteTransaction transaction(workspace, "open an action");
    if (!store::hasStandingBatch(workspace))
        return Error{ErrorCode::NoData,
            {QD_WORDS("Actions", "Nothing was imported yet, so there is no customer to open an action for.")}};
    const auto accounts = identity::AccountDirectory::load(workspace);
    const int account = accounts.indexOf(made.account);
    if (account < 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Actions", "There is no customer %1; no action was opened."), {made.account}}, {made.account}};
    const auto inForce = rulesInForce(workspace);
    if (!made.play.empty() && !(inForce ? inForce->rules : RuleSet()).play(made.play))
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Actions", "There is no play %1; no action was opened."), {made.play}}, {made.play}};
    OwnActionRow row = newRow(freeId(workspace, made), accounts.at(account), made.day);
    row.play = made.play;
    row.title = std::string(trimmed(made.title));
    row.owner = std::string(trimmed(made.owner));
    row.due = made.due;
    ActionEdit edit{EditKind::Opened, store::currentUser(), now(), made.day, std::string(trimmed(made.note)),
        std::nullopt, stateOf(row)};
    row.edits = textOf({edit});
    store::OwnActionWriter(workspace).add(row);
    store::recordChange(workspace, "action opened", row.id, std::nullopt, words(row) + ": " + row.title);
    transaction.commit();
    return KeptEdit{row.id, std::move(edit)};
}

Result<void> takeBack(store::Workspace &workspace, const std::vector<KeptEdit> &made)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "take back actions");
    store::OwnActionWriter writer(workspace);
    for (const KeptEdit &each : made) {
        auto row = store::ownAction(workspace, each.action);
        std::vector<ActionEdit> edits = row ? editsFromText(row->edits) : std::vector<ActionEdit>();
        if (edits.empty() || edits.back() != each.edit)
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Actions", "Action %1 was changed since; nothing was taken back."), {each.action}},
                {each.action}};
        const std::string before = words(*row);
        if (each.edit.kind == EditKind::Opened) {
            writer.remove(each.action);
            store::recordChange(workspace, "action taken back", each.action, before, std::nullopt);
            continue;
        }
        edits.pop_back();
        setState(*row, each.edit.before);
        row->edits = textOf(edits);
        writer.change(*row);
        store::recordChange(workspace, "action taken back", each.action, before, words(*row));
    }
    transaction.commit();
    return {};
}

} // namespace qd::actions
