#include "core/base/money.h"

namespace qd {

namespace {

std::optional<std::int64_t> checkedSum(std::int64_t a, std::int64_t b)
{
    // a + b overflows just when the bound leaves no room on b's side.
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b))
        return std::nullopt;
    return a + b;
}

std::optional<Money> in(Currency currency, std::optional<std::int64_t> minor)
{
    if (!minor)
        return std::nullopt;
    return Money{*minor, currency};
}

} // namespace

std::optional<Money> Money::fromDecimal(const Decimal &amount, Currency currency)
{
    return in(currency, scaleHalfEven(amount.mantissa, 1, 1, currency.digits() - amount.scale));
}

std::optional<Money> Money::plus(const Money &other) const
{
    if (currency != other.currency)
        return std::nullopt;
    return in(currency, checkedSum(minor, other.minor));
}

std::optional<Money> Money::minus(const Money &other) const
{
    if (currency != other.currency)
        return std::nullopt;
    if (other.minor == INT64_MIN) // whose own negative 64 bits do not hold
        return minor < 0 ? in(currency, minor - other.minor) : std::nullopt;
    return in(currency, checkedSum(minor, -other.minor));
}

std::optional<Money> Money::scaled(std::int64_t times, std::int64_t over) const
{
    return in(currency, scaleHalfEven(minor, times, over, 0));
}

std::optional<Money> Money::converted(const Decimal &rate, Currency target) const
{
    return in(target, scaleHalfEven(minor, rate.mantissa, 1, target.digits() - currency.digits() - rate.scale));
}

} // namespace qd
