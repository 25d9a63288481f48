#include "core/base/text.h"

#include <QString>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <numeric>

namespace qd {

namespace {

/// Nearly every character that is asked about.
bool isPlain(char c)
{
    return c > ' ' && c <= '~';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/// The code of a character of three bytes at the front of `text`; 0 where there is none.
unsigned threeByteCode(std::string_view text)
{
    const auto byte = [&text](std::size_t i) { return unsigned(static_cast<unsigned char>(text[i])); };
    if (text.size() < 3 || byte(0) >> 4 != 0xE || byte(1) >> 6 != 2 || byte(2) >> 6 != 2)
        return 0;
    return (byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
}

/// Of the characters of three bytes.
bool isInvisible(unsigned code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || code == 0x2060 || code == 0xFEFF;
}

bool isWideBlank(unsigned code)
{
    return code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F
        || code == 0x205F || code == 0x3000 || isInvisible(code);
}

/// Of the white space that `text` ends with, as leadingBlank().
std::size_t trailingBlank(std::string_view text)
{
    if (text.empty() || isPlain(text.back()))
        return 0;
    for (const std::size_t length : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        if (text.size() >= length && leadingBlank(text.substr(text.size() - length)) == length)
            return length;
    }
    return 0;
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

} // namespace

std::size_t leadingBlank(std::string_view text)
{
    if (text.empty() || isPlain(text.front()))
        return 0;
    if (isSpace(text.front()))
        return 1;
    if (text.starts_with("\xC2\xA0") || text.starts_with("\xC2\x85")) // no-break space, next line
        return 2;
    return isWideBlank(threeByteCode(text)) ? 3 : 0;
}

std::string_view trimmed(std::string_view text)
{
    while (const std::size_t blank = leadingBlank(text))
        text.remove_prefix(blank);
    while (const std::size_t blank = trailingBlank(text))
        text.remove_suffix(blank);
    return text;
}

std::string withoutInvisible(std::string_view text)
{
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        if (isInvisible(threeByteCode(text))) {
            text.remove_prefix(3);
        } else {
            shown += text.front();
            text.remove_prefix(1);
        }
    }
    return shown;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
    }
    return result;
}

std::string caseFolded(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size())).toCaseFolded().toStdString();
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a == b || caseFolded(a) == caseFolded(b);
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::string joined(const std::vector<std::string> &parts, std::string_view separator)
{
    std::string result;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            result += separator;
        result += parts[i];
    }
    return result;
}

bool isUtf8(std::string_view text)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.data());
    std::size_t i = 0;
    while (i < text.size()) {
        const unsigned char lead = bytes[i];
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + length > text.size())
            return false;
        std::uint32_t code = lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            if ((bytes[i + k] & 0xC0U) != 0x80)
                return false;
            code = (code << 6) | (bytes[i + k] & 0x3FU);
        }
        if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF
            || (code >= 0xD800 && code <= 0xDFFF))
            return false;
        i += length;
    }
    return true;
}

std::string nearest(std::string_view word, const std::vector<std::string> &candidates)
{
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(1, word.size() / 3) + 1;
    const std::string wanted = lowered(word);
    for (const std::string &candidate : candidates) {
        const std::size_t distance = editDistance(wanted, lowered(candidate));
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string fixedDecimals(double value, int digits)
{
    std::array<char, 352> text{}; // the longest double has 309 digits before the point
    const auto done = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits);
    return {text.data(), done.ptr};
}

} // namespace qd
