#include "core/pack/figure_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace qd::pack {

namespace {

constexpr const char *Minus = "\u2212";
constexpr const char *NoBreakSpace = "\u00A0";
constexpr std::array<const char *, 12> Months{"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

std::string grouped(std::int64_t magnitude)
{
    std::string digits = std::to_string(magnitude);
    for (int at = int(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

std::string signedText(bool negative, std::string text)
{
    return negative ? Minus + std::move(text) : std::move(text);
}

/// `value` / `unit`, rounded half away from zero.
std::int64_t divided(std::int64_t value, std::int64_t unit)
{
    const std::int64_t half = unit / 2;
    return value < 0 ? -((-value + half) / unit) : (value + half) / unit;
}

std::string symbol(Currency currency)
{
    static const std::map<std::string, std::string> symbols{
        {"USD", "$"}, {"EUR", "\u20AC"}, {"GBP", "\u00A3"}, {"JPY", "\u00A5"}};
    const auto found = symbols.find(currency.code());
    return found != symbols.end() ? found->second : currency.code() + NoBreakSpace;
}

/// Hundredths as "50.97".
std::string hundredths(std::int64_t value)
{
    std::string cents = std::to_string(value % 100);
    return grouped(value / 100) + (cents.size() < 2 ? ".0" : ".") + cents;
}

std::string exactMagnitude(std::int64_t minor, Currency currency)
{
    const std::int64_t unit = minorPerMajor(currency);
    std::string text = grouped(minor / unit);
    if (currency.digits() > 0) {
        std::string rest = std::to_string(minor % unit);
        rest.insert(0, std::size_t(currency.digits()) - rest.size(), '0');
        text += "." + rest;
    }
    return text;
}

std::string shortMonthName(int month)
{
    return std::string(Months[std::size_t(month - 1)]).substr(0, 3);
}

} // namespace

std::int64_t minorPerMajor(Currency currency)
{
    std::int64_t unit = 1;
    for (int i = 0; i < currency.digits(); ++i)
        unit *= 10;
    return unit;
}

std::string shortMoney(std::int64_t minor, Currency currency)
{
    const std::int64_t major = divided(std::abs(minor), minorPerMajor(currency));
    std::string text;
    if (divided(major, 10'000'000) >= 100)
        text = hundredths(divided(major, 10'000'000)) + "B";
    else if (divided(major, 1'000) >= 1'000)
        text = hundredths(divided(major, 10'000)) + "M";
    else if (major >= 10'000)
        text = grouped(divided(major, 1'000)) + "k";
    else
        text = grouped(major);
    return signedText(minor < 0 && major != 0, symbol(currency) + text);
}

std::string fullMoney(std::int64_t minor, Currency currency)
{
    const std::int64_t major = divided(minor, minorPerMajor(currency));
    return signedText(major < 0, symbol(currency) + grouped(std::abs(major)));
}

std::string exactMoney(std::int64_t minor, Currency currency)
{
    return signedText(minor < 0, symbol(currency) + exactMagnitude(std::abs(minor), currency));
}

std::string wholeAmount(std::int64_t minor, Currency currency)
{
    const std::int64_t major = divided(minor, minorPerMajor(currency));
    return signedText(major < 0, grouped(std::abs(major)));
}

std::string exactAmount(std::int64_t minor, Currency currency)
{
    return signedText(minor < 0, exactMagnitude(std::abs(minor), currency));
}

std::string millions(std::int64_t minor, Currency currency)
{
    const std::int64_t value = divided(minor, minorPerMajor(currency) * 10'000);
    return signedText(value < 0, hundredths(std::abs(value)));
}

std::string withSign(std::string text)
{
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return zero || text.starts_with(Minus) ? text : "+" + text;
}

std::string countText(std::int64_t count)
{
    return signedText(count < 0, grouped(std::abs(count)));
}

std::int64_t shownTenths(double fraction)
{
    return std::llround(fraction * 1000);
}

std::string percentOfTenths(std::int64_t tenths, bool unit)
{
    const std::int64_t size = std::abs(tenths);
    return signedText(tenths < 0,
        grouped(size / 10) + "." + std::to_string(size % 10) + (unit ? std::string(NoBreakSpace) + "%" : ""));
}

std::string percentText(double fraction)
{
    return percentOfTenths(shownTenths(fraction));
}

std::string wholePercent(double fraction)
{
    const std::int64_t value = std::llround(fraction * 100);
    return signedText(value < 0, grouped(std::abs(value)) + NoBreakSpace + "%");
}

std::string pointsOfTenths(std::int64_t tenths, bool unit)
{
    return withSign(percentOfTenths(tenths, false)) + (unit ? std::string(NoBreakSpace) + "pt" : "");
}

std::string pointsInWords(std::int64_t tenths)
{
    const std::int64_t size = std::abs(tenths);
    return percentOfTenths(size, false) + (size == 10 ? " point" : " points");
}

std::string dateText(Date date)
{
    return shortDate(date) + " " + std::to_string(date.year());
}

std::string shortDate(Date date)
{
    return std::to_string(date.day()) + " " + shortMonthName(date.month());
}

std::string longDay(Date date)
{
    return std::to_string(date.day()) + " " + Months[std::size_t(date.month() - 1)];
}

std::string monthName(Month month)
{
    return Months[std::size_t(month.month() - 1)];
}

std::string shortMonth(Month month)
{
    return shortMonthName(month.month()) + " " + std::to_string(month.year());
}

std::string longMonth(Month month)
{
    return monthName(month) + " " + std::to_string(month.year());
}

std::string counted(std::int64_t n, std::string_view singular, std::string_view plural)
{
    const std::string many = plural.empty() ? std::string(singular) + "s" : std::string(plural);
    if (n == 0)
        return "no " + many;
    return countText(n) + " " + (n == 1 ? std::string(singular) : many);
}

std::string listed(const std::vector<std::string> &parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = char(text.front() - 'a' + 'A');
    return text;
}

std::vector<std::int64_t> roundedParts(const std::vector<std::int64_t> &parts, std::int64_t unit)
{
    const std::int64_t sum = std::accumulate(parts.begin(), parts.end(), std::int64_t(0));
    std::int64_t missing = divided(sum, unit);
    std::vector<std::int64_t> floors;
    std::vector<std::int64_t> remainders;
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    for (const std::int64_t part : parts) {
        std::int64_t remainder = part % unit;
        if (remainder < 0)
            remainder += unit;
        remainders.push_back(remainder);
        floors.push_back((part - remainder) / unit);
        missing -= floors.back();
    }
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; i < order.size() && std::int64_t(i) < missing; ++i)
        ++floors[order[i]];
    for (std::int64_t &value : floors)
        value *= unit;
    return floors;
}

} // namespace qd::pack
