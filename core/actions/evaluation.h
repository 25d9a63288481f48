#pragma once
#include "core/actions/account_facts.h"
#include "core/actions/action_log.h"

namespace qd::actions {

/// An action that a rule opens, or would open had its owner room for it.
struct Opening {
    int account = -1; ///< index in the directory
    std::string rule;
    std::string title;
    std::string owner; ///< empty for none
    std::optional<Date> due;
    int escalation = 0; ///< tier of the escalation that is opened with it; 0 for none
};

/// An account for which a rule holds and that has an action of it already.
struct Duplicate {
    int account = -1;
    std::string rule;
    Date since; ///< the day on which that one was closed, or opened where it is still open
    bool isOpen = true;
};

/// What rules say on a day.
struct Evaluation {
    Date day;
    std::vector<Opening> opened; ///< by account, then rule
    std::vector<Opening> held; ///< by priority of the rule, then ARR falling, then account, then rule
    std::vector<Duplicate> duplicates; ///< by account, then rule
};

/// The id of an action that a rule opens for an account on a day: the same data give the same ids.
[[nodiscard]] std::string actionId(const std::string &rule, const std::string &account, Date day);

/// Which actions the rules open on the day of the facts (CONTRACT-ROOMS section 2, "Action rules").
///
/// Duplicates: the account has an action with the rule as trigger that is open, or was closed in the
/// `repeat_after_days` before the day, the first of them included.
/// Held: the owner has `cap_per_owner` open actions, those of others rules, of files and of this evaluation included;
/// those without an owner are never held. Owners are told apart as PersonIndex tells people apart.
/// A customer that is part of another on the day is passed over.
/// Linear in accounts x rules and in actions, but for sorting.
[[nodiscard]] Evaluation evaluate(
    const RuleSet &rules, const AccountFacts &facts, const ActionLog &log, const portfolio::Portfolio &portfolio);

} // namespace qd::actions
