#include "core/sources/salesforce_id.h"

#include <algorithm>

namespace qd::sources {

namespace {

constexpr std::size_t ShortLength = 15;
constexpr std::size_t LongLength = 18;
constexpr std::string_view CheckAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

char capital(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
}

/// One check character for each five: bit i is set when character i is a capital.
std::string checkCharacters(std::string_view id)
{
    std::string check;
    for (std::size_t block = 0; block < ShortLength; block += 5) {
        unsigned bits = 0;
        for (std::size_t i = 0; i < 5; ++i)
            bits |= isCapital(id[block + i]) ? 1U << i : 0U;
        check += CheckAlphabet[bits];
    }
    return check;
}

} // namespace

std::optional<std::string> salesforceId(std::string_view id)
{
    if ((id.size() != ShortLength && id.size() != LongLength) || !std::all_of(id.begin(), id.end(), isLetterOrDigit))
        return std::nullopt;
    const std::string_view shortId = id.substr(0, ShortLength);
    const std::string check = checkCharacters(shortId);
    if (id.size() == LongLength
        && !std::equal(check.begin(), check.end(), id.begin() + std::ptrdiff_t(ShortLength),
            [](char a, char b) { return a == capital(b); }))
        return std::nullopt;
    return std::string(shortId) + check;
}

} // namespace qd::sources
