#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qd::names {

/// How one name may be a short form of another.
enum class ShortForm {
    None,
    Acronym, ///< one is the first letters of the other's words: "ibm", "international business machines"
    Initials ///< word by word equal, but for first letters in place of words: "j p morgan", "john pierpont morgan"
};

/// Of two normalised names (normalizedName()), in either order. An acronym is one word of three letters or more, of
/// three words or more, of which "and", "of", "the", "for" and their like may be left out or not. Of initials the last
/// word is written out in both. Equal names are none.
[[nodiscard]] ShortForm shortForm(std::string_view left, std::string_view right);

/// What two names share that are a short form of one another: the acronyms that a name is or has, and its first letters
/// with its last word. Two names may be one only where one of these is equal; shortForm() says whether they are. Empty
/// for a name of one short word.
[[nodiscard]] std::vector<std::string> shortFormKeys(std::string_view name);

} // namespace qd::names
