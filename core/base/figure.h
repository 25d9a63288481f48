#pragma once
#include "core/base/figure_text.h"

namespace qd {

/// A number of a sentence, a table or a tile with the form in which people read it. It stays a value until whoever
/// shows it writes it: `qdeck` in the fixed form, the window in that of its locale.
class Figure {
public:
    enum class Form {
        ShortMoney, ///< "$50.97M"
        FullMoney, ///< "$1,274,740"
        ExactMoney, ///< "$50,974,909.25"
        WholeAmount, ///< "1,274,740"
        ExactAmount, ///< "-164,328.24"
        Millions, ///< "50.97"
        Percent, ///< "90.6 %"
        PercentNumber, ///< "90.6", where a header says %
        WholePercent, ///< "24 %"
        Points, ///< "-2.4 pt"
        PointsNumber, ///< "-2.4", where a header says so
        Number, ///< "12.4"
    };

    /// Amounts in minor units; each form rounds half to even, once, as figure_text.h says.
    [[nodiscard]] static Figure shortMoney(std::int64_t minor, Currency currency);
    [[nodiscard]] static Figure fullMoney(std::int64_t minor, Currency currency);
    [[nodiscard]] static Figure exactMoney(std::int64_t minor, Currency currency);
    [[nodiscard]] static Figure wholeAmount(std::int64_t minor, Currency currency);
    [[nodiscard]] static Figure exactAmount(std::int64_t minor, Currency currency);
    [[nodiscard]] static Figure millions(std::int64_t minor, Currency currency);
    /// Rates as they are printed, in tenths of a percent (shownTenths()); a fraction with one decimal is a Share.
    [[nodiscard]] static Figure percentOfTenths(std::int64_t tenths);
    [[nodiscard]] static Figure percentNumber(std::int64_t tenths);
    [[nodiscard]] static Figure points(std::int64_t tenths);
    [[nodiscard]] static Figure pointsNumber(std::int64_t tenths);
    /// A fraction, 0.238 for "24 %", without decimals; nothing is written of what is not finite.
    [[nodiscard]] static Figure wholePercent(double fraction);
    /// With 0 to 9 `decimals`; nothing is written of what is not finite.
    [[nodiscard]] static Figure number(double value, int decimals);

    /// The same with "+" before what is above zero as it is shown: not before "0".
    [[nodiscard]] Figure withSign() const;

    [[nodiscard]] Form form() const { return m_form; }
    /// As `form` writes numbers; empty for what is not finite.
    [[nodiscard]] std::string text(const FigureForm &form = fixedForm()) const;

    bool operator==(const Figure &) const = default;

private:
    [[nodiscard]] static Figure ofUnits(Form form, std::int64_t units, Currency currency = {});

    Form m_form = Form::Number;
    bool m_signed = false;
    int m_decimals = 0;
    std::int64_t m_units = 0; ///< minor units or tenths
    double m_value = 0; ///< fractions and numbers
    Currency m_currency;
};

} // namespace qd
