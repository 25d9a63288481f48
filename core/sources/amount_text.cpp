#include "core/sources/amount_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace qd::sources {

namespace {

AmountReading faulty(Reason reason, Message detail)
{
    AmountReading reading;
    reading.fault = reason;
    reading.detail = std::move(detail);
    return reading;
}

/// Rounds half to even at the end of `kept`, from which `rest` was cut.
std::optional<Decimal> rounded(const std::string &kept, std::string_view rest)
{
    auto decimal = Decimal::parse(kept);
    if (!decimal || rest.empty())
        return decimal;
    const bool half = rest.front() == '5' && rest.find_first_not_of('0', 1) == std::string_view::npos;
    const std::int64_t away = kept.starts_with('-') ? -1 : 1;
    if ((rest.front() >= '5' && !half) || (half && decimal->mantissa % 2 != 0)) {
        if (decimal->mantissa == away * INT64_MAX)
            return std::nullopt;
        decimal->mantissa += away;
    }
    return decimal;
}

/// The number in as many digits as 64 bits hold, and at least `least` behind the point; nothing where they do not hold
/// those. A rest above zero that is cut off leaves a mark in the last digit, so that a tie stays none.
std::optional<Decimal> decimalOf(std::string digits, int least)
{
    if (const auto exact = Decimal::parse(digits))
        return exact;
    if (digits.find('.') != std::string::npos)
        digits.erase(digits.find_last_not_of('0') + 1); // what is left of "1.000" is "1."
    if (const auto exact = Decimal::parse(digits))
        return exact;
    const auto point = digits.find('.');
    if (point == std::string::npos)
        return std::nullopt;
    constexpr std::size_t MostPlaces = 18;
    const std::size_t places = std::min(digits.size() - point - 1, MostPlaces);
    for (std::size_t kept = places; kept > std::size_t(least); --kept) {
        std::string cut = digits.substr(0, point + 1 + kept);
        const bool rest = digits.find_first_not_of('0', cut.size()) != std::string::npos;
        if (rest && (cut.back() == '0' || cut.back() == '5'))
            ++cut.back();
        if (const auto decimal = Decimal::parse(cut))
            return decimal;
    }
    const std::size_t end = point + (least > 0 ? 1 + std::size_t(least) : 0);
    return rounded(digits.substr(0, end),
        std::string_view(digits).substr(std::min(point + 1 + std::size_t(least), digits.size())));
}

std::optional<double> realOf(std::string_view text)
{
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// "1.5e3" as "1500.", exactly. Nothing for what a spreadsheet shows of a number too long for its column, such as
/// 1.5E+11: digits may be missing there; nor for exponents that no amount has.
std::optional<std::string> withoutExponent(std::string_view text)
{
    constexpr int MostPlaces = 30;
    const std::size_t at = text.find_first_of("eE");
    if (!isExponential(text) || (text[at] == 'E' && isRoundedNumber(text) && text.size() == at + 4))
        return std::nullopt;
    int exponent = 0;
    const std::string_view power = text.substr(at + (text[at + 1] == '+' ? 2 : 1));
    const auto [end, code] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (code != std::errc() || exponent > MostPlaces || exponent < -MostPlaces)
        return std::nullopt;
    const bool negative = text.starts_with('-');
    std::string digits(text.substr(negative ? 1 : 0, at - (negative ? 1 : 0)));
    auto point = std::ptrdiff_t(digits.find('.'));
    if (point < 0)
        point = std::ptrdiff_t(digits.size());
    else
        digits.erase(std::size_t(point), 1);
    point += exponent;
    if (point < 0)
        digits.insert(0, std::size_t(-point), '0');
    point = std::max<std::ptrdiff_t>(point, 0);
    if (digits.size() < std::size_t(point))
        digits.append(std::size_t(point) - digits.size(), '0');
    return (negative ? "-" : "") + digits.substr(0, std::size_t(point)) + '.' + digits.substr(std::size_t(point));
}

AmountReading fromDecimal(const Decimal &decimal)
{
    AmountReading reading;
    reading.decimal = decimal;
    reading.real = realOf(decimal.text()).value_or(0);
    return reading;
}

AmountReading multiplied(AmountReading reading, const AmountRule &rule)
{
    if (rule.times.empty() || reading.fault)
        return reading;
    const AmountReading count = readAmount(rule.times, {Conversion::None, rule.mark, {}, rule.currency});
    const auto factor = count.decimal ? wholeNumber(*count.decimal) : std::nullopt;
    if (!factor)
        return faulty(
            Reason::BadNumber, {QD_WORDS("Quarantine", "\"%1\" is no count to multiply by."), {shortened(rule.times)}});
    const auto product = reading.decimal ? scaleHalfEven(reading.decimal->mantissa, *factor, 1, 0) : std::nullopt;
    if (!product)
        return faulty(Reason::Overflow,
            QD_WORDS("Quarantine", "the amount times its quantity is larger than an exact amount can be."));
    return fromDecimal({*product, reading.decimal->scale});
}

AmountReading scaled(AmountReading reading, const AmountRule &rule)
{
    constexpr int MorePlaces = 6;
    if (reading.fault || (rule.multiplyBy == 1 && rule.divideBy == 1))
        return reading;
    reading.real = reading.real * double(rule.multiplyBy) / double(rule.divideBy);
    if (!reading.decimal)
        return reading;
    const int places = rule.divideBy == 1 ? 0 : MorePlaces;
    const auto mantissa = scaleHalfEven(reading.decimal->mantissa, rule.multiplyBy, rule.divideBy, places);
    if (!mantissa)
        return faulty(
            Reason::Overflow, QD_WORDS("Quarantine", "the scaled number is larger than an exact amount can be."));
    reading.decimal = Decimal{*mantissa, reading.decimal->scale + places};
    return reading;
}

} // namespace

std::optional<BillingInterval> readInterval(std::string_view text, std::int64_t count)
{
    struct Name {
        std::string_view word;
        BillingInterval interval;
    };
    constexpr std::array Names{Name{"month", {12, 1}}, Name{"monthly", {12, 1}}, Name{"months", {12, 1}},
        Name{"quarter", {12, 3}}, Name{"quarterly", {12, 3}}, Name{"semiannual", {12, 6}}, Name{"half-yearly", {12, 6}},
        Name{"year", {12, 12}}, Name{"years", {12, 12}}, Name{"yearly", {12, 12}}, Name{"annual", {12, 12}},
        Name{"annually", {12, 12}}, Name{"week", {52, 1}}, Name{"weeks", {52, 1}}, Name{"weekly", {52, 1}},
        Name{"day", {365, 1}}, Name{"days", {365, 1}}, Name{"daily", {365, 1}}};
    constexpr std::int64_t Most = 10'000; // no contract is paid less often
    const auto known = std::ranges::find(Names, lowered(text), &Name::word);
    if (known == Names.end() || count < 1 || count > Most)
        return std::nullopt;
    return BillingInterval{known->interval.times, known->interval.over * count};
}

AmountReading readAmount(std::string_view text, const AmountRule &rule)
{
    if (rule.convert == Conversion::IntervalMonths) {
        const auto interval = readInterval(text);
        if (const auto months = interval ? interval->months() : std::nullopt)
            return multiplied(fromDecimal({*months, 0}), rule);
    }
    const auto number = readNumber(text, rule.mark);
    if (!number) {
        if (const auto plain = withoutExponent(text)) {
            AmountRule pointed = rule;
            pointed.mark = DecimalMark::Point;
            return readAmount(*plain, pointed);
        }
        // Measures may be as rounded as a spreadsheet shows them; amounts never get through this way.
        AmountReading reading;
        const auto real = text.find_first_of("eE") != std::string_view::npos ? realOf(text) : std::nullopt;
        if (!real && rule.convert == Conversion::IntervalMonths)
            return faulty(Reason::BadNumber,
                {QD_WORDS("Quarantine", "\"%1\" is no interval: day, week, month, quarter or year."),
                    {shortened(text)}});
        if (!real)
            return faulty(Reason::BadNumber, {QD_WORDS("Quarantine", "\"%1\" is no number."), {shortened(text)}});
        reading.real = *real;
        return scaled(std::move(reading), rule);
    }
    if (number->currency && *number->currency != rule.currency)
        return faulty(Reason::CurrencyMismatch,
            {QD_WORDS("Quarantine", "\"%1\" is in %2, the row in %3."),
                {shortened(text), number->currency->code(), rule.currency.code()}});
    AmountReading reading;
    reading.decimal = decimalOf(number->digits, rule.currency.digits());
    const auto real = realOf(number->digits);
    if (!real)
        return faulty(Reason::BadNumber, {QD_WORDS("Quarantine", "\"%1\" is too long a number."), {shortened(text)}});
    reading.real = *real;
    constexpr int MostScale = 30; // what exact scaling takes
    const bool percent = number->percent || rule.convert == Conversion::Percent;
    if (percent && reading.decimal && reading.decimal->scale <= MostScale)
        reading = fromDecimal({reading.decimal->mantissa, reading.decimal->scale + 2});
    if (rule.convert == Conversion::MinorUnits && reading.decimal)
        reading = fromDecimal(
            {reading.decimal->mantissa, reading.decimal->scale + rule.minorDigits.value_or(rule.currency.digits())});
    return scaled(multiplied(reading, rule), rule);
}

std::optional<std::int64_t> exactMinor(const Decimal &amount, std::int64_t times, std::int64_t over, Currency currency)
{
    return scaleHalfEven(amount.mantissa, times, over, currency.digits() - amount.scale);
}

std::optional<std::int64_t> wholeNumber(const Decimal &decimal)
{
    constexpr int MostPlaces = 18; // a longer power of ten is past 64 bits
    if (decimal.scale > MostPlaces)
        return decimal.mantissa == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
    std::int64_t divisor = 1;
    for (int i = 0; i < decimal.scale; ++i)
        divisor *= 10;
    if (decimal.mantissa % divisor != 0)
        return std::nullopt;
    return decimal.mantissa / divisor;
}

} // namespace qd::sources
