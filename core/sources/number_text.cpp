#include "core/sources/number_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

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
constexpr std::array<Sign, 30> CurrencySigns{{{"US$", "USD"}, {"AU$", "AUD"}, {"CA$", "CAD"}, {"NZ$", "NZD"},
    {"HK$", "HKD"}, {"MX$", "MXN"}, {"A$", "AUD"}, {"C$", "CAD"}, {"S$", "SGD"}, {"R$", "BRL"}, {"$", ""},
    {"\xE2\x82\xAC", "EUR"}, {"\xC2\xA3", "GBP"}, {"\xC2\xA5", ""}, {"\xEF\xBF\xA5", ""}, {"\xE2\x82\xB9", "INR"},
    {"\xE2\x82\xA9", "KRW"}, {"\xE2\x82\xBD", "RUB"}, {"\xE2\x82\xBA", "TRY"}, {"\xE2\x82\xAA", "ILS"},
    {"\xE2\x82\xAB", "VND"}, {"\xE2\x82\xB4", "UAH"}, {"\xE0\xB8\xBF", "THB"}, {"z\xC5\x82", "PLN"},
    {"K\xC4\x8D", "CZK"}, {"kr.", ""}, {"kr", ""}, {"SFr.", "CHF"}, {"Fr.", "CHF"}, {"Fr", "CHF"}}};
constexpr std::array<std::string_view, 2> Apostrophes{"'", "\xE2\x80\x99"};
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
        std::size_t length = leadingBlank(text);
        for (const std::string_view apostrophe : Apostrophes)
            length = text.starts_with(apostrophe) ? apostrophe.size() : length;
        result += length == 0 ? text.front() : group;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

/// Drops what stands for "no decimals" behind a whole number: `1'000.-`, `80,-`, `80,--`.
void dropDash(std::string_view &text)
{
    std::string_view bare = text;
    for (const std::string_view dash : {"--", "-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
        if (bare.ends_with(dash)) {
            bare.remove_suffix(dash.size());
            break;
        }
    }
    if (bare.size() < text.size() && bare.size() > 1 && (bare.back() == ',' || bare.back() == '.')
        && isDigit(bare[bare.size() - 2]))
        text = bare.substr(0, bare.size() - 1);
}

/// The digits and marks of other scripts as those of ASCII.
struct ForeignMark {
    std::string_view text;
    char plain;
};

std::string inAscii(std::string_view text, DecimalMark mark)
{
    const char decimal = mark == DecimalMark::Point ? '.' : ',';
    const char group = mark == DecimalMark::Point ? ',' : '.';
    const std::array<ForeignMark, 10> marks{{{"\xD9\xAB", decimal}, {"\xD9\xAC", group}, {"\xD9\xAA", '%'},
        {"\xEF\xBC\x85", '%'}, {"\xEF\xBC\x8C", ','}, {"\xEF\xBC\x8E", '.'}, {"\xEF\xBC\x8D", '-'},
        {"\xEF\xBC\x8B", '+'}, {"\xEF\xBC\x88", '('}, {"\xEF\xBC\x89", ')'}}};
    constexpr std::array<std::pair<std::string_view, char>, 3> Zeros{
        {{"\xD9", '\xA0'}, {"\xDB", '\xB0'}, {"\xEF\xBC", '\x90'}}}; // bytes before the last, and the last of zero
    std::string plain;
    while (!text.empty()) {
        std::size_t length = 0;
        for (const ForeignMark &each : marks) {
            if (text.starts_with(each.text)) {
                plain += each.plain;
                length = each.text.size();
            }
        }
        for (const auto &[lead, zero] : Zeros) {
            const int digit = text.size() > lead.size() ? int(text[lead.size()]) - int(zero) : -1;
            if (length == 0 && text.starts_with(lead) && digit >= 0 && digit <= 9) {
                plain += char('0' + digit);
                length = lead.size() + 1;
            }
        }
        if (length == 0)
            plain += text.front();
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return plain;
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

void NumberColumn::observeWhole(std::string_view value)
{
    const auto open = openMark(value);
    if (!open)
        return observe(value);
    if (*open == DecimalMark::Comma || value.substr(value.find('.') + 1, 3) != "000")
        ++(*open == DecimalMark::Point ? m_comma : m_point);
}

std::optional<DecimalMark> openMark(std::string_view text)
{
    const auto mark = text.find_first_of(".,");
    if (mark == std::string_view::npos || text.find_first_of(".,", mark + 1) != std::string_view::npos)
        return std::nullopt;
    const auto end = std::min(text.find_first_not_of("0123456789", mark + 1), text.size());
    const bool hasExponent = end < text.size() && (text[end] == 'e' || text[end] == 'E');
    if (end - mark - 1 != 3 || hasExponent || !mayStandBeforeGroup(text, mark))
        return std::nullopt;
    return text[mark] == '.' ? DecimalMark::Point : DecimalMark::Comma;
}

std::optional<NumberReading> readNumber(std::string_view text, DecimalMark mark)
{
    text = trimmed(text);
    NumberReading reading;
    if (mark == DecimalMark::Point && isPlain(text)) {
        reading.digits = text;
        return reading;
    }
    const bool isForeign = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const std::string plain = isForeign ? inAscii(text, mark) : std::string();
    if (isForeign)
        text = plain;
    dropDash(text);
    bool negative = false;
    if (!takeMinus(text, negative))
        return std::nullopt;
    reading.percent = takeBack(text, "%");
    takeCurrency(text, reading);
    dropDash(text);
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

bool isExponential(std::string_view text)
{
    const std::size_t exponent = text.find_first_of("eE");
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return exponent != std::string_view::npos && exponent > 0 && exponent + 1 < text.size()
        && isDigit(text[exponent - 1]) && code != std::errc::invalid_argument && end == text.data() + text.size();
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
