#pragma once
#include <string>
#include <string_view>

namespace qd::names {

/// The ISO 3166-1 code of a country, two capital letters, however it is written: its code of two or three letters, its
/// name in one of the languages that business systems are kept in (those of CLDR: English, German, French, Spanish,
/// Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Turkish, Japanese, Chinese, Korean,
/// Russian), or a usual other name ("USA", "U.K.", "Korea, Republic of"), without regard to case, accents, dots and
/// blanks. A part of the United Kingdom is GB. Empty for what is no country's name; where a name means two countries,
/// the one that English means by it. For comparing, never for showing.
[[nodiscard]] std::string countryCode(std::string_view text);

/// countryCode(), else comparableCity() of the text: one spelling for what is the same, and all else as it is.
[[nodiscard]] std::string comparableCountry(std::string_view text);

} // namespace qd::names
