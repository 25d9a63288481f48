#pragma once
#include <string>
#include <vector>

namespace qd::names {

/// Takes legal forms (Inc, GmbH, S.A. de C.V., Pty Ltd, OOO ...) off the end of a company's name, and off its beginning
/// where a language writes them there (PT, OOO), until none is left. `words` as from plainWords(), where "S.A." is "sa"
/// and "S. A." is "s a". The last word always stays: a name that is nothing but a legal form keeps it.
void dropLegalForms(std::vector<std::string> &words);

/// Forms that are written without a gap before or after the name (株式会社, 有限公司 ...), to be parted from it.
[[nodiscard]] const std::vector<std::string> &unspacedLegalForms();

} // namespace qd::names
