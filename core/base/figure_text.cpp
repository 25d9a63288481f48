#include "core/base/figure_text.h"

#include "core/base/rounding.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace qd {

namespace {

constexpr const char *Minus = "\u2212";
constexpr const char *NoBreakSpace = "\u00A0";
constexpr double LongestExact = 9e15; // whole numbers that a double holds

std::string signedText(bool negative, std::string text)
{
    return negative ? Minus + std::move(text) : std::move(text);
}

/// ASCII digits as the form writes and groups them.
std::string grouped(const std::string &digits, const FigureForm &form)
{
    std::string text;
    const int size = int(digits.size());
    for (int i = 0; i < size; ++i) {
        const int left = size - i; // digits from here to the end
        const bool begins = i > 0
            && (left == form.groupSize || (left > form.groupSize && (left - form.groupSize) % form.nextGroupSize == 0));
        if (begins && size >= form.leastGrouped)
            text += form.group;
        text += form.digits[std::size_t(digits[std::size_t(i)] - '0')];
    }
    return text;
}

/// `units` of the last of `decimals` digits behind the point, without sign: 50974909 with 2 gives "509,749.09".
std::string fixedText(std::string units, int decimals, const FigureForm &form)
{
    const auto behind = std::size_t(decimals);
    if (units.size() <= behind)
        units.insert(0, behind + 1 - units.size(), '0');
    std::string text = grouped(units.substr(0, units.size() - behind), form);
    if (decimals > 0) {
        text += form.point;
        for (const char digit : units.substr(units.size() - behind))
            text += form.digits[std::size_t(digit - '0')];
    }
    return text;
}

std::string fixedText(std::uint64_t units, int decimals, const FigureForm &form)
{
    return fixedText(std::to_string(units), decimals, form);
}

std::uint64_t magnitudeOf(std::int64_t value)
{
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string signedUnits(std::int64_t units, int decimals, const FigureForm &form)
{
    return signedText(units < 0, fixedText(magnitudeOf(units), decimals, form));
}

std::string symbolOf(Currency currency)
{
    static constexpr std::array<std::pair<const char *, const char *>, 5> symbols{
        {{"USD", "$"}, {"EUR", "\u20AC"}, {"GBP", "\u00A3"}, {"JPY", "\u00A5"}, {"INR", "\u20B9"}}};
    for (const auto &[code, symbol] : symbols) {
        if (currency.code() == code)
            return symbol;
    }
    return currency.code() + NoBreakSpace;
}

/// "50.97M" of an amount above 0.
std::string shortMagnitude(std::int64_t minor, std::int64_t unit, const FigureForm &form)
{
    const auto in = [&](std::int64_t units) { return dividedHalfEven(minor, unit * units); };
    const auto text = [&](std::int64_t units, int decimals) {
        return fixedText(static_cast<std::uint64_t>(units), decimals, form);
    };
    // A step begins where the one below would round up to four digits before its point.
    if (in(10'000) >= 100'000)
        return text(in(10'000'000), 2) + "B";
    if (in(1'000) >= 1'000)
        return text(in(10'000), 2) + "M";
    return in(1) >= 10'000 ? text(in(1'000), 0) + "k" : text(in(1), 0);
}

std::string shortText(std::int64_t minor, Currency currency, const std::string &before, const FigureForm &form)
{
    const std::int64_t unit = minorPerMajor(currency);
    const std::int64_t size = minor == INT64_MIN ? INT64_MAX : std::abs(minor);
    return signedText(minor < 0 && dividedHalfEven(size, unit) != 0, before + shortMagnitude(size, unit, form));
}

} // namespace

const FigureForm &fixedForm()
{
    static const FigureForm form;
    return form;
}

std::int64_t minorPerMajor(Currency currency)
{
    std::int64_t unit = 1;
    for (int i = 0; i < currency.digits(); ++i)
        unit *= 10;
    return unit;
}

std::int64_t wholeUnits(std::int64_t minor, Currency currency)
{
    const std::int64_t unit = minorPerMajor(currency);
    return dividedHalfEven(minor, unit) * unit;
}

std::string shortMoney(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return shortText(minor, currency, symbolOf(currency), form);
}

std::string shortAmount(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return shortText(minor, currency, {}, form);
}

std::string fullMoney(std::int64_t minor, Currency currency, const FigureForm &form)
{
    const std::int64_t major = dividedHalfEven(minor, minorPerMajor(currency));
    return signedText(major < 0, symbolOf(currency) + fixedText(magnitudeOf(major), 0, form));
}

std::string exactMoney(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return signedText(minor < 0, symbolOf(currency) + fixedText(magnitudeOf(minor), currency.digits(), form));
}

std::string wholeAmount(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return signedUnits(dividedHalfEven(minor, minorPerMajor(currency)), 0, form);
}

std::string exactAmount(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return signedUnits(minor, currency.digits(), form);
}

std::string millions(std::int64_t minor, Currency currency, const FigureForm &form)
{
    return signedUnits(dividedHalfEven(minor, minorPerMajor(currency) * 10'000), 2, form);
}

std::string withSign(std::string text, const FigureForm &form)
{
    const bool zero = std::none_of(form.digits.begin() + 1, form.digits.end(),
        [&](const std::string &digit) { return text.find(digit) != std::string::npos; });
    return zero || text.starts_with(Minus) ? text : "+" + text;
}

std::string countText(std::int64_t count, const FigureForm &form)
{
    return signedUnits(count, 0, form);
}

std::string numberText(double value, int decimals, const FigureForm &form)
{
    if (!std::isfinite(value))
        return {};
    const double units = shownUnits(value, decimals);
    if (std::abs(units) < LongestExact)
        return signedUnits(static_cast<std::int64_t>(units), decimals, form);
    std::string digits = fixedDecimals(std::abs(value), decimals); // too long for anything behind its point to count
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    return signedText(value < 0, fixedText(std::move(digits), decimals, form));
}

std::int64_t shownTenths(double fraction)
{
    return static_cast<std::int64_t>(shownUnits(fraction, 3));
}

std::string percentOfTenths(std::int64_t tenths, bool unit, const FigureForm &form)
{
    return signedUnits(tenths, 1, form) + (unit ? NoBreakSpace + form.percent : std::string());
}

std::string percentText(double fraction, int decimals, const FigureForm &form)
{
    // From the fraction, not from its hundredfold: 0.9065 is a tie, 90.65 as a binary fraction is none.
    const double units = shownUnits(fraction, decimals + 2);
    if (!std::isfinite(units))
        return {};
    const std::string number = std::abs(units) < LongestExact
        ? signedUnits(static_cast<std::int64_t>(units), decimals, form)
        : numberText(fraction * 100, decimals, form);
    return number + NoBreakSpace + form.percent;
}

std::string wholePercent(double fraction, const FigureForm &form)
{
    return percentText(fraction, 0, form);
}

std::string pointsOfTenths(std::int64_t tenths, bool unit, const FigureForm &form)
{
    return withSign(percentOfTenths(tenths, false, form), form) + (unit ? std::string(NoBreakSpace) + "pt" : "");
}

std::string pointsText(double fraction, int decimals, const FigureForm &form)
{
    const std::string percent = percentText(fraction, decimals, form);
    if (percent.empty())
        return {};
    return withSign(percent.substr(0, percent.size() - form.percent.size()), form) + "pt";
}

} // namespace qd
