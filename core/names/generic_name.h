#pragma once
#include <string_view>

namespace qd::names {

/// True for a name made of words alone that many companies have in theirs (resources/generic_words.txt): "data" of
/// "Data Co" and "Data AG". Two records of such a name need a domain or an id in common to be certainly one customer.
/// `name` is a normalised name; an empty one is not generic. A number is no generic word.
[[nodiscard]] bool isGenericName(std::string_view name);

} // namespace qd::names
