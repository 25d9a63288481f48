#pragma once
#include "core/base/decimal.h"
#include "core/sources/number_text.h"
#include "core/sources/profile.h"
#include "core/sources/reasons.h"

#include <cstdint>

namespace qd::sources {

/// How the amounts of one column are read.
struct AmountRule {
    Conversion convert = Conversion::None;
    DecimalMark mark = DecimalMark::Point;
    std::string_view times; ///< text of a count to multiply by; empty for none
    Currency currency; ///< of the row: what minor units are of, and what a currency sign must agree with
    std::optional<int> minorDigits = std::nullopt; ///< of the currency in that system; else those of ISO 4217
    std::int64_t multiplyBy = 1; ///< the number is multiplied by this
    std::int64_t divideBy = 1; ///< and divided by this; what does not come out even has six more decimals
};

/// How often a price falls due: `times` over `over` in a year. A week is one of 52, a day one of 365.
struct BillingInterval {
    std::int64_t times = 0;
    std::int64_t over = 1;

    /// The months between two payments; nothing for weeks and days.
    [[nodiscard]] std::optional<std::int64_t> months() const
    {
        return times == 12 ? std::optional(over) : std::nullopt;
    }
};
/// month, quarter, year, week, day and what people call them, each `count` of them; nothing for other words, and for a
/// count below 1.
[[nodiscard]] std::optional<BillingInterval> readInterval(std::string_view text, std::int64_t count = 1);

/// A number as typed columns need it, or what is wrong with it.
struct AmountReading {
    std::optional<Decimal> decimal; ///< exact; nothing when 64 bits do not hold it
    double real = 0;
    std::optional<Reason> fault;
    Message detail; ///< with a fault, as Fault::detail

    [[nodiscard]] bool isNegative() const { return real < 0; }
};

/// Reads an amount: percentages become fractions, minor units major ones, interval names months. Digits that 64 bits
/// have no room for are dropped behind the currency's own, without changing how the number rounds.
[[nodiscard]] AmountReading readAmount(std::string_view text, const AmountRule &rule);

/// amount x times / over in minor units of `currency`, rounded half to even; nothing on overflow.
[[nodiscard]] std::optional<std::int64_t> exactMinor(
    const Decimal &amount, std::int64_t times, std::int64_t over, Currency currency);

/// The integer a decimal stands for (12 and 12.0); nothing for a fraction.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(const Decimal &decimal);

} // namespace qd::sources
