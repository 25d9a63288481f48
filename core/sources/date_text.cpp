#include "core/sources/date_text.h"

#include "core/base/text.h"
#include "core/sources/date_cursor.h"

#include <charconv>

namespace qd::sources {

namespace {

/// The three numbers of a date in digits, and where they end.
struct DateDigits {
    int a = 0, b = 0, c = 0;
    int aWidth = 0, cWidth = 0;
};

std::optional<DateDigits> readDigits(DateCursor &cursor)
{
    DateDigits d;
    int width = 0;
    d.a = cursor.number(4, d.aWidth);
    const char separator = cursor.peek();
    if (d.aWidth == 0 || (separator != '-' && separator != '/' && separator != '.'))
        return std::nullopt;
    cursor.take(separator);
    d.b = cursor.number(2, width);
    if (width == 0 || !cursor.take(separator))
        return std::nullopt;
    d.c = cursor.number(4, d.cWidth);
    if (d.cWidth == 0 || isAsciiDigit(cursor.peek()))
        return std::nullopt;
    return d;
}

bool yearInFront(const DateDigits &d)
{
    return d.aWidth == 4 && d.cWidth <= 2;
}
bool yearAtEnd(const DateDigits &d)
{
    return d.aWidth <= 2 && (d.cWidth == 4 || d.cWidth == 2);
}

void resolve(const DateDigits &d, const DateStyle &style, DateReading &reading)
{
    if (yearInFront(d)) {
        reading.date = Date::of(d.a, d.b, d.c);
        return;
    }
    if (!yearAtEnd(d))
        return;
    if (style.order == DateOrder::YearFirst && d.cWidth == 2) {
        reading.date = Date::of(fullYear(d.a, d.aWidth), d.b, d.c);
        return;
    }
    const int year = fullYear(d.c, d.cWidth);
    const auto dayFirst = Date::of(year, d.b, d.a);
    const auto monthFirst = Date::of(year, d.a, d.b);
    if (style.order == DateOrder::DayFirst || style.order == DateOrder::MonthFirst) {
        reading.date = style.order == DateOrder::DayFirst ? dayFirst : monthFirst;
    } else if (dayFirst && monthFirst && *dayFirst != *monthFirst) {
        reading.date = dayFirst;
        reading.otherReading = monthFirst;
    } else {
        reading.date = dayFirst ? dayFirst : monthFirst;
    }
}

/// `31 Jan 2026`, `31-Jan-26`, `31/Jan/26`, `Jan 31, 2026`.
std::optional<Date> readNamed(DateCursor &cursor)
{
    int day = 0;
    int width = 0;
    int month = cursor.monthName();
    const auto separate = [&cursor] {
        const std::size_t before = cursor.rest().size();
        cursor.take('-');
        cursor.take('/');
        cursor.take(',');
        cursor.skipBlanks();
        return cursor.rest().size() < before;
    };
    const bool nameFirst = month > 0;
    separate();
    day = cursor.number(2, width);
    if (width == 0)
        return std::nullopt;
    if (!separate() && nameFirst)
        return std::nullopt; // "Jan 2026" has no day
    if (!nameFirst)
        month = cursor.monthName();
    separate();
    const int year = cursor.number(4, width);
    if (month == 0 || (width != 2 && width != 4))
        return std::nullopt;
    return Date::of(fullYear(year, width), month, day);
}

/// The offset at the end of a time, in minutes east of UTC; nothing for text that is none.
std::optional<int> readOffset(DateCursor &cursor)
{
    cursor.skipBlanks();
    if (cursor.atEnd() || cursor.rest() == "Z" || cursor.rest() == "z" || cursor.rest() == "UTC"
        || cursor.rest() == "GMT")
        return 0;
    const int sign = cursor.peek() == '-' ? -1 : 1;
    if (!cursor.take('+') && !cursor.take('-'))
        return std::nullopt;
    int width = 0;
    const int hours = cursor.number(2, width);
    if (width != 2)
        return std::nullopt;
    cursor.take(':');
    const int minutes = cursor.number(2, width);
    if ((width != 0 && width != 2) || !cursor.atEnd() || hours > 14 || minutes > 59)
        return std::nullopt;
    return sign * (hours * 60 + minutes);
}

/// Hours to seconds and AM/PM; -1 for text that is no time.
int readClock(DateCursor &cursor)
{
    int width = 0;
    int hour = cursor.number(2, width);
    if (width == 0 || !cursor.take(':'))
        return -1;
    const int minute = cursor.number(2, width);
    if (width != 2)
        return -1;
    int second = 0;
    if (cursor.take(':')) {
        second = cursor.number(2, width);
        if (width != 2)
            return -1;
        if (cursor.take('.') || cursor.take(','))
            cursor.number(9, width);
    }
    DateCursor half = cursor;
    half.skipBlanks();
    const std::string mark = lowered(half.rest().substr(0, 2));
    if (mark == "am" || mark == "pm") {
        if (hour < 1 || hour > 12)
            return -1;
        hour = hour % 12 + (mark == "pm" ? 12 : 0);
        half.skip(2);
        cursor = half;
    }
    if (hour > 23 || minute > 59 || second > 60)
        return -1;
    return hour * 3600 + minute * 60 + std::min(second, 59);
}

/// Moves a reading with a local time of day to UTC.
void shift(DateReading &reading, int secondOfDay, int offsetMinutes)
{
    int utc = secondOfDay - offsetMinutes * 60;
    const int days = utc < 0 ? -1 : utc >= SecondsPerDay ? 1 : 0;
    utc -= days * SecondsPerDay;
    reading.hasTime = true;
    reading.secondOfDay = utc;
    reading.date = reading.date->plusDays(days);
    if (reading.otherReading)
        reading.otherReading = reading.otherReading->plusDays(days);
}

/// Reads what follows the date; a reading with anything but a time behind it is none.
DateReading withTime(DateCursor cursor, DateReading reading)
{
    if (!reading.date || cursor.atEnd())
        return reading;
    cursor.take(',');
    if (!cursor.take('T') && !cursor.take('t') && cursor.peek() != ' ')
        return {};
    cursor.skipBlanks();
    const int clock = readClock(cursor);
    const auto offset = clock < 0 ? std::nullopt : readOffset(cursor);
    if (!offset)
        return {};
    shift(reading, clock, *offset);
    return reading;
}

std::optional<double> asNumber(std::string_view text)
{
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool isSerial(std::string_view text)
{
    const auto value = text.size() <= 20 ? asNumber(text) : std::nullopt;
    // Years and days written in digits (2026, 20260131, 310126) must stay what they are; the last days there are stand
    // for "no end".
    const bool ordinary = value && *value >= 10000 && *value < 100000;
    return ordinary || (value && *value >= 2900000 && *value < 2958466);
}

DateReading readSerial(std::string_view text, bool epoch1904)
{
    const auto serial = asNumber(text);
    if (!serial || *serial < 1 || *serial > 2958465)
        return {};
    const auto whole = int(*serial);
    // Excel counts a 29 February 1900 that never was; days before it (serials below 60) are one off and never occur.
    const Date epoch = epoch1904 ? *Date::of(1904, 1, 1) : *Date::of(1899, 12, 30);
    DateReading reading{epoch.plusDays(whole)};
    reading.secondOfDay = std::min(int((*serial - whole) * SecondsPerDay + 0.5), SecondsPerDay - 1);
    reading.hasTime = reading.secondOfDay > 0;
    return reading;
}

std::optional<Date> readCompact(std::string_view text)
{
    if (text.size() != 8 || !std::all_of(text.begin(), text.end(), isAsciiDigit))
        return std::nullopt;
    return Date::fromIso(
        std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4, 2)) + '-' + std::string(text.substr(6)));
}

} // namespace

std::optional<DateOrder> dateOrderFromText(std::string_view text)
{
    const std::string order = lowered(text);
    if (order == "dmy")
        return DateOrder::DayFirst;
    if (order == "mdy")
        return DateOrder::MonthFirst;
    if (order == "ymd")
        return DateOrder::YearFirst;
    return std::nullopt;
}

void DateColumn::observe(std::string_view value)
{
    value = trimmed(value);
    if (value.empty())
        return;
    ++m_values;
    m_serials += isSerial(value) ? 1 : 0;
    DateCursor cursor(value);
    const auto digits = readDigits(cursor);
    if (!digits || !yearAtEnd(*digits))
        return;
    m_dayFirst += digits->a > 12 && digits->b <= 12 ? 1 : 0;
    m_monthFirst += digits->b > 12 && digits->a <= 12 ? 1 : 0;
}

std::optional<DateOrder> DateColumn::order() const
{
    if ((m_dayFirst > 0) == (m_monthFirst > 0))
        return std::nullopt;
    return m_dayFirst > 0 ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

std::string DateReading::isoTime() const
{
    const auto two = [](int value) { return std::string{char('0' + value / 10), char('0' + value % 10)}; };
    return date->iso() + 'T' + two(secondOfDay / 3600) + ':' + two(secondOfDay / 60 % 60) + ':' + two(secondOfDay % 60)
        + 'Z';
}

DateReading readDate(std::string_view text, const DateStyle &style)
{
    if (const auto iso = Date::fromIso(text))
        return {iso};
    if (style.excelSerial && isSerial(text))
        return readSerial(text, style.epoch1904);
    if (const auto compact = readCompact(text))
        return {compact};
    DateReading reading;
    DateCursor cursor(text);
    if (const auto digits = readDigits(cursor)) {
        resolve(*digits, style, reading);
        return withTime(cursor, reading);
    }
    DateCursor named(text);
    reading.date = readNamed(named);
    return withTime(named, reading);
}

std::optional<DateReading> readUnixTime(std::string_view text)
{
    std::int64_t seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    constexpr std::int64_t LastSecond = 253402300799; // 9999-12-31T23:59:59Z
    if (code != std::errc() || end != text.data() + text.size() || seconds < 0 || seconds > LastSecond)
        return std::nullopt;
    DateReading reading{Date(std::int32_t(seconds / SecondsPerDay))};
    reading.secondOfDay = int(seconds % SecondsPerDay);
    reading.hasTime = true;
    return reading;
}

} // namespace qd::sources
