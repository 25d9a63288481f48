#pragma once
#include "core/actions/action_log.h"
#include "core/actions/action_rules.h"

namespace qd::actions {

/// How far an action is in the play of its rule, as known on a day.
struct PlayState {
    const Play *play = nullptr; ///< of the rules, which outlive it, or shipped
    std::size_t done = 0; ///< steps that somebody did, at most as many as there are
    std::optional<Date> due; ///< of the next step; nothing when all are done
    std::string owner; ///< of the next step: its own, else the action's

    [[nodiscard]] bool isDone() const { return done >= play->steps.size(); }
    /// Precondition: not all are done.
    [[nodiscard]] const PlayStep &next() const { return play->steps[done]; }
    [[nodiscard]] bool isLateOn(Date day) const { return due && *due < day; }
};

/// The play that a person chose for the action, else that of its rule as it is now. Nothing where there is neither, and
/// for an action that is not known or not open on the day. An action that came with a file has no steps done here.
[[nodiscard]] std::optional<PlayState> playOn(const Action &action, const RuleSet &rules, Date day);

} // namespace qd::actions
