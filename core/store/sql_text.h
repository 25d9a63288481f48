#pragma once
#include <string>
#include <vector>

namespace qd::store {

/// Whether a byte may stand in a name that is not quoted; those of letters beyond ASCII may.
[[nodiscard]] bool isNameByte(char c);

/// One past what begins at byte `at` of a query: a text, a quoted name or a comment; `at` itself where none does.
[[nodiscard]] std::size_t pastQuoted(const std::string &sql, std::size_t at);

/// Names of the parameters of a query (`:as_of`), each once, in the order in which they stand, without their first
/// character. Nothing in comments, texts and quoted names counts.
[[nodiscard]] std::vector<std::string> parametersOf(const std::string &sql);

} // namespace qd::store
