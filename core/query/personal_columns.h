#pragma once
#include <nlohmann/json.hpp>

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
/// A value of a query likewise: a number in a personal column is a phone's.
[[nodiscard]] nlohmann::json masked(const nlohmann::json &value, bool isPersonalColumn);

} // namespace qd::query
