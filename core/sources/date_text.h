#pragma once
#include "core/base/date.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd::sources {

/// The order in which a column writes day, month and year in digits.
enum class DateOrder { DayFirst, MonthFirst, YearFirst };

/// "dmy", "mdy", "ymd": the values of `--date-order`; nothing for any other text.
[[nodiscard]] std::optional<DateOrder> dateOrderFromText(std::string_view text);

/// What a whole column tells about how its dates are written. Every value is shown to observe() first; only then are
/// values read with it. ISO dates and month names need no order and tell nothing.
class DateColumn {
public:
    void observe(std::string_view value);

    /// The order settled by a value with a day above 12; nothing when no value settles it, or values contradict.
    [[nodiscard]] std::optional<DateOrder> order() const;
    /// Every value is a number of 10000 (1927) to 99999 (2173), or of years near 9999: Excel's.
    [[nodiscard]] bool isExcelSerial() const { return m_serials > 0 && m_serials == m_values; }

private:
    int m_dayFirst = 0;
    int m_monthFirst = 0;
    long long m_serials = 0;
    long long m_values = 0;
};

/// One value read: a date, two readings between which nothing decides, or none.
struct DateReading {
    std::optional<Date> date = std::nullopt; ///< of the UTC day where the text has a time with an offset
    int secondOfDay = 0; ///< UTC
    bool hasTime = false;
    std::optional<Date> otherReading = std::nullopt; ///< set together with `date` when the order is open

    [[nodiscard]] bool ambiguous() const { return otherReading.has_value(); }
    /// `YYYY-MM-DDTHH:MM:SSZ`; only with a date.
    [[nodiscard]] std::string isoTime() const;
};

/// How to read the dates of one column.
struct DateStyle {
    std::optional<DateOrder> order = std::nullopt;
    bool excelSerial = false;
    bool epoch1904 = false; ///< Excel's old Macintosh day count
};

/// Reads `2026-01-31`, `20260131`, `31/01/2026`, `1.2.26`, `31 Jan 2026`, `Jan 31, 2026`, each with an optional time
/// (`T` or blank, 24 hours or AM/PM, fraction dropped) and offset (`Z`, `+02:00`, ` UTC`; none means UTC); Excel
/// serials when the style says so. Two-digit years are 1970 to 2069. No date for any other text.
[[nodiscard]] DateReading readDate(std::string_view text, const DateStyle &style = {});

/// Seconds since 1970 as a UTC time; nothing for other text or years beyond 9999.
[[nodiscard]] std::optional<DateReading> readUnixTime(std::string_view text);

} // namespace qd::sources
