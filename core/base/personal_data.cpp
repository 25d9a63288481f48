#include "core/base/personal_data.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd {

namespace {

/// What may stand before the @; letters beyond ASCII too.
bool isLocal(char c)
{
    constexpr std::string_view Marks = ".!#$%&'*+/=?^_`{|}~-";
    return isAsciiLetter(c) || isAsciiDigit(c) || Marks.find(c) != std::string_view::npos || (c & 0x80) != 0;
}

bool isDomain(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '-' || c == '.' || (c & 0x80) != 0;
}

} // namespace

std::string withoutAddresses(std::string_view text)
{
    std::string masked;
    std::size_t written = 0; // of `text`
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t first = at;
        while (first > written && isLocal(text[first - 1]))
            --first;
        std::size_t end = at + 1;
        while (end < text.size() && isDomain(text[end]))
            ++end;
        while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
            --end; // the sentence's
        const std::string_view domain = text.substr(at + 1, end - at - 1);
        const std::string_view last = domain.substr(domain.rfind('.') + 1); // all of it without a point
        if (std::ranges::all_of(last, isAsciiDigit)) // a price or a version
            continue;
        if (first == at || domain.find('.') == std::string_view::npos || domain.starts_with('.'))
            continue;
        masked.append(text.substr(written, first - written)).append(Masked);
        written = end;
    }
    return masked.append(text.substr(written));
}

} // namespace qd
