#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace qd::sources {

/// The delimiter that splits the beginning of a file (UTF-8) most evenly into most fields; comma when none does.
[[nodiscard]] char guessDelimiter(std::string_view sample);

/// The delimiter that spreadsheets name on a line of its own above the header: `sep=;`.
[[nodiscard]] std::optional<char> separatorLine(std::string_view text);

/// Of a word (comma, semicolon, tab, pipe, space), of `\t`, or the character itself; nothing for what cannot stand
/// between fields: letters, digits, a quote, line ends, and what is not one byte.
[[nodiscard]] std::optional<char> delimiterFromText(std::string_view text);

/// The word where it has one, else the character itself: what delimiterFromText() reads.
[[nodiscard]] std::string delimiterText(char delimiter);

/// What stands around fields, from "double", "single" or "none", which is '\0'; nothing for another word.
[[nodiscard]] std::optional<char> quoteFromText(std::string_view text);
/// The word: what quoteFromText() reads.
[[nodiscard]] std::string quoteText(char quote);

/// What stands around fields that hold delimiters: a single quote where no field begins with a double one, some record
/// would have another width without it, and none has with it. `'tis` alone is text.
[[nodiscard]] char guessQuote(std::string_view sample, char delimiter);

/// What ends the lines of a text: LF, or CR where no LF stands outside of quotes.
[[nodiscard]] char newlineOf(std::string_view sample);

} // namespace qd::sources
