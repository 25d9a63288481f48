#include "core/base/date.h"

#include <QDate>

#include <algorithm>
#include <array>
#include <chrono>

namespace qd {

namespace {

std::chrono::year_month_day civil(Date date)
{
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days())));
}

bool digits(std::string_view text, int &value)
{
    value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    return true;
}

} // namespace

std::optional<Date> Date::of(int year, int month, int day)
{
    using namespace std::chrono;
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const year_month_day date{
        std::chrono::year{year}, std::chrono::month{unsigned(month)}, std::chrono::day{unsigned(day)}};
    if (!date.ok())
        return std::nullopt;
    return Date(std::int32_t(sys_days(date).time_since_epoch().count()));
}

std::optional<Date> Date::fromIso(std::string_view text)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !digits(text.substr(0, 4), year)
        || !digits(text.substr(5, 2), month) || !digits(text.substr(8, 2), day))
        return std::nullopt;
    return of(year, month, day);
}

Date Date::today()
{
    const QDate now = QDate::currentDate();
    return *of(now.year(), now.month(), now.day());
}

int Date::year() const
{
    return int(civil(*this).year());
}
int Date::month() const
{
    return int(unsigned(civil(*this).month()));
}
int Date::day() const
{
    return int(unsigned(civil(*this).day()));
}

int Date::weekday() const
{
    return int(std::chrono::weekday(std::chrono::sys_days(std::chrono::days(m_days))).iso_encoding());
}

Date Date::plusMonths(int months) const
{
    using namespace std::chrono;
    const year_month_day date = civil(*this);
    const year_month target = year_month(date.year(), date.month()) + std::chrono::months(months);
    const auto last = year_month_day_last(target.year(), month_day_last(target.month())).day();
    const year_month_day moved(target.year(), target.month(), std::min(date.day(), last));
    return Date(std::int32_t(sys_days(moved).time_since_epoch().count()));
}

std::string Date::iso() const
{
    const auto date = civil(*this);
    const int y = int(date.year());
    const int m = int(unsigned(date.month()));
    const int d = int(unsigned(date.day()));
    const auto digit = [](int value) { return char('0' + value); };
    const std::array<char, 10> text{digit(y / 1000 % 10), digit(y / 100 % 10), digit(y / 10 % 10), digit(y % 10), '-',
        digit(m / 10), digit(m % 10), '-', digit(d / 10), digit(d % 10)};
    return std::string(text.data(), text.size());
}

} // namespace qd
