#include "core/sources/number_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::sources {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Sign {
    std::string_view text;
    std::string_view code; ///< empty for a sign that several currencies share
};
constexpr std::array<Sign, 12> CurrencySigns{{{"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"R$", "BRL"}, {"$", ""},
    {"\xE2\x82\xAC", "EUR"}, {"\xC2\xA3", "GBP"}, {"\xC2\xA5", ""}, {"\xE2\x82\xB9", "INR"}, {"\xE2\x82\xA9", "KRW"},
    {"\xE2\x82\xBD", "RUB"}, {"\xE2\x82\xBA", "TRY"}}};
// Blanks that group digits: space, no-break, thin, narrow no-break; and two apostrophes.
constexpr std::array<std::string_view, 6> Blanks{" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "'", "\xE2\x80\x99"};
constexpr std::string_view TrueMinus = "\xE2\x88\x92";

bool takeFront(std::string_view &text, std::string_view prefix)
{
    if (prefix.empty() || !text.starts_with(prefix))
        return false;
    text = trimmed(text.substr(prefix.size()));
    return true;
}
bool takeBack(std::string_view &text, std::string_view suffix)
{
    if (suffix.empty() || !text.ends_with(suffix))
        return false;
    text = trimmed(text.substr(0, text.size() - suffix.size()));
    return true;
}

void takeCurrency(std::string_view &text, NumberReading &reading)
{
    for (const Sign &sign : CurrencySigns) {
        if (takeFront(text, sign.text) || takeBack(text, sign.text)) {
            reading.currency = Currency::fromCode(sign.code);
            return;
        }
    }
    if (text.size() <= 3)
        return;
    if (const auto front = Currency::fromCode(text.substr(0, 3))) {
        text = trimmed(text.substr(3));
        reading.currency = front;
    } else if (const auto back = Currency::fromCode(text.substr(text.size() - 3))) {
        text = trimmed(text.substr(0, text.size() - 3));
        reading.currency = back;
    }
}

/// Takes minus signs and accounting brackets; false when there are two of them.
bool takeMinus(std::string_view &text, bool &negative)
{
    int minuses = 0;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        text = trimmed(text.substr(1, text.size() - 2));
        ++minuses;
    }
    if (takeFront(text, "-") || takeFront(text, TrueMinus) || takeBack(text, "-"))
        ++minuses;
    else
        takeFront(text, "+");
    negative = negative || minuses > 0;
    return minuses <= 1;
}

/// Replaces blanks and apostrophes between digits by `group`; anything else stays.
std::string unifyBlanks(std::string_view text, char group)
{
    std::string result;
    while (!text.empty()) {
        const auto blank = std::find_if(
            Blanks.begin(), Blanks.end(), [&text](std::string_view candidate) { return text.starts_with(candidate); });
        result += blank == Blanks.end() ? text.front() : group;
        text.remove_prefix(blank == Blanks.end() ? 1 : blank->size());
    }
    return result;
}

/// Drops group marks that stand before groups of exactly three digits; false when one stands elsewhere.
bool dropGroups(std::string &whole, char group)
{
    if (whole.find(group) == std::string::npos)
        return true;
    const auto parts = split(whole, group);
    if (parts.front().empty() || parts.front().size() > 3)
        return false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].size() != 3)
            return false;
    }
    whole = joined(parts, "");
    return true;
}

bool allDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

/// Most values are plain; they are told without taking anything apart.
bool isPlain(std::string_view text)
{
    if (!text.empty() && text.front() == '-')
        text.remove_prefix(1);
    const auto point = text.find('.');
    if (point == std::string_view::npos)
        return !text.empty() && allDigits(text);
    return text.size() > 1 && allDigits(text.substr(0, point)) && allDigits(text.substr(point + 1));
}

/// Whether one to three digits, the first no zero, stand right before `mark`.
bool mayStandBeforeGroup(std::string_view text, std::size_t mark)
{
    std::size_t begin = mark;
    while (begin > 0 && isDigit(text[begin - 1]))
        --begin;
    const std::size_t digits = mark - begin;
    return digits >= 1 && digits <= 3 && text[begin] != '0';
}

} // namespace

void NumberColumn::observe(std::string_view value)
{
    const auto comma = value.rfind(',');
    const auto point = value.rfind('.');
    if (comma == std::string_view::npos && point == std::string_view::npos)
        return;
    if (comma != std::string_view::npos && point != std::string_view::npos) {
        ++(comma > point ? m_comma : m_point);
        return;
    }
    const char mark = comma != std::string_view::npos ? ',' : '.';
    const auto last = value.rfind(mark);
    const auto digits = std::size_t(std::find_if_not(value.begin() + std::ptrdiff_t(last) + 1, value.end(), isDigit)
        - (value.begin() + std::ptrdiff_t(last) + 1));
    const bool groups = value.find(mark) != last; // twice: it groups, so the other one is decimal
    if (groups)
        ++(mark == '.' ? m_comma : m_point);
    else if (digits != 3 || !mayStandBeforeGroup(value, last))
        ++(mark == ',' ? m_comma : m_point);
}

bool pointMayGroup(std::string_view text)
{
    const auto point = text.find('.');
    if (point == std::string_view::npos || text.find_first_of(".,", point + 1) != std::string_view::npos
        || text.find(',') != std::string_view::npos)
        return false;
    const auto behind = text.find_first_not_of("0123456789", point + 1);
    const auto end = std::min(behind, text.size());
    return end - point - 1 == 3 && mayStandBeforeGroup(text, point);
}

std::optional<NumberReading> readNumber(std::string_view text, DecimalMark mark)
{
    text = trimmed(text);
    NumberReading reading;
    if (mark == DecimalMark::Point && isPlain(text)) {
        reading.digits = text;
        return reading;
    }
    bool negative = false;
    if (!takeMinus(text, negative))
        return std::nullopt;
    reading.percent = takeBack(text, "%");
    takeCurrency(text, reading);
    bool inner = false;
    if (!takeMinus(text, inner) || (inner && negative))
        return std::nullopt;
    negative = negative || inner;

    const char decimal = mark == DecimalMark::Point ? '.' : ',';
    const char group = mark == DecimalMark::Point ? ',' : '.';
    const std::string number = unifyBlanks(text, group);
    const auto at = number.rfind(decimal);
    std::string whole = number.substr(0, at);
    const std::string fraction = at == std::string::npos ? std::string() : number.substr(at + 1);
    if (!dropGroups(whole, group) || !allDigits(whole) || !allDigits(fraction) || (whole.empty() && fraction.empty()))
        return std::nullopt;
    reading.digits = (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
    return reading;
}

bool hasDecimals(std::string_view text)
{
    const std::size_t mark = text.find_last_of(".,");
    if (mark == std::string_view::npos || mark == 0 || !isAsciiDigit(text[mark - 1]))
        return false;
    const std::size_t end = std::min(text.find_first_not_of("0123456789", mark + 1), text.size());
    return end == mark + 3 || (end == mark + 2 && text[mark + 1] != '0');
}

bool isRoundedNumber(std::string_view text)
{
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent == std::string_view::npos || exponent == 0 || exponent + 3 > text.size() || text[exponent + 1] != '+')
        return false;
    const auto digits = [](std::string_view part) { return std::ranges::all_of(part, isAsciiDigit); };
    const std::string_view number = text.substr(0, exponent);
    const bool isWhole = number.size() == 1 || (number.size() > 2 && (number[1] == '.' || number[1] == ','));
    return isWhole && isAsciiDigit(number[0]) && digits(number.size() == 1 ? number : number.substr(2))
        && digits(text.substr(exponent + 2));
}

std::optional<bool> readBoolean(std::string_view text)
{
    const std::string word = lowered(trimmed(text));
    for (const std::string_view yes : {"true", "1", "yes", "y", "t", "on"}) {
        if (word == yes)
            return true;
    }
    for (const std::string_view no : {"false", "0", "no", "n", "f", "off"}) {
        if (word == no)
            return false;
    }
    return std::nullopt;
}

} // namespace qd::sources
