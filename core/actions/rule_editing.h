#pragma once
#include "core/actions/action_rules.h"

namespace qd::actions {

/// What a condition asks of a field.
enum class Asks { AtLeast, AtMost, Above, Below, AnyOf, NoneOf, Missing, There };

/// One line of an editor of conditions. A condition with two bounds is two lines.
struct ConditionLine {
    std::string field;
    Asks asks = Asks::AtLeast;
    double number = 0; ///< of the bounds; NaN where what was typed is none, which ruleSetFromText() then names
    std::vector<std::string> texts = {}; ///< of AnyOf and NoneOf

    bool operator==(const ConditionLine &) const = default;
};

/// "at least", "is missing" ...; a window translates the word.
[[nodiscard]] const char *nameOf(Asks asks);

/// The lines of a rule's conditions, in their order.
[[nodiscard]] std::vector<ConditionLine> linesOf(const std::vector<coverage::SegmentCondition> &conditions);
/// The conditions that lines stand for; conditionsOf(linesOf(c)) is c. Lines of one field that follow each other and
/// ask for different things are one condition.
[[nodiscard]] std::vector<coverage::SegmentCondition> conditionsOf(const std::vector<ConditionLine> &lines);

/// Fields that conditions are often asked of, in the order in which a list offers them; a rule may ask for others.
[[nodiscard]] const std::vector<std::string> &offeredFields();

/// Rules as R.json writes them: ruleSetFromText() reads the same set again. What holds without being said is left out.
[[nodiscard]] std::string textOf(const RuleSet &rules);

/// An id for a new rule, of the letters and digits of its title, that no rule of the set has.
[[nodiscard]] std::string freeId(const RuleSet &rules, std::string_view title);

/// The set with `rule` in the place of the one with its id, or behind all others where there is none.
[[nodiscard]] RuleSet withRule(RuleSet rules, ActionRule rule);
/// The set without the rule of an id.
[[nodiscard]] RuleSet withoutRule(RuleSet rules, std::string_view id);

} // namespace qd::actions
