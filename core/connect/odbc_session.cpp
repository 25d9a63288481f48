#include "core/connect/odbc_session.h"

#include <QString>

#include <algorithm>
#include <array>

namespace qd::connect {

namespace {

bool isGood(SQLRETURN code)
{
    return code == SQL_SUCCESS || code == SQL_SUCCESS_WITH_INFO;
}

/// A number as an attribute, which is passed in place of a pointer.
SQLPOINTER number(std::uintptr_t value)
{
    return reinterpret_cast<SQLPOINTER>(value); // NOLINT: so the interface wants it
}

/// A value of a connection string: in braces, where a closing one stands for itself twice, if it needs them; some
/// drivers take them for a part of the value.
std::string braced(const std::string &text)
{
    const bool isPlain = text.find_first_of(" []{}(),;?*=!@") == std::string::npos;
    if (isPlain)
        return text;
    std::string quoted = "{";
    for (const char c : text)
        quoted += c == '}' ? std::string("}}") : std::string(1, c);
    return quoted + '}';
}

std::string utf8(const SQLWCHAR *text, qsizetype length)
{
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(text), length).toStdString();
}

/// A text as the library takes it; it does not write to it.
SQLWCHAR *wide(const QString &text)
{
    return reinterpret_cast<SQLWCHAR *>(const_cast<ushort *>(text.utf16())); // NOLINT: so the interface wants it
}

} // namespace

OdbcSession::OdbcSession(const Connection &connection, std::string password)
    : m_about(connection)
    , m_password(std::move(password))
{
}

OdbcSession::~OdbcSession()
{
    if (const SQLHSTMT statement = m_statement)
        m_odbc.free(SQL_HANDLE_STMT, statement);
    if (m_isConnected)
        m_odbc.disconnect(m_connection);
    if (m_connection)
        m_odbc.free(SQL_HANDLE_DBC, m_connection);
    if (m_environment)
        m_odbc.free(SQL_HANDLE_ENV, m_environment);
}

Error OdbcSession::diagnosed(SQLSMALLINT type, SQLHANDLE handle) const
{
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    if (!isGood(
            m_odbc.diagnosis(type, handle, 1, state.data(), &native, text.data(), SQLSMALLINT(text.size()), &length)))
        return failed(FailureKind::Refused, {});
    const auto shown = std::min<qsizetype>(length, qsizetype(text.size()) - 1);
    const std::string says = utf8(text.data(), shown);
    return failed(failureKind(utf8(state.data(), 5), says), says);
}

Result<void> OdbcSession::open()
{
    if (!m_odbc.library.isGood())
        return failed(FailureKind::NoLibrary, m_odbc.library.says());
    if (!isGood(m_odbc.allocate(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &m_environment)))
        return failed(FailureKind::NoLibrary, {});
    m_odbc.setEnvironment(m_environment, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0);
    if (!isGood(m_odbc.allocate(SQL_HANDLE_DBC, m_environment, &m_connection)))
        return diagnosed(SQL_HANDLE_ENV, m_environment);
    m_odbc.setConnection(m_connection, SQL_ATTR_LOGIN_TIMEOUT, number(std::uintptr_t(m_about.connectSeconds)), 0);
    m_odbc.setConnection(m_connection, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_ONLY), 0);
    std::string text = m_about.odbc;
    if (!text.empty() && text.back() != ';')
        text += ';';
    if (!m_about.user.empty())
        text += "UID=" + braced(m_about.user) + ';';
    if (!m_password.empty())
        text += "PWD=" + braced(m_password) + ';';
    const QString wanted = QString::fromStdString(text);
    const SQLRETURN code = m_odbc.connect(
        m_connection, nullptr, wide(wanted), SQLSMALLINT(wanted.size()), nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
    if (!isGood(code))
        return diagnosed(SQL_HANDLE_DBC, m_connection);
    m_isConnected = true;
    SQLHSTMT statement = SQL_NULL_HSTMT;
    if (!isGood(m_odbc.allocate(SQL_HANDLE_STMT, m_connection, &statement)))
        return diagnosed(SQL_HANDLE_DBC, m_connection);
    m_statement = statement;
    m_odbc.setStatement(statement, SQL_ATTR_QUERY_TIMEOUT, number(std::uintptr_t(m_about.querySeconds)), 0);
    return {};
}

Result<std::vector<std::string>> OdbcSession::execute(const std::string &sql)
{
    const QString text = QString::fromStdString(sql + '\n'); // drivers add to it, and it may end in a remark
    m_odbc.closeCursor(m_statement); // of a query before
    if (!isGood(m_odbc.execute(m_statement, wide(text), SQLINTEGER(text.size()))))
        return diagnosed(SQL_HANDLE_STMT, m_statement);
    SQLSMALLINT count = 0;
    if (!isGood(m_odbc.columns(m_statement, &count)))
        return diagnosed(SQL_HANDLE_STMT, m_statement);
    if (count == 0)
        return failed(FailureKind::Refused, "the statement gives no rows");
    std::vector<std::string> names;
    m_isBoolean.clear();
    for (SQLSMALLINT column = 1; column <= count; ++column) {
        std::array<SQLWCHAR, 512> name{};
        SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
        SQLULEN size = 0;
        if (!isGood(m_odbc.describe(m_statement, SQLUSMALLINT(column), name.data(), SQLSMALLINT(name.size()), &length,
                &type, &size, &digits, &nullable)))
            return diagnosed(SQL_HANDLE_STMT, m_statement);
        names.push_back(utf8(name.data(), std::min<qsizetype>(length, qsizetype(name.size()) - 1)));
        m_isBoolean.push_back(type == SQL_BIT);
    }
    return names;
}

Result<std::string> OdbcSession::cell(SQLUSMALLINT column)
{
    QString text;
    std::array<SQLWCHAR, 4096> piece{};
    for (;;) {
        SQLLEN bytes = 0;
        const SQLRETURN code = m_odbc.data(
            m_statement, column, SQL_C_WCHAR, piece.data(), SQLLEN(piece.size() * sizeof(SQLWCHAR)), &bytes);
        if (code == SQL_NO_DATA)
            break;
        if (!isGood(code))
            return diagnosed(SQL_HANDLE_STMT, m_statement);
        if (bytes == SQL_NULL_DATA)
            break;
        const auto room = qsizetype(piece.size()) - 1;
        const bool isMore = bytes == SQL_NO_TOTAL || bytes / qsizetype(sizeof(SQLWCHAR)) > room;
        text += QString::fromUtf16(
            reinterpret_cast<const char16_t *>(piece.data()), isMore ? room : bytes / qsizetype(sizeof(SQLWCHAR)));
        if (!isMore)
            break;
    }
    if (m_isBoolean[std::size_t(column) - 1] && !text.isEmpty())
        return std::string(text == QStringLiteral("1") ? "true" : "false");
    return text.toStdString();
}

Result<OdbcRows> OdbcSession::fetch(std::size_t most)
{
    OdbcRows taken;
    while (taken.rows.size() < most) {
        const SQLRETURN code = m_odbc.fetch(m_statement);
        if (code == SQL_NO_DATA) {
            taken.last = true;
            break;
        }
        if (!isGood(code))
            return diagnosed(SQL_HANDLE_STMT, m_statement);
        std::vector<std::string> row;
        row.reserve(m_isBoolean.size());
        for (std::size_t column = 1; column <= m_isBoolean.size(); ++column) {
            auto text = cell(SQLUSMALLINT(column));
            if (!text)
                return text.error();
            row.push_back(std::move(*text));
        }
        taken.rows.push_back(std::move(row));
    }
    return taken;
}

void OdbcSession::cancel()
{
    if (const SQLHSTMT statement = m_statement)
        m_odbc.cancel(statement);
}

} // namespace qd::connect
