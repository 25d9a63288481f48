#pragma once
#include "core/actions/action_rules.h"

namespace qd::actions {

/// Rules that come with the program (resources/action_rules/standard.json), as R.json writes them: a draft that opens
/// nothing until somebody saves it. Their titles are marked for translation.
[[nodiscard]] const std::string &shippedRulesText();
/// The same, read.
[[nodiscard]] const RuleSet &shippedRules();

} // namespace qd::actions
