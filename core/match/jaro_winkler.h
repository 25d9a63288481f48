#pragma once
#include <cstddef>
#include <string_view>

namespace qd::match {

inline constexpr std::size_t MostComparedLetters = 256;

/// Similarity of two texts after Jaro and Winkler, 0..1, by code points: with m letters in common (equal, and not
/// further apart than half the longer length, less one), t of them out of order (counted in halves),
///     jaro = (m / |a| + m / |b| + (m - t) / m) / 3,
/// and above 0.7 jaro + 0.1 l (1 - jaro), l the length of the common beginning, at most 4. Two empty texts are equal.
/// Symmetric. O(|a| x |b|) at worst; texts are compared by their first MostComparedLetters.
/// Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
/// Linkage", 1990, with its threshold of 0.7 for the common beginning.
[[nodiscard]] double jaroWinkler(std::u32string_view a, std::u32string_view b);

/// Whether a text is compared the quicker way: ASCII, and at most 64 letters. jaroWinkler() finds out by itself.
[[nodiscard]] bool isShortAscii(std::u32string_view text);
/// jaroWinkler() for two texts of which isShortAscii() is known to hold.
[[nodiscard]] double jaroWinklerOfShortAscii(std::u32string_view a, std::u32string_view b);

/// The largest value that jaroWinkler() can have for texts of `a` and `b` letters with at most `common` of them in
/// common and a common beginning of at most `beginning`. O(1).
[[nodiscard]] double jaroWinklerBound(std::size_t a, std::size_t b, std::size_t common, std::size_t beginning);

} // namespace qd::match
