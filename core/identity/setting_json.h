#pragma once
#include <nlohmann/json.hpp>

#include <string>

namespace qd::identity {

/// The text a setting kept as JSON has under a key of an object; empty without the key, and where it holds no text.
[[nodiscard]] inline std::string textAt(const nlohmann::ordered_json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace qd::identity
