#pragma once
#include "core/connect/connection.h"

#include <string>

namespace qd::connect {

/// What kept a database from answering.
enum class FailureKind {
    NoLibrary, ///< libpq or unixODBC, or a driver of ODBC, is not installed
    NoServer, ///< nothing answers there
    WrongLogin, ///< user or password
    NoDatabase, ///< the server has none of this name
    NoRights, ///< this user may not read it
    NoTable,
    NoColumn,
    TimedOut, ///< connecting or answering took longer than the connection allows
    Lost, ///< the connection ended in the middle
    Refused, ///< the server does not take the query, for another reason
};

/// no_server, wrong_login and so on: the first argument of the Error.
[[nodiscard]] const char *toString(FailureKind kind);

/// The kind that a SQLSTATE of five characters means. What a driver says decides where its state is a general one (ODBC
/// has 08001 for a wrong password too).
[[nodiscard]] FailureKind failureKind(const std::string &sqlState, const std::string &says);

/// A sentence about a failure of a connection: what happened, where, that nothing was written, what to do; with what
/// the server or driver says itself, on one line and without `password`. NotFound for NoLibrary and what the database
/// has not, Io for the others that lie outside, InvalidArgument for Refused.
[[nodiscard]] Error databaseError(
    FailureKind kind, const Connection &connection, const std::string &says, const std::string &password);

/// Whether a login was refused, so that asking for the password makes sense.
[[nodiscard]] bool isWrongLogin(const Error &error);

} // namespace qd::connect
