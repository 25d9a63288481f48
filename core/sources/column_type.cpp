#include "core/sources/column_type.h"

#include "core/base/text.h"

#include <charconv>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace qd::sources {

namespace {

/// The text without marks between thousands and with a point, where somebody said how it is written.
std::string plainText(std::string_view text, TableDecimal decimal)
{
    if (!decimal)
        return std::string(text);
    const auto reading = readNumber(text, *decimal);
    return reading && !reading->percent && !reading->currency ? reading->digits : std::string(text);
}

/// Digits that count and the power of ten they begin at, so that equal numbers are equal texts.
struct Digits {
    std::string digits;
    int exponent = 0;

    bool operator==(const Digits &) const = default;
};

Digits digitsOf(std::string_view text)
{
    Digits result;
    bool point = false;
    for (const char c : text) {
        if (c == '.') {
            point = true;
        } else if (c >= '0' && c <= '9') {
            result.exponent += point ? 0 : result.digits.empty() && c == '0' ? 0 : 1;
            result.exponent -= point && result.digits.empty() && c == '0' ? 1 : 0;
            if (c != '0' || !result.digits.empty())
                result.digits += c;
        }
    }
    result.digits.erase(result.digits.find_last_not_of('0') + 1);
    return result.digits.empty() ? Digits() : result;
}

/// Whether `value` is written as `text` in the fewest digits that tell it from all others, or in the 17 that always do.
bool keepsDigits(double value, std::string_view text)
{
    constexpr std::size_t AlwaysExact = 15;
    const Digits wanted = digitsOf(text);
    if (wanted.digits.size() <= AlwaysExact)
        return true;
    constexpr double LastWhole = 9007199254740992; // 2^53: past it some whole numbers are rounded
    if (std::abs(value) > LastWhole)
        return false;
    char made[400];
    const auto shortest = std::to_chars(made, made + sizeof made, value, std::chars_format::fixed);
    if (digitsOf({made, shortest.ptr}) == wanted)
        return true;
    constexpr int Distinct = 17;
    char full[64];
    const auto scientific = std::to_chars(full, full + sizeof full, value, std::chars_format::scientific, Distinct - 1);
    const std::string_view digits(full, scientific.ptr);
    return wanted.digits.size() == Distinct && digitsOf(digits.substr(0, digits.find('e'))).digits == wanted.digits;
}

/// Whether `value` comes back as `text`, letter for letter: 1.10 does not.
bool keepsLetters(double value, std::string_view text)
{
    char made[400];
    const auto shortest = std::to_chars(made, made + sizeof made, value, std::chars_format::fixed);
    return text == std::string_view(made, std::size_t(shortest.ptr - made));
}

} // namespace

std::optional<std::int64_t> integerOf(std::string_view text, TableDecimal decimal)
{
    const std::string plain = plainText(text, decimal);
    const std::string_view digits = std::string_view(plain).substr(plain.starts_with('-') ? 1 : 0);
    if (digits.empty() || (digits.size() > 1 && digits.front() == '0') || plain == "-0")
        return std::nullopt;
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (code != std::errc() || end != plain.data() + plain.size())
        return std::nullopt;
    return value;
}

std::optional<double> realOf(std::string_view text, TableDecimal decimal)
{
    const std::string plain = plainText(text, decimal);
    const std::string_view digits = std::string_view(plain).substr(plain.starts_with('-') ? 1 : 0);
    const bool number = !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!number || digits.front() == '.' || (digits.size() > 1 && digits[0] == '0' && digits[1] != '.'))
        return std::nullopt;
    double value = 0;
    const auto [end, code] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    const bool isNegativeZero = value == 0 && plain.front() == '-'; // which SQLite does not keep
    if (code != std::errc() || end != plain.data() + plain.size() || isNegativeZero || !keepsDigits(value, plain)
        || (!decimal && !keepsLetters(value, text)))
        return std::nullopt;
    return value;
}

void ColumnType::observe(std::string_view trimmedText, TableDecimal decimal)
{
    if (trimmedText.empty() || (m_any && !m_integer && !m_real))
        return;
    m_any = true;
    m_integer = m_integer && integerOf(trimmedText, decimal);
    m_real = m_real && realOf(trimmedText, decimal);
}

void ColumnType::add(const ColumnType &other)
{
    m_any = m_any || other.m_any;
    m_integer = m_integer && other.m_integer;
    m_real = m_real && other.m_real;
}

const char *ColumnType::name() const
{
    return !m_any ? "TEXT" : m_integer ? "INTEGER" : m_real ? "REAL" : "TEXT";
}

std::vector<std::string> columnNames(const std::vector<std::string> &headers)
{
    std::vector<std::string> names;
    std::unordered_set<std::string> used;
    std::unordered_map<std::string, int> next; // of a repeated name, so that thousands of one name take no search
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const std::string wanted = headers[i].empty() ? "column_" + std::to_string(i + 1) : headers[i];
        std::string name = wanted;
        int &number = next.try_emplace(lowered(wanted), 2).first->second;
        while (!used.insert(lowered(name)).second)
            name = wanted + '_' + std::to_string(number++);
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace qd::sources
