#include "core/base/json_text.h"

#include <algorithm>

namespace qd {

namespace {

Error at(std::string_view text, std::size_t byte, Message::Value why)
{
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
    const auto lineBegin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {ErrorCode::BadData,
        {QD_WORDS("Files", "line %1, column %2: %3"),
            {line, std::to_string(std::max<std::size_t>(before.size() - lineBegin, 1)), std::move(why)}},
        {line}};
}

} // namespace

Result<void> checkJsonDepth(std::string_view text)
{
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > JsonDepthLimit)
            return at(text, i + 1,
                Sentences(Message(QD_WORDS_N("Files", "more than %1 brackets are open", "more than %1 bracket is open"),
                    {Count{JsonDepthLimit}})));
        else if (!quoted && (c == ']' || c == '}'))
            --depth;
    }
    return {};
}

Error jsonFault(std::string_view text, std::size_t byte, std::string_view parserSays)
{
    constexpr std::size_t Limit = 200;
    // "[json.exception.parse_error.101] parse error at line 1, column 2: what is wrong"
    const auto begin = parserSays.find(": ");
    std::string why(begin == std::string_view::npos ? parserSays : parserSays.substr(begin + 2));
    if (why.size() > Limit) {
        why.resize(Limit);
        while (!why.empty() && (static_cast<unsigned char>(why.back()) & 0x80U) != 0)
            why.pop_back(); // not inside a character
        why += "...";
    }
    return at(text, byte, why);
}

} // namespace qd
