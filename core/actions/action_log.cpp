#include "core/actions/action_log.h"

#include "core/base/text.h"
#include "core/identity/own_subjects.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <iterator>

namespace qd::actions {

namespace {

std::pair<std::string_view, std::string_view> keyOf(const Action &action)
{
    return {action.source, action.id};
}

/// How systems call what somebody works on.
bool isAtWork(const std::string &word)
{
    return word == "in_work" || word == "in work" || word == "in progress" || word == "in_progress" || word == "started"
        || word == "working";
}

int accountOf(const store::ActionRow &row, const identity::AccountDirectory &accounts)
{
    return identity::accountOfRow(accounts, row.source, row.accountId, row.recordSource, row.recordId);
}

} // namespace

bool Action::isClosedOn(Date day) const
{
    if (closed)
        return *closed <= day;
    const std::string word = lowered(trimmed(status));
    return word == "closed" || word == "done" || word == "dismissed";
}

bool Action::isDismissedOn(Date day) const
{
    return isClosedOn(day) && lowered(trimmed(status)) == "dismissed";
}

std::optional<Date> Action::snoozedUntil(Date day) const
{
    std::optional<Date> until;
    for (const ActionEdit &edit : edits) {
        if (edit.day > day)
            continue; // not the end: where an import was taken back, later edits may be of earlier days
        if (edit.kind == EditKind::Snoozed)
            until = edit.until;
        else if (edit.kind != EditKind::Commented && edit.kind != EditKind::OwnerChanged)
            until.reset();
    }
    return until && *until > day && isOpenOn(day) ? until : std::nullopt;
}

WorkState Action::stateOn(Date day) const
{
    const std::string word = lowered(trimmed(status));
    if (isClosedOn(day)) {
        if (word == "dismissed")
            return WorkState::Dismissed;
        return word == "done" || lowered(trimmed(outcome)) == "done" ? WorkState::Done : WorkState::Closed;
    }
    if (snoozedUntil(day) || word == "snoozed")
        return WorkState::Snoozed;
    if (edits.empty())
        return isAtWork(word) ? WorkState::InWork : WorkState::Open;
    const bool began = std::ranges::any_of(edits, [day](const ActionEdit &edit) {
        return (edit.kind == EditKind::Started || edit.kind == EditKind::Stepped) && edit.day <= day;
    });
    return began ? WorkState::InWork : WorkState::Open;
}

bool Action::isClosedInTime(Date day) const
{
    return closed && due && *closed <= day && *closed <= *due;
}

ActionLog::ActionLog(std::vector<Action> actions)
    : m_actions(std::move(actions))
{
    std::ranges::stable_sort(m_actions, {}, keyOf);
}

ActionLog ActionLog::read(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    std::vector<Action> all;
    store::forEachAction(workspace, [&](const store::ActionRow &row) {
        all.push_back({accountOf(row, accounts), std::string(row.source), std::string(row.id), std::string(row.trigger),
            std::string(row.title), std::string(row.owner), row.opened, row.due, row.closed ? row.closed : row.vanished,
            std::string(row.status), std::string(row.outcome), editsFromText(row.edits), std::string(row.play)});
    });
    return ActionLog(std::move(all));
}

const Action *ActionLog::find(std::string_view source, std::string_view id) const
{
    const std::pair key(source, id);
    const auto found = std::ranges::lower_bound(m_actions, key, {}, keyOf);
    return found != m_actions.end() && keyOf(*found) == key ? &*found : nullptr;
}

ActionLog ActionLog::passing(const std::function<bool(int)> &only) const
{
    std::vector<Action> these;
    std::ranges::copy_if(
        m_actions, std::back_inserter(these), [&only](const Action &action) { return only(action.account); });
    return ActionLog(std::move(these));
}

void ActionLog::add(std::vector<Action> actions)
{
    std::ranges::stable_sort(actions, {}, keyOf);
    const auto before = std::ptrdiff_t(m_actions.size());
    m_actions.insert(m_actions.end(), std::make_move_iterator(actions.begin()), std::make_move_iterator(actions.end()));
    std::ranges::inplace_merge(m_actions, m_actions.begin() + before, {}, keyOf);
}

} // namespace qd::actions
