#pragma once
#include "core/base/date.h"

namespace qd {

/// A calendar month, for example 2026-10. Arithmetic counts months; a month-end is a Date.
class Month {
public:
    constexpr Month() = default;
    /// Month `month` (1..12) of `year`.
    constexpr Month(int year, int month)
        : m_index(year * 12 + month - 1)
    {
    }

    /// Reads exactly `YYYY-MM`; nothing for any other text.
    [[nodiscard]] static std::optional<Month> fromIso(std::string_view text);
    [[nodiscard]] static Month of(Date date) { return Month(date.year(), date.month()); }
    /// The latest month whose last day is on or before `date`.
    [[nodiscard]] static Month lastEndedBy(Date date);

    [[nodiscard]] constexpr int year() const { return m_index / 12; }
    [[nodiscard]] constexpr int month() const { return m_index % 12 + 1; }
    [[nodiscard]] constexpr Month plus(int months) const { return fromIndex(m_index + months); }
    [[nodiscard]] Date firstDay() const;
    [[nodiscard]] Date lastDay() const;
    /// `YYYY-MM`.
    [[nodiscard]] std::string iso() const;
    /// Months since year 0; only differences mean anything.
    [[nodiscard]] constexpr int index() const { return m_index; }

    constexpr auto operator<=>(const Month &) const = default;

private:
    [[nodiscard]] static constexpr Month fromIndex(int index)
    {
        Month month;
        month.m_index = index;
        return month;
    }

    int m_index = 1970 * 12;
};

/// Whole months from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] constexpr int monthsBetween(Month from, Month to)
{
    return to.index() - from.index();
}

/// A quarter of a fiscal year, named by the year in which that fiscal year ends (CONTRACT section 2).
struct FiscalQuarter {
    int year = 0;
    int quarter = 1; ///< 1..4

    /// The quarter holding `month` when fiscal years start in calendar month `startMonth` (1..12; 1 = calendar).
    [[nodiscard]] static FiscalQuarter of(Month month, int startMonth);
    /// Reads exactly `YYYYQn` with n in 1..4.
    [[nodiscard]] static std::optional<FiscalQuarter> fromText(std::string_view text);
    [[nodiscard]] Month firstMonth(int startMonth) const;
    [[nodiscard]] Month lastMonth(int startMonth) const { return firstMonth(startMonth).plus(2); }
    /// `YYYYQn`.
    [[nodiscard]] std::string text() const;

    auto operator<=>(const FiscalQuarter &) const = default;
};

} // namespace qd
