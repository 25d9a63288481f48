#include "core/connect/database_failure.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::connect {

namespace {

struct Said {
    FailureKind kind;
    const char *name;
    ErrorCode code;
    MessageWords words; ///< %1 the connection, %2 where it is
};

const Said &saidOf(FailureKind kind)
{
    static const std::array<Said, 10> all{{
        {FailureKind::NoLibrary, "no_library", ErrorCode::NotFound,
            QD_WORDS("Connect",
                "%1 cannot be opened: the library or driver for it is not installed. Install libpq5 for PostgreSQL, "
                "unixodbc and your database's driver for ODBC. Nothing was written.")},
        {FailureKind::NoServer, "no_server", ErrorCode::Io,
            QD_WORDS("Connect",
                "%1 does not answer: no server takes connections at %2. See that it runs and that host and port are "
                "right. Nothing was written.")},
        {FailureKind::WrongLogin, "wrong_login", ErrorCode::Io,
            QD_WORDS("Connect",
                "%1 refused the login at %2: user or password is wrong. Give them again. Nothing was written.")},
        {FailureKind::NoDatabase, "no_database", ErrorCode::NotFound,
            QD_WORDS("Connect", "%1 has no such database at %2. Correct its name. Nothing was written.")},
        {FailureKind::NoRights, "no_rights", ErrorCode::Io,
            QD_WORDS("Connect",
                "%1 refused the query: this user has no right to read what it names. Ask for the right, or name "
                "something else. Nothing was written.")},
        {FailureKind::NoTable, "no_table", ErrorCode::NotFound,
            QD_WORDS("Connect", "%1 has no table that the query names. Correct the query. Nothing was written.")},
        {FailureKind::NoColumn, "no_column", ErrorCode::NotFound,
            QD_WORDS("Connect",
                "%1 has no column that the query names; it may have been renamed there. Correct the query. Nothing was "
                "written.")},
        {FailureKind::TimedOut, "timed_out", ErrorCode::Io,
            QD_WORDS("Connect",
                "%1 took longer than its time-out allows and was stopped. Give it more time, or ask for less. Nothing "
                "was written.")},
        {FailureKind::Lost, "lost", ErrorCode::Io,
            QD_WORDS("Connect",
                "The connection to %1 was lost in the middle of the answer. Run it again when the server is back. "
                "Nothing was written.")},
        {FailureKind::Refused, "refused", ErrorCode::InvalidArgument,
            QD_WORDS("Connect", "%1 does not take the query. Correct it. Nothing was written.")},
    }};
    return *std::ranges::find(all, kind, &Said::kind);
}

/// On one line, without the secret.
std::string cleaned(const std::string &says, const std::string &password)
{
    std::string text = says;
    if (!password.empty()) {
        for (auto at = text.find(password); at != std::string::npos; at = text.find(password, at + 3))
            text.replace(at, password.size(), "***");
    }
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return std::string(trimmed(text));
}

std::string placeOf(const Connection &connection)
{
    if (connection.driver == Driver::Odbc)
        return connection.odbc;
    const std::string host = connection.host.empty() ? "the local socket" : connection.host;
    return connection.port == 0 ? host : host + ':' + std::to_string(connection.port);
}

bool begins(const std::string &state, std::string_view with)
{
    return state.starts_with(with);
}

} // namespace

const char *toString(FailureKind kind)
{
    return saidOf(kind).name;
}

FailureKind failureKind(const std::string &sqlState, const std::string &says)
{
    const auto saysSo = [&says](std::string_view what) { return says.find(what) != std::string::npos; };
    if (begins(sqlState, "28") || saysSo("authentication failed") || saysSo("no password supplied"))
        return FailureKind::WrongLogin;
    if (sqlState == "3D000" || (begins(sqlState, "08") && saysSo("database \"") && saysSo("does not exist")))
        return FailureKind::NoDatabase;
    if (sqlState == "42501")
        return FailureKind::NoRights;
    if (sqlState == "42P01" || sqlState == "42S02" || sqlState == "3F000")
        return FailureKind::NoTable;
    if (sqlState == "42703" || sqlState == "42S22")
        return FailureKind::NoColumn;
    if (sqlState == "57014" || sqlState == "HYT00" || sqlState == "HYT01")
        return FailureKind::TimedOut;
    if (begins(sqlState, "IM") || (sqlState == "01000" && saysSo("Can't open lib")))
        return FailureKind::NoLibrary;
    if (sqlState == "08001" || sqlState == "08004" || sqlState == "57P03")
        return FailureKind::NoServer;
    if (begins(sqlState, "08") || sqlState == "57P01" || sqlState == "57P02" || saysSo("server closed the connection"))
        return FailureKind::Lost;
    return FailureKind::Refused;
}

Error databaseError(
    FailureKind kind, const Connection &connection, const std::string &says, const std::string &password)
{
    const Said &said = saidOf(kind);
    std::vector<Message> sentences{{said.words, {connection.name, placeOf(connection)}}};
    if (const std::string own = cleaned(says, password); !own.empty())
        sentences.push_back({QD_WORDS("Connect", "It says: %1"), {own}});
    return {said.code, {QD_WORDS("Connect", "%1"), {Sentences(std::move(sentences))}}, {said.name, connection.name}};
}

bool isWrongLogin(const Error &error)
{
    return !error.arguments.empty() && error.arguments.front() == toString(FailureKind::WrongLogin);
}

} // namespace qd::connect
