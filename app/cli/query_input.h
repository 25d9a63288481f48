#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace qd::cli {

/// Says on stderr which columns of a query an analysis does not read: one of them may be a name written otherwise.
void sayUnused(const std::vector<std::string> &columns);

/// Reads an option that is a number of 0 or more, as the rows of a query have them: with a point in every locale.
/// InvalidArgument names the option and the text.
[[nodiscard]] Result<double> numberOption(const std::string &option, const std::string &text);

/// What is wrong with a text as a seed, a whole number of 64 bits; empty where it is one. A check of CLI11, which would
/// take -1 for the largest number there is.
[[nodiscard]] std::string seedFault(const std::string &text);

} // namespace qd::cli
