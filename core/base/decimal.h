#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// A decimal as it was written: `mantissa` x 10^-`scale`, so that "1.0850" keeps its four places.
/// Used for amounts before they become Money, and for exchange rates, which never become binary fractions.
struct Decimal {
    std::int64_t mantissa = 0;
    int scale = 0; ///< digits after the point, 0..18

    /// Reads `[-+]digits[.digits]` (also `.5` and `5.`), no exponent, no separators, no spaces.
    /// Nothing when the text is no such number, has over 18 digits behind the point, or its digits go past 64 bits.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
    /// As written, without a plus sign.
    [[nodiscard]] std::string text() const;
    /// Nearest double; for display and statistics, never for money.
    [[nodiscard]] double approximate() const;

    /// Equal as numbers: 1.5 == 1.50.
    [[nodiscard]] bool sameValueAs(const Decimal &other) const;
};

/// amount x numerator / denominator x 10^shift, rounded half to even to an integer; nothing on overflow of 64 bits
/// or a zero denominator. The exact kernel behind annual values and currency conversion.
[[nodiscard]] std::optional<std::int64_t> scaleHalfEven(
    std::int64_t amount, std::int64_t numerator, std::int64_t denominator, int shift);

} // namespace qd
