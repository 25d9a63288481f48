#pragma once
#include <string>
#include <vector>

namespace qd::query {

/// Which columns of a query hold personal data by their names: `email`, `phone` and what ends in them, `respondent`,
/// `requester`.
[[nodiscard]] std::vector<bool> personalColumns(const std::vector<std::string> &names);

/// A text as it may leave the house: Masked where it stands in a personal column, else without addresses. Nothing stays
/// nothing.
[[nodiscard]] std::string masked(const std::string &text, bool isPersonalColumn);

} // namespace qd::query
