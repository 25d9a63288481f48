#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qd::names {

/// The words of a text as they are compared: lower case, without accents and punctuation. A full stop or an apostrophe
/// inside a word just goes ("U.S." is "us", "O'Neil" is "oneil"), "&" is "and", everything else that is neither letter
/// nor digit parts words. Letters of other scripts stay. Linear; texts of ASCII alone never meet Unicode's tables.
[[nodiscard]] std::vector<std::string> plainWords(std::string_view text);

/// plainWords() with one blank between them.
[[nodiscard]] std::string plainText(std::string_view text);

} // namespace qd::names
