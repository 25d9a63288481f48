#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace qd::sources {

/// A Salesforce record id as its 18-character form. Reports give 15 characters that differ by case alone; the three
/// more say which letters are capitals, so that programs without regard to case do not mix records up.
/// 15 characters are raised; of 18 the last three are verified (without regard to case) and written in capitals.
/// Nothing for another length, a character that is no ASCII letter or digit, or wrong check characters.
[[nodiscard]] std::optional<std::string> salesforceId(std::string_view id);

} // namespace qd::sources
