#pragma once
#include <cstddef>
#include <optional>
#include <string>

namespace qd::cli {

/// `text` and blanks up to `width` characters, counted by code point: names have accents. At least one blank.
[[nodiscard]] std::string padded(const std::string &text, std::size_t width);
/// A number as a cell, rounded half to even: "0.731", and "-" for none.
[[nodiscard]] std::string cellText(const std::optional<double> &value, int decimals = 3);

} // namespace qd::cli
