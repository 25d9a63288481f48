#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// Bytes of the white space that `text` begins with: of one character, 0 for none. White space is what Unicode says it
/// is, and what shows nothing at all: zero-width blanks and joiners, marks of direction, the byte order mark.
[[nodiscard]] std::size_t leadingBlank(std::string_view text);
/// Text without leading and trailing white space, as leadingBlank() has it. A view into `text`.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Text without the characters that show nothing, wherever they stand; for ids and addresses, which are compared byte
/// by byte.
[[nodiscard]] std::string withoutInvisible(std::string_view text);
/// ASCII letters lowered, all else as it is; for header names, enumerations and domains.
[[nodiscard]] std::string lowered(std::string_view text);
/// ASCII letters only, in every locale: what the C library calls a letter follows the machine's.
[[nodiscard]] constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char asciiUpper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
}
/// Unicode case folding letter by letter, for comparing what people typed: "MÜLLER" equals "müller", "STRASSE" not
/// "Straße".
[[nodiscard]] std::string caseFolded(std::string_view text);
/// Equal without regard to case, by Unicode case folding.
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// Parts between `separator`s; an empty text has one empty part.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// Parts with `separator` between them.
[[nodiscard]] std::string joined(const std::vector<std::string> &parts, std::string_view separator);
/// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool isUtf8(std::string_view text);
/// The first of `candidates` nearest to `word` by edit distance, if within a third of its length; else empty.
/// For "unknown X, did you mean Y".
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string> &candidates);
/// `value` with `digits` (0..15) digits after the point, which is a point in every locale: "12.4". For files, packs and
/// messages; what is not finite reads "inf" or "nan".
[[nodiscard]] std::string fixedDecimals(double value, int digits);

} // namespace qd
