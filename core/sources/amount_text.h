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
};

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
