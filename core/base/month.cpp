#include "core/base/month.h"

#include <cctype>

namespace qd {

std::optional<Month> Month::fromIso(std::string_view text)
{
    if (text.size() != 7)
        return std::nullopt;
    const auto first = Date::fromIso(std::string(text) + "-01");
    if (!first)
        return std::nullopt;
    return of(*first);
}

Month Month::lastEndedBy(Date date)
{
    const Month month = of(date);
    return month.lastDay() <= date ? month : month.plus(-1);
}

Date Month::firstDay() const
{
    constexpr int MonthsTo1970 = 1970 * 12;
    return Date().plusMonths(m_index - MonthsTo1970); // of any year: the day after the last of 9999 is asked for
}
Date Month::lastDay() const
{
    return plus(1).firstDay().plusDays(-1);
}
std::string Month::iso() const
{
    return firstDay().iso().substr(0, 7);
}

FiscalQuarter FiscalQuarter::of(Month month, int startMonth)
{
    const Month shifted = month.plus(startMonth == 1 ? 0 : 13 - startMonth);
    return {shifted.year(), (shifted.month() - 1) / 3 + 1};
}

std::optional<FiscalQuarter> FiscalQuarter::fromText(std::string_view text)
{
    if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4')
        return std::nullopt;
    const auto january = Month::fromIso(std::string(text.substr(0, 4)) + "-01");
    if (!january)
        return std::nullopt;
    return FiscalQuarter{january->year(), text[5] - '0'};
}

Month FiscalQuarter::firstMonth(int startMonth) const
{
    return Month(year, (quarter - 1) * 3 + 1).plus(startMonth == 1 ? 0 : startMonth - 13);
}

std::string FiscalQuarter::text() const
{
    return Month(year, 1).iso().substr(0, 4) + "Q" + char('0' + quarter);
}

} // namespace qd
