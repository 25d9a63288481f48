#include "core/base/decimal.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <limits>

namespace qd {

namespace {

using Wide = boost::multiprecision::int256_t;

Wide powerOfTen(int exponent)
{
    Wide power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    Decimal decimal;
    bool point = false;
    int digits = 0;
    for (const char c : text) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return std::nullopt;
        ++digits;
        decimal.scale += point ? 1 : 0;
        const int digit = c - '0';
        if (decimal.scale > 18 || decimal.mantissa > (std::numeric_limits<std::int64_t>::max() - digit) / 10)
            return std::nullopt;
        decimal.mantissa = decimal.mantissa * 10 + digit;
    }
    if (digits == 0)
        return std::nullopt;
    if (negative)
        decimal.mantissa = -decimal.mantissa;
    return decimal;
}

std::string Decimal::text() const
{
    std::string digits = std::to_string(mantissa < 0 ? -mantissa : mantissa);
    if (scale > 0) {
        if (digits.size() <= std::size_t(scale))
            digits.insert(0, std::size_t(scale) + 1 - digits.size(), '0');
        digits.insert(digits.size() - std::size_t(scale), 1, '.');
    }
    return mantissa < 0 ? "-" + digits : digits;
}

double Decimal::approximate() const
{
    return double(mantissa) / std::pow(10.0, scale);
}

bool Decimal::sameValueAs(const Decimal &other) const
{
    return Wide(mantissa) * powerOfTen(other.scale) == Wide(other.mantissa) * powerOfTen(scale);
}

std::optional<std::int64_t> scaleHalfEven(
    std::int64_t amount, std::int64_t numerator, std::int64_t denominator, int shift)
{
    if (denominator == 0 || std::abs(shift) > 36)
        return std::nullopt;
    Wide top = Wide(amount) * numerator;
    Wide bottom = denominator;
    (shift >= 0 ? top : bottom) *= powerOfTen(std::abs(shift));
    const bool negative = (top < 0) != (bottom < 0);
    top = abs(top);
    bottom = abs(bottom);
    Wide quotient = top / bottom;
    const Wide twice = (top % bottom) * 2;
    if (twice > bottom || (twice == bottom && quotient % 2 != 0))
        ++quotient;
    if (quotient > Wide(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    const auto value = static_cast<std::int64_t>(quotient);
    return negative ? -value : value;
}

} // namespace qd
