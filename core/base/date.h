#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

inline constexpr int SecondsPerDay = 86'400;

/// A calendar date without time or zone (proleptic Gregorian), kept as days since 1970-01-01.
/// Cheap to copy, compare and add; always valid, absence is std::optional<Date>.
class Date {
public:
    constexpr Date() = default;
    constexpr explicit Date(std::int32_t daysSinceEpoch)
        : m_days(daysSinceEpoch)
    {
    }

    /// The date of a year 1..9999, month 1..12, day; nothing if there is no such day.
    [[nodiscard]] static std::optional<Date> of(int year, int month, int day);
    /// Reads exactly `YYYY-MM-DD`; nothing for any other text or a day that does not exist.
    [[nodiscard]] static std::optional<Date> fromIso(std::string_view text);
    /// Today by the system's clock and zone. Only for defaults a person sees (`import --as-of`), never in an analysis.
    [[nodiscard]] static Date today();

    [[nodiscard]] constexpr std::int32_t days() const { return m_days; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    /// 1 = Monday ... 7 = Sunday.
    [[nodiscard]] int weekday() const;
    [[nodiscard]] constexpr Date plusDays(std::int32_t days) const { return Date(m_days + days); }
    /// Same day `months` later, or that month's last day where it is shorter (31 Jan + 1 = 28 or 29 Feb).
    [[nodiscard]] Date plusMonths(int months) const;
    /// `YYYY-MM-DD`.
    [[nodiscard]] std::string iso() const;

    constexpr auto operator<=>(const Date &) const = default;

private:
    std::int32_t m_days = 0;
};

/// Whole days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] constexpr std::int32_t daysBetween(Date from, Date to)
{
    return to.days() - from.days();
}

} // namespace qd
