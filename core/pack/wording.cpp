#include "core/pack/wording.h"

#include <array>

namespace qd::pack {

namespace {

constexpr std::array<const char *, 12> Months{"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

std::string shortMonthName(int month)
{
    return std::string(Months[std::size_t(month - 1)]).substr(0, 3);
}

} // namespace

std::string pointsInWords(std::int64_t tenths)
{
    const std::int64_t size = std::abs(tenths);
    return percentOfTenths(size, false) + (size == 10 ? " point" : " points");
}

std::string dateText(Date date)
{
    return shortDate(date) + " " + std::to_string(date.year());
}

std::string shortDate(Date date)
{
    return std::to_string(date.day()) + " " + shortMonthName(date.month());
}

std::string longDay(Date date)
{
    return std::to_string(date.day()) + " " + Months[std::size_t(date.month() - 1)];
}

std::string monthName(Month month)
{
    return Months[std::size_t(month.month() - 1)];
}

std::string shortMonth(Month month)
{
    return shortMonthName(month.month()) + " " + std::to_string(month.year());
}

std::string longMonth(Month month)
{
    return monthName(month) + " " + std::to_string(month.year());
}

std::string counted(std::int64_t n, std::string_view singular, std::string_view plural)
{
    const std::string many = plural.empty() ? std::string(singular) + "s" : std::string(plural);
    if (n == 0)
        return "no " + many;
    return countText(n) + " " + (n == 1 ? std::string(singular) : many);
}

std::string listed(const std::vector<std::string> &parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = char(text.front() - 'a' + 'A');
    return text;
}

std::vector<std::string> english(const std::vector<Message> &messages)
{
    std::vector<std::string> sentences;
    for (const Message &message : messages)
        sentences.push_back(message.english());
    return sentences;
}

} // namespace qd::pack
