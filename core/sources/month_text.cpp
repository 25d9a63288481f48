#include "core/sources/month_text.h"

#include "core/sources/date_cursor.h"

namespace qd::sources {

namespace {

constexpr int EarliestYear = 1900; ///< 120112 is no month of the year 1201

/// `2026-1`, `01/2026`, `202601`, `Jan-26`, `26 Jan`, `January 2026`: a month and a year, and nothing else.
std::optional<Month> monthAlone(std::string_view text)
{
    DateCursor cursor(text);
    const auto separate = [&cursor] {
        cursor.skipBlanks();
        const bool mark = cursor.take('-') || cursor.take('/') || cursor.take('.') || cursor.take(',');
        cursor.skipBlanks();
        return mark;
    };
    int width = 0;
    int year = 0;
    int month = cursor.monthName();
    if (month > 0) {
        separate();
        year = cursor.number(4, width);
    } else {
        const int first = cursor.number(6, width);
        if (width == 6 && cursor.atEnd()) {
            const auto compact = Month::fromIso(std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4)));
            return compact && compact->year() >= EarliestYear ? compact : std::nullopt;
        }
        const int firstWidth = width;
        const bool mark = separate();
        month = cursor.monthName();
        if (month > 0) { // `26-Jan` is how spreadsheets write `Jan-26` in some countries
            year = first;
        } else {
            const int second = cursor.number(4, width);
            const bool yearFirst = firstWidth == 4;
            const int monthWidth = yearFirst ? width : firstWidth;
            if (!mark || yearFirst == (width == 4) || monthWidth < 1 || monthWidth > 2)
                return std::nullopt;
            year = yearFirst ? first : second;
            month = yearFirst ? second : first;
            width = 4;
        }
    }
    if (!cursor.atEnd() || (width != 2 && width != 4) || month < 1 || month > 12)
        return std::nullopt;
    year = fullYear(year, width);
    return year >= EarliestYear && year <= 9999 ? std::optional(Month(year, month)) : std::nullopt;
}

/// Its first or last day: where people put a month that a program wants as a day.
bool isEndOfMonth(Date day)
{
    return day.day() == 1 || day == Month::of(day).lastDay();
}

} // namespace

MonthReading readMonth(std::string_view text, const DateStyle &style)
{
    if (const auto month = monthAlone(text))
        return {month};
    DateReading reading = readDate(text, {std::nullopt, style.excelSerial, style.epoch1904});
    if (reading.ambiguous()) {
        const bool isFirst = isEndOfMonth(*reading.date);
        if (isFirst != isEndOfMonth(*reading.otherReading))
            return {Month::of(isFirst ? *reading.date : *reading.otherReading)};
        reading = readDate(text, style);
    }
    MonthReading month;
    if (reading.date)
        month.month = Month::of(*reading.date);
    if (reading.ambiguous())
        month.otherReading = Month::of(*reading.otherReading);
    return month;
}

} // namespace qd::sources
