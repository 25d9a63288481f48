#pragma once
#include <string>
#include <string_view>

namespace qd::names {

/// `text` in Latin letters, by ICU's "Any-Latin; Latin-ASCII" in lower case: "газпром" -> "gazprom", "トヨタ" ->
/// "toyota", "北京" -> "bei jing" (Han is read as Mandarin, whatever the language). A text that has only Latin letters
/// comes back as it is. For comparing alone: nobody is shown it.
[[nodiscard]] std::string transliterated(std::string_view text);

} // namespace qd::names
