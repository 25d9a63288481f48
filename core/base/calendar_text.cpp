#include "core/base/calendar_text.h"

#include <array>
#include <string_view>

namespace qd {

namespace {

constexpr std::array<std::string_view, 12> Months{"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};
constexpr std::size_t ShortLength = 3;

std::string nameOf(int month, bool isShort)
{
    const std::string_view name = Months[std::size_t(month - 1)];
    return std::string(isShort ? name.substr(0, ShortLength) : name);
}

} // namespace

std::string textOf(const Day &day)
{
    const std::string text =
        std::to_string(day.date.day()) + " " + nameOf(day.date.month(), day.form != Day::Form::Long);
    return day.form == Day::Form::Medium ? text + " " + std::to_string(day.date.year()) : text;
}

std::string textOf(const MonthName &month)
{
    using Form = MonthName::Form;
    const bool isShort = month.form == Form::ShortYear || month.form == Form::ShortAlone;
    const std::string name = nameOf(month.month.month(), isShort);
    const bool alone = month.form == Form::Alone || month.form == Form::ShortAlone;
    return alone ? name : name + " " + std::to_string(month.month.year());
}

} // namespace qd
