#pragma once
#include <string>
#include <vector>

namespace qd::query {

/// Which columns of a query hold personal data by their names: `email`, `phone` and what ends in them, `respondent`,
/// `requester`; where the query speaks of contacts also `name` and `contact_name`, whosever they are, since nothing
/// else tells whether they are a person's.
[[nodiscard]] std::vector<bool> personalColumns(const std::vector<std::string> &names, const std::string &sql);

/// A text as it may leave the house: Masked where it stands in a personal column, else without addresses. Nothing stays
/// nothing.
[[nodiscard]] std::string masked(const std::string &text, bool isPersonalColumn);

} // namespace qd::query
