#pragma once
#include "core/base/currency.h"
#include "core/base/decimal.h"

#include <cstdint>

namespace qd {

/// An exact amount: integer minor units of one currency. Arithmetic is checked: it gives nothing rather than wrap
/// round or mix currencies, so that a total either ties out or says why it cannot.
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    /// `amount` in `currency`, rounded half to even to its minor unit; nothing on overflow.
    [[nodiscard]] static std::optional<Money> fromDecimal(const Decimal &amount, Currency currency);
    /// Sum and difference; nothing when currencies differ or 64 bits do not hold the result.
    [[nodiscard]] std::optional<Money> plus(const Money &other) const;
    [[nodiscard]] std::optional<Money> minus(const Money &other) const;
    /// This amount x `times` / `over`, rounded half to even; nothing on overflow or over = 0.
    [[nodiscard]] std::optional<Money> scaled(std::int64_t times, std::int64_t over) const;
    /// Converted at `rate` (units of `target` for one unit of this currency), rounded half to even.
    [[nodiscard]] std::optional<Money> converted(const Decimal &rate, Currency target) const;

    /// Exact major units as a decimal with the currency's digits: USD 123456 -> 1234.56, JPY 500 -> 500.
    [[nodiscard]] Decimal major() const { return {minor, currency.digits()}; }
    /// `major().text()`: fixed notation for files, no separators.
    [[nodiscard]] std::string text() const { return major().text(); }

    bool operator==(const Money &) const = default;
};

} // namespace qd
