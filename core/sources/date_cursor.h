#pragma once
#include "core/base/text.h"

#include <array>
#include <string_view>

namespace qd::sources {

inline constexpr std::array<std::string_view, 12> MonthNames{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// Reads parts of a date from left to right.
class DateCursor {
public:
    explicit DateCursor(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    bool take(char c)
    {
        if (peek() != c || atEnd())
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (take(' ')) { }
    }
    /// Up to `most` digits; their number goes to `width`, 0 when there are none.
    int number(int most, int &width)
    {
        int value = 0;
        for (width = 0; width < most && isAsciiDigit(peek()); ++width)
            value = value * 10 + (m_text[m_at++] - '0');
        return value;
    }
    /// 1..12 for the name of a month, long or short; 0 otherwise.
    int monthName()
    {
        std::size_t length = 0;
        while (m_at + length < m_text.size() && isAsciiLetter(m_text[m_at + length]))
            ++length;
        const std::string word = lowered(m_text.substr(m_at, length));
        for (std::size_t i = 0; i < MonthNames.size(); ++i) {
            if (word.size() >= 3 && word.starts_with(MonthNames[i])) {
                m_at += length;
                take('.');
                return int(i) + 1;
            }
        }
        return 0;
    }
    void skip(std::size_t count) { m_at += count; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// Two digits are 1970 to 2069.
[[nodiscard]] inline int fullYear(int year, int width)
{
    if (width > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

} // namespace qd::sources
