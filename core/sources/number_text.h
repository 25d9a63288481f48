#pragma once
#include "core/base/currency.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd::sources {

/// Which mark stands before the decimals.
enum class DecimalMark { Point, Comma };

/// What a whole column tells about its decimal mark: `1,5` and `1.234,56` speak for a comma, `1,234.5` for a point,
/// `1,234` and `1.234` alone for neither.
class NumberColumn {
public:
    void observe(std::string_view value);
    /// Of a column of whole numbers: `1.234` there groups thousands. `1.000` may be a one.
    void observeWhole(std::string_view value);
    /// Comma if some value needs it and none needs a point; Point if some value needs that; nothing where no value
    /// needs either.
    [[nodiscard]] std::optional<DecimalMark> settled() const
    {
        if (m_point > 0)
            return DecimalMark::Point;
        return m_comma > 0 ? std::optional(DecimalMark::Comma) : std::nullopt;
    }

private:
    int m_comma = 0;
    int m_point = 0;
};

/// The one mark of a number that stands so that it could group thousands as well as begin decimals: `1.234`, `1,085`,
/// but not `0.123`, `1234.567` or `1,234.5`.
[[nodiscard]] std::optional<DecimalMark> openMark(std::string_view text);

/// Whether a number has decimals as people write amounts: two behind a last point or comma, or one that is no zero:
/// `49.00`, `1.200,5`. `4900.0` is what some programs make of a whole number.
[[nodiscard]] bool hasDecimals(std::string_view text);

/// A number cleared of everything that is not number.
struct NumberReading {
    std::string digits; ///< `[-]digits[.digits]`
    bool percent = false; ///< had a percent sign; the digits are as written (45 % is "45")
    std::optional<Currency> currency; ///< named by an ISO code or an unmistakable sign (€ £ ¥ ₹ ...), never by $
};

/// Reads plain numbers, thousands separators (blanks of every kind, apostrophe, the other mark), currency signs and
/// codes in front or behind, accounting negatives `(1,234.50)`, a trailing minus, no decimals as `80,-`, percent signs;
/// Arabic, Persian and full-width digits and marks. Nothing for any other text: separators must stand in groups of
/// three, exponents are refused.
[[nodiscard]] std::optional<NumberReading> readNumber(std::string_view text, DecimalMark mark = DecimalMark::Point);

/// Whether a spreadsheet wrote a long number so: `4.68769E+17`, of which the last digits are lost.
[[nodiscard]] bool isRoundedNumber(std::string_view text);

/// Whether a program wrote a number so: `2.44e-06`, `-1E5`.
[[nodiscard]] bool isExponential(std::string_view text);

/// true/false, yes/no, y/n, t/f, on/off, 1/0 without regard to case; nothing for any other text.
[[nodiscard]] std::optional<bool> readBoolean(std::string_view text);

} // namespace qd::sources
