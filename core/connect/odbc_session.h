#pragma once
#include "core/base/result.h"
#include "core/connect/connection.h"
#include "core/connect/database_failure.h"
#include "core/connect/unix_odbc.h"

#include <atomic>
#include <string>
#include <vector>

namespace qd::connect {

/// Some rows of an answer.
struct OdbcRows {
    std::vector<std::vector<std::string>> rows; ///< UTF-8, empty for NULL
    bool last = false; ///< nothing comes after them
};

/// The handles of one ODBC connection with one statement, and the calls that block: each of those may run on a thread
/// of its own while another calls cancel(). Whoever holds it last closes it.
class OdbcSession {
public:
    explicit OdbcSession(const Connection &connection, std::string password);
    ~OdbcSession();
    OdbcSession(const OdbcSession &) = delete;
    OdbcSession &operator=(const OdbcSession &) = delete;

    /// Errors as databaseError().
    [[nodiscard]] Result<void> open();
    /// Runs a statement; gives the names of its columns. Errors as databaseError().
    [[nodiscard]] Result<std::vector<std::string>> execute(const std::string &sql);
    /// The next rows, up to `most`.
    [[nodiscard]] Result<OdbcRows> fetch(std::size_t most);
    /// Ends the statement under way, from any thread.
    void cancel();
    [[nodiscard]] Error failed(FailureKind kind, const std::string &says) const
    {
        return databaseError(kind, m_about, says, m_password);
    }

private:
    /// What the driver says of its last failure.
    [[nodiscard]] Error diagnosed(SQLSMALLINT type, SQLHANDLE handle) const;
    [[nodiscard]] Result<std::string> cell(SQLUSMALLINT column);

    const UnixOdbc &m_odbc = UnixOdbc::it();
    Connection m_about;
    std::string m_password;
    SQLHENV m_environment = SQL_NULL_HENV;
    SQLHDBC m_connection = SQL_NULL_HDBC;
    std::atomic<SQLHSTMT> m_statement{SQL_NULL_HSTMT}; ///< cancel() reads it while open() makes it
    bool m_isConnected = false;
    std::vector<bool> m_isBoolean; ///< by column
};

} // namespace qd::connect
