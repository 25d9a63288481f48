#pragma once
#include "core/actions/action_figures.h"

#include <cstdint>
#include <functional>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::actions {

/// Days for which a closed action still stands in the queue's list of closed ones, that of its closing included.
inline constexpr int ClosedShownDays = 90;

/// An action in the work queue, as it is on the queue's day.
struct QueuedAction {
    OpenAction open; ///< with its escalation level, 0 for a closed one
    WorkState state = WorkState::Open;
    std::string owner; ///< what the owner is called; empty for none
    std::string ownerKey; ///< tells owners apart however they are spelt (action_owners.h)
    std::optional<int> lateDays; ///< due day to the queue's day, or to the closing day: above 0 is late; nothing undue
    std::int64_t arr = 0; ///< of the customer on the day, base minor units; 0 where the customer is not known
    std::vector<ActionEdit> comments; ///< edits with words, by time
    bool isOwn = false; ///< of the program's own, which can be changed here

    [[nodiscard]] bool isClosed() const;
    [[nodiscard]] bool isLate() const { return lateDays && *lateDays > 0; }
};

/// How much an owner has.
struct OwnerQueue {
    std::string owner; ///< what the owner is called, as the first action has it; empty for actions without one
    std::string key; ///< as QueuedAction::ownerKey
    int open = 0; ///< snoozed ones included
    int late = 0; ///< open and past due
    int escalated = 0; ///< open at a level above 0
    int snoozed = 0;
};

/// What is to be done.
struct ActionQueue {
    Date day;
    std::vector<QueuedAction> actions; ///< open ones by due (none last), ARR falling, id; then closed ones, last first
    std::vector<OwnerQueue> owners; ///< of open actions, by open falling, then name; nobody last
    OwnerQueue total;
    ActionSla sla; ///< of the actions that pass
    std::vector<std::size_t> byKey; ///< places in `actions` by source and id, for find()

    [[nodiscard]] const QueuedAction *find(std::string_view source, std::string_view id) const;
};

/// The queue of the actions that pass `only` (those of unknown customers are asked for -1), as known on the day. `arr`
/// is by directory index, of the same day. Linear, but for sorting.
[[nodiscard]] ActionQueue queueOn(const ActionLog &log, const RuleSet &rules, const portfolio::Portfolio &portfolio,
    const std::vector<std::int64_t> &arr, Date day, const std::function<bool(int)> &only);

} // namespace qd::actions
