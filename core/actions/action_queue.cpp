#include "core/actions/action_queue.h"

#include "core/actions/action_owners.h"
#include "core/portfolio/portfolio.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace qd::actions {

namespace {

std::pair<std::string_view, std::string_view> keyOf(const QueuedAction &queued)
{
    return {queued.open.action.source, queued.open.action.id};
}

bool isRecentlyClosed(const Action &action, Date day)
{
    return action.closed && *action.closed <= day && *action.closed > day.plusDays(-ClosedShownDays);
}

std::vector<ActionEdit> commentsOf(const Action &action, Date day)
{
    std::vector<ActionEdit> comments;
    std::ranges::copy_if(action.edits, std::back_inserter(comments),
        [day](const ActionEdit &edit) { return edit.day <= day && !edit.note.empty(); });
    return comments;
}

QueuedAction queued(
    const OpenAction &open, const portfolio::Portfolio &portfolio, const std::vector<std::int64_t> &arr, Date day)
{
    const Action &action = open.action;
    QueuedAction made{open, action.stateOn(day), ownerName(portfolio, action.owner),
        ownerKey(portfolio.people(), action.owner), std::nullopt, 0, commentsOf(action, day),
        action.source == store::OwnSource};
    if (action.due)
        made.lateDays = daysBetween(*action.due, made.isClosed() ? action.closed.value_or(day) : day);
    if (action.account >= 0)
        made.arr = arr[std::size_t(action.account)];
    return made;
}

bool comesBefore(const QueuedAction &a, const QueuedAction &b)
{
    if (a.isClosed() != b.isClosed())
        return b.isClosed();
    const Action &left = a.open.action;
    const Action &right = b.open.action;
    if (a.isClosed())
        return std::tie(right.closed, left.id) < std::tie(left.closed, right.id);
    if (left.due.has_value() != right.due.has_value())
        return left.due.has_value();
    return std::tie(left.due, b.arr, left.id) < std::tie(right.due, a.arr, right.id);
}

void count(OwnerQueue &queue, const QueuedAction &action)
{
    ++queue.open;
    queue.late += action.isLate() ? 1 : 0;
    queue.escalated += action.open.level > 0 ? 1 : 0;
    queue.snoozed += action.state == WorkState::Snoozed ? 1 : 0;
}

void countOwners(ActionQueue &queue)
{
    std::map<std::string, OwnerQueue> byOwner;
    for (const QueuedAction &action : queue.actions) {
        if (action.isClosed())
            continue;
        OwnerQueue &owner = byOwner[action.ownerKey];
        if (owner.owner.empty())
            owner.owner = action.owner;
        count(owner, action);
        count(queue.total, action);
    }
    for (auto &[key, owner] : byOwner) {
        owner.key = key;
        queue.owners.push_back(std::move(owner));
    }
    std::ranges::sort(queue.owners, [](const OwnerQueue &a, const OwnerQueue &b) {
        if (a.owner.empty() != b.owner.empty())
            return b.owner.empty();
        return std::tie(b.open, a.owner) < std::tie(a.open, b.owner);
    });
}

} // namespace

bool QueuedAction::isClosed() const
{
    return state == WorkState::Done || state == WorkState::Dismissed || state == WorkState::Closed;
}

const QueuedAction *ActionQueue::find(std::string_view source, std::string_view id) const
{
    const auto keyAt = [this](std::size_t place) { return keyOf(actions[place]); };
    const std::pair key(source, id);
    const auto found = std::ranges::lower_bound(byKey, key, {}, keyAt);
    return found != byKey.end() && keyAt(*found) == key ? &actions[*found] : nullptr;
}

ActionQueue queueOn(const ActionLog &log, const RuleSet &rules, const portfolio::Portfolio &portfolio,
    const std::vector<std::int64_t> &arr, Date day, const std::function<bool(int)> &only)
{
    const ActionLog these = log.passing(only);
    ActionQueue queue;
    queue.day = day;
    queue.sla = slaOn(these, day);
    for (const OpenAction &open : openOn(these, rules, day))
        queue.actions.push_back(queued(open, portfolio, arr, day));
    for (const Action &action : these.all()) {
        if (action.isKnownOn(day) && isRecentlyClosed(action, day))
            queue.actions.push_back(queued({action, 0, {}}, portfolio, arr, day));
    }
    std::ranges::sort(queue.actions, comesBefore);
    queue.byKey.resize(queue.actions.size());
    std::iota(queue.byKey.begin(), queue.byKey.end(), std::size_t(0));
    std::ranges::sort(queue.byKey, {}, [&queue](std::size_t place) { return keyOf(queue.actions[place]); });
    countOwners(queue);
    return queue;
}

} // namespace qd::actions
