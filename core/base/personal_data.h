#pragma once
#include <string>
#include <string_view>

namespace qd {

/// What stands for personal data in files and tables that may leave the house.
inline constexpr const char *Masked = "[masked]";

/// The text with every e-mail address in it replaced by Masked; digits alone are never taken for a phone number.
/// Linear.
[[nodiscard]] std::string withoutAddresses(std::string_view text);

} // namespace qd
