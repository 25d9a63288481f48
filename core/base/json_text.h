#pragma once
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace qd {

/// Deepest nesting of a JSON text that people write; a bracket left open a thousand times is no such text.
inline constexpr int JsonDepthLimit = 64;

/// Why `text` is nested too deep to be read, or nothing: BadData as below. Looks at brackets outside of strings only.
[[nodiscard]] Result<void> checkJsonDepth(std::string_view text);
/// The sentence of a parser's fault: "line 3, column 7: ...", at most 200 characters. Arguments: the line.
[[nodiscard]] Error jsonFault(std::string_view text, std::size_t byte, std::string_view parserSays);

/// Reads JSON that a person wrote; every such file goes through here. BadData, whose message is the end of a sentence
/// ("line 3, column 7: ...") and whose argument is the line: no JSON, or nested deeper than JsonDepthLimit.
template <typename Json>
[[nodiscard]] Result<Json> jsonFromText(std::string_view text)
{
    if (auto flat = checkJsonDepth(text); !flat)
        return flat.error();
    try {
        return Json::parse(text);
    } catch (const typename Json::parse_error &failure) {
        return jsonFault(text, failure.byte, failure.what());
    }
}

/// A value as a sentence shows it: compact, at most 60 characters.
template <typename Json>
[[nodiscard]] std::string shownJson(const Json &value)
{
    constexpr std::size_t Limit = 60;
    std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace); // ASCII: may be cut anywhere
    if (text.size() > Limit)
        text = text.substr(0, Limit) + "...";
    return text;
}

} // namespace qd
