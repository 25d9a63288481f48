#include "core/store/row_cursor.h"

#include "core/store/workspace.h"

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

RowCursor::RowCursor(sqlite3 *connection, const std::string &sql)
    : m_connection(connection)
    , m_status(sqlite3_prepare_v2(connection, sql.c_str(), -1, &m_statement, nullptr))
{
}

RowCursor::RowCursor(const Workspace &workspace, const std::string &sql)
    : RowCursor(workspace.handle(), sql)
{
}

RowCursor::~RowCursor()
{
    sqlite3_finalize(m_statement);
}

void RowCursor::bind(int at, const std::string &text)
{
    sqlite3_bind_text(m_statement, at, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void RowCursor::bind(int at, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, at, value);
}

bool RowCursor::step()
{
    if (m_status == SQLITE_OK || m_status == SQLITE_ROW)
        m_status = sqlite3_step(m_statement);
    return m_status == SQLITE_ROW;
}

int RowCursor::status() const
{
    return m_status == SQLITE_ROW || m_status == SQLITE_DONE ? SQLITE_OK : m_status;
}

bool RowCursor::next()
{
    const bool isRow = step();
    if (status() != SQLITE_OK)
        throw SQLite::Exception(m_connection, status());
    return isRow;
}

std::int64_t RowCursor::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double RowCursor::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view RowCursor::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string_view(bytes, std::size_t(sqlite3_column_bytes(m_statement, column))) : std::string_view();
}

std::string_view RowCursor::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes ? bytes : "", std::size_t(sqlite3_column_bytes(m_statement, column))};
}

std::optional<Date> RowCursor::date(int column) const
{
    const std::string_view iso = text(column);
    return iso.empty() ? std::nullopt : Date::fromIso(iso);
}

Currency RowCursor::currency(int column, Currency base) const
{
    return Currency::fromCode(text(column)).value_or(base);
}

} // namespace qd::store
