#pragma once
#include "core/actions/action_log.h"
#include "core/actions/action_rules.h"

namespace qd::actions {

/// An action that is open on a day, and how far it went up.
struct OpenAction {
    Action action;
    int level = 0; ///< `escalate` steps of its rule with after_days reached: day - opened >= after_days
    std::string to; ///< of the last of them; empty at level 0
};
/// By id, then source. Those whose trigger is none of the rules have level 0. Linear.
[[nodiscard]] std::vector<OpenAction> openOn(const ActionLog &log, const RuleSet &rules, Date day);

/// Of actions of any source that were due by a day, the share closed in time.
struct ActionSla {
    int due = 0; ///< due on or before the day, known by it and not dismissed
    int met = 0; ///< closed on or before due

    [[nodiscard]] std::optional<double> rate() const; ///< nothing where none was due
};
[[nodiscard]] ActionSla slaOn(const ActionLog &log, Date day);

/// Whether a rule's plays are played.
struct RuleCompliance {
    std::string rule;
    int triggered = 0; ///< actions with the rule as trigger that are due on or before the day
    int inTime = 0; ///< of them those closed with the outcome `done`, without regard to case, on or before due

    [[nodiscard]] std::optional<double> rate() const;
};
/// A row for each rule, by id.
[[nodiscard]] std::vector<RuleCompliance> complianceOn(const ActionLog &log, const RuleSet &rules, Date day);

} // namespace qd::actions
