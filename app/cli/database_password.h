#pragma once
#include "core/base/result.h"
#include "core/session/query_import.h"

#include <optional>
#include <string>

namespace qd::cli {

/// A password that was given, never on the command line, where every user of the machine could read it: the first line
/// of `file` if one is named, else the variable QUARTERDECK_PASSWORD, else empty. Errors of textOf().
[[nodiscard]] Result<std::string> givenPassword(const std::string &file);

/// The password for a connection: the one given, else what the desktop's keyring has for where it leads, else empty:
/// libpq then looks where it always does. Errors of givenPassword().
[[nodiscard]] Result<std::string> databasePassword(const std::string &file, const connect::Connection &connection);

/// Asks for it on the terminal without showing it; nothing where there is no terminal or nothing was typed.
[[nodiscard]] std::optional<std::string> askedPassword(const connect::Connection &connection);

/// What a query gives, with databasePassword(); where the login is refused, once more with askedPassword(). Errors of
/// connect::fetchAnswer().
[[nodiscard]] Result<connect::QueryAnswer> answerOf(const session::QueryRun &run, const std::string &passwordFile);

} // namespace qd::cli
