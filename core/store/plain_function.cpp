#include "core/store/plain_function.h"

#include <sqlite3.h>

namespace qd::store {

PlainFunction::PlainFunction(std::string name)
    : m_name(std::move(name))
{
    sqlite3_open(":memory:", &m_plain);
}

PlainFunction::~PlainFunction()
{
    for (const auto &[count, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_plain);
}

void PlainFunction::give(sqlite3_context *call, int count, sqlite3_value **values)
{
    sqlite3_limit(
        m_plain, SQLITE_LIMIT_LENGTH, sqlite3_limit(sqlite3_context_db_handle(call), SQLITE_LIMIT_LENGTH, -1));
    sqlite3_stmt *statement = statementOf(count);
    if (!statement)
        return sqlite3_result_error(call, sqlite3_errmsg(m_plain), -1);
    for (int i = 0; i < count; ++i)
        sqlite3_bind_value(statement, i + 1, values[i]);
    if (sqlite3_step(statement) == SQLITE_ROW)
        sqlite3_result_value(call, sqlite3_column_value(statement, 0));
    else
        sqlite3_result_error(call, sqlite3_errmsg(m_plain), -1);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

sqlite3_stmt *PlainFunction::statementOf(int count)
{
    sqlite3_stmt *&statement = m_statements[count];
    if (!statement) {
        std::string sql = "SELECT " + m_name + "(";
        for (int i = 0; i < count; ++i)
            sql += i == 0 ? "?" : ", ?";
        sqlite3_prepare_v2(m_plain, (sql + ")").c_str(), -1, &statement, nullptr);
    }
    return statement;
}

} // namespace qd::store
