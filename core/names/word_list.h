#pragma once
#include "core/base/text_hash.h"

#include <string>
#include <unordered_set>

namespace qd::names {

using WordSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// The entries of a list that the program is built with, resources/NAME.txt: one a line, without blanks around it;
/// empty lines and those that begin with `#` are none. Reads the list anew each time; callers keep it.
[[nodiscard]] WordSet shippedWords(const char *name);

} // namespace qd::names
