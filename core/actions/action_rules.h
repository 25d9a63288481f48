#pragma once
#include "core/actions/plays.h"
#include "core/base/result.h"
#include "core/coverage/capacity_model.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::actions {

/// Who hears of an action that is still open so many days after it was opened.
struct EscalationStep {
    int afterDays = 0;
    std::string to;

    bool operator==(const EscalationStep &) const = default;
};

/// A rule that opens actions (CONTRACT-ROOMS section 2, "Action rules"; docs/actions.md).
struct ActionRule {
    std::string id; ///< `trigger` of what it opens
    std::string title; ///< the id where none is given
    int priority = 1; ///< 1 comes before 2 where an owner has no room for both
    /// All must hold. Fields are signals, golden fields, `product`, `colour` and `colour_before`; empty: every account.
    std::vector<coverage::SegmentCondition> when;
    std::string owner; ///< a name; empty: the golden owner of the account
    std::optional<int> dueDays; ///< from the day it is opened; nothing: no due date
    std::vector<EscalationStep> escalate;
    std::string play; ///< id of the play by which it is done; empty for none
    int escalation = 0; ///< tier, 1 to 4, of the escalation that is opened with each action; 0 for none
    int repeatAfterDays = 90; ///< days after one was closed in which none is opened
    int capPerOwner = 20; ///< open actions, of whatever rule, with which an owner gets no more

    bool operator==(const ActionRule &) const = default;
};

/// The rules of a workspace, ids without two of one name.
struct RuleSet {
    std::vector<ActionRule> rules;
    std::vector<Play> plays = {}; ///< own ones, beside those that are shipped

    /// nullptr for none.
    [[nodiscard]] const ActionRule *find(std::string_view id) const;
    /// An own play before a shipped one of that id; nullptr for none.
    [[nodiscard]] const Play *play(std::string_view id) const;
    bool operator==(const RuleSet &) const = default;
};

/// Reads R.json. InvalidArgument names the place and the offender: an unknown key or field (with the nearest known
/// one), a value of the wrong type, a condition that asks nothing or can never hold, a rule without id or two of one,
/// a negative number of days, a tier or a play there is not. BadData when it is no JSON, with the line.
[[nodiscard]] Result<RuleSet> ruleSetFromText(std::string_view text);

/// The colour an account had so many days before is the field `colour_before`.
inline constexpr int ColourBeforeDays = 30;

} // namespace qd::actions
