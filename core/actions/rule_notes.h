#pragma once
#include "core/actions/evaluation.h"

namespace qd::actions {

/// Actions of one rule on one day from which somebody is asked before it is put in force.
inline constexpr int ManyOpenings = 200;

/// Something about a rule that can be put in force and that somebody should know before.
struct RuleNote {
    std::size_t rule = 0; ///< place in the set
    Message sentence;
};

/// What is doubtful about rules on the day of their evaluation, by rule:
/// it would open ManyOpenings or more that day, and how many of them for nobody, whom no limit protects;
/// its owner, or somebody it goes up to, has left by the roster, or it goes up to whom it had before;
/// it lets an owner have none, or opens again at once what was closed;
/// it has the conditions of an earlier rule, or gives customers to another person than an earlier rule does that day.
/// `today` is of the same rules and facts. Linear in openings and rules squared.
[[nodiscard]] std::vector<RuleNote> notesOn(
    const RuleSet &rules, const Evaluation &today, const portfolio::Portfolio &portfolio);

} // namespace qd::actions
