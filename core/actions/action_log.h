#pragma once
#include "core/actions/action_edits.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::actions {

/// Where an action is in its life.
enum class WorkState {
    Open,
    InWork, ///< somebody began
    Snoozed, ///< open, and not in the queue until a day
    Done, ///< closed, and what was wanted came of it
    Dismissed, ///< closed as not needed
    Closed, ///< closed in any other way, by a file
};

/// An action, opened by a rule here or imported. What it says of a day is as known on that day: one opened later is
/// none, one closed later is open.
struct Action {
    int account = -1; ///< index in the directory; -1 where the workspace does not know its account
    std::string source;
    std::string id;
    std::string rule; ///< its `trigger`; empty for none
    std::string title;
    std::string owner;
    Date opened;
    std::optional<Date> due;
    std::optional<Date> closed; ///< closed_date, else the day since when a complete file lacks it
    std::string status;
    std::string outcome;
    std::vector<ActionEdit> edits = {}; ///< what persons did to one of the program's own, by time
    std::string play = {}; ///< id of the play that a person chose for one opened by hand; empty for none

    [[nodiscard]] bool isKnownOn(Date day) const { return opened <= day; }
    /// Closed by the day; without a date where the status is closed, done or dismissed, without regard to case.
    [[nodiscard]] bool isClosedOn(Date day) const;
    [[nodiscard]] bool isOpenOn(Date day) const { return isKnownOn(day) && !isClosedOn(day); }
    /// Closed by the day with the status dismissed.
    [[nodiscard]] bool isDismissedOn(Date day) const;
    /// The word of its status, by what persons did up to the day. A snooze holds before its day, until the next edit
    /// but a comment or another owner; it moves no due date.
    [[nodiscard]] WorkState stateOn(Date day) const;
    /// The day on which it comes back, where it is snoozed on `day`.
    [[nodiscard]] std::optional<Date> snoozedUntil(Date day) const;
    /// Closed by the day, on or before its due date; not where either date is missing.
    [[nodiscard]] bool isClosedInTime(Date day) const;
};

/// All actions of a workspace, by source and id. Read once.
class ActionLog {
public:
    ActionLog() = default;
    explicit ActionLog(std::vector<Action> actions);
    /// One of the program's own is of the customer that has its record now, whatever it was called when it was opened.
    [[nodiscard]] static ActionLog read(const store::Workspace &workspace, const identity::AccountDirectory &accounts);

    [[nodiscard]] const std::vector<Action> &all() const { return m_actions; }
    [[nodiscard]] const Action *find(std::string_view source, std::string_view id) const;
    /// Those of customers that pass, asked for -1 where the customer is not known.
    [[nodiscard]] ActionLog passing(const std::function<bool(int)> &only) const;
    /// Adds more, in any order.
    void add(std::vector<Action> actions);

private:
    std::vector<Action> m_actions;
};

} // namespace qd::actions
