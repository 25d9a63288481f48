#include "core/base/unknown_key.h"

#include "core/base/text.h"

namespace qd {

Message unknownKey(Message::Value where, std::string_view key, const std::vector<std::string> &known)
{
    constexpr std::size_t ShownBytes = 60;
    std::string shown(key.substr(0, ShownBytes));
    while (shown.size() < key.size() && !isUtf8(shown))
        shown.pop_back(); // not inside a character
    std::string close = nearest(shown, known);
    shown += shown.size() < key.size() ? "..." : "";
    if (close.empty())
        return {QD_WORDS("Files", "%1 has an unknown key \"%2\"; known are %3."),
            {std::move(where), std::move(shown), joined(known, ", ")}};
    return {QD_WORDS("Files", "%1 has an unknown key \"%2\"; did you mean \"%3\"?"),
        {std::move(where), std::move(shown), std::move(close)}};
}

} // namespace qd
