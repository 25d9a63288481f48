#pragma once
#include "core/actions/action_rules.h"
#include "core/base/message.h"

namespace qd::actions {

/// Rules that come with the program (resources/action_rules/standard.json), as R.json writes them: a draft that opens
/// nothing until somebody saves it. Their titles are marked for translation.
[[nodiscard]] const std::string &shippedRulesText();
/// The same, read.
[[nodiscard]] const RuleSet &shippedRules();

/// A title within a sentence: a word that translators know where a shipped rule has it, else data.
[[nodiscard]] Message::Value titleValue(const std::string &title);

} // namespace qd::actions
