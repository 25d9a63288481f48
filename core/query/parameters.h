#pragma once
#include <nlohmann/json.hpp>

#include <string>

namespace qd::query {

/// What a person wrote for a parameter: null for nothing, a number where it is written as JSON writes one ("30",
/// "-0.5"), else the text as it stands: "2026-10", "0805" and " 1" are texts.
[[nodiscard]] nlohmann::json parameterValue(const std::string &text);

} // namespace qd::query
