#pragma once
#include <string_view>

namespace qd::names {

/// True for a name that people give what has none (Unknown, N/A, Test Account, TBD, New Customer 2, asdf, ---): two
/// records of such a name are not thereby one customer. `name` is a normalised name; an empty one is a placeholder.
[[nodiscard]] bool isPlaceholderName(std::string_view name);

} // namespace qd::names
