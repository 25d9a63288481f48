#include "core/store/bounded_format.h"

#include "core/store/plain_function.h"

#include <sqlite3.h>

#include <cstdlib>
#include <new>
#include <string_view>

namespace qd::store {

namespace {

constexpr sqlite3_int64 Widest = 1'000'000; // of all fields of a format together
constexpr int Kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

/// Reads a format as SQLite does, as far as it takes to know how wide its fields are.
class Fields {
public:
    Fields(std::string_view format, int count, sqlite3_value **values)
        : m_format(format)
        , m_count(count)
        , m_values(values)
    {
    }

    [[nodiscard]] bool areTooWide()
    {
        for (m_at = m_format.find('%'); m_at != std::string_view::npos; m_at = m_format.find('%', m_at)) {
            ++m_at;
            skip("-+ #0!,");
            addWidth();
            if (peek() == '.') {
                ++m_at;
                addWidth();
            }
            skip("l");
            if (m_width > Widest)
                return true;
            if (peek() != '%' && peek() != 'n' && peek() != '\0')
                ++m_next;
            m_at += peek() == '\0' ? 0 : 1;
        }
        return false;
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_format.size() ? m_format[m_at] : '\0'; }
    void skip(std::string_view letters)
    {
        while (peek() != '\0' && letters.find(peek()) != std::string_view::npos)
            ++m_at;
    }
    /// A width or a precision, which may be an argument; below zero it is one the other way.
    void addWidth()
    {
        sqlite3_int64 width = 0;
        if (peek() == '*') {
            ++m_at;
            width = m_next < m_count ? sqlite3_value_int64(m_values[m_next]) : 0;
            ++m_next;
        }
        for (; peek() >= '0' && peek() <= '9'; ++m_at)
            width = width > Widest ? width : width * 10 + (peek() - '0');
        m_width += width > Widest || width < -Widest ? Widest + 1 : std::abs(width);
    }

    std::string_view m_format;
    int m_count;
    sqlite3_value **m_values;
    std::size_t m_at = 0;
    int m_next = 1; ///< of the arguments, behind the format
    sqlite3_int64 m_width = 0; ///< of all fields so far
};

void format(sqlite3_context *call, int count, sqlite3_value **values)
{
    try {
        const auto *text = count > 0 ? reinterpret_cast<const char *>(sqlite3_value_text(values[0])) : nullptr;
        if (text && Fields(text, count, values).areTooWide())
            return sqlite3_result_error(call, "the widths and precisions of a format are above 1000000 together", -1);
        static_cast<PlainFunction *>(sqlite3_user_data(call))->give(call, count, values);
    } catch (const std::bad_alloc &) { // SQLite is C
        sqlite3_result_error_nomem(call);
    }
}

} // namespace

int registerBoundedFormat(sqlite3 *db)
{
    for (const char *name : {"printf", "format"}) {
        const int made = sqlite3_create_function_v2(db, name, -1, Kind, new PlainFunction("printf"), format, nullptr,
            nullptr, [](void *gone) { delete static_cast<PlainFunction *>(gone); });
        if (made != SQLITE_OK) // which has let go of its own
            return made;
    }
    return SQLITE_OK;
}

} // namespace qd::store
