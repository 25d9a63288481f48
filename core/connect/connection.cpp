#include "core/connect/connection.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace qd::connect {

namespace {

Error refused(const MessageWords &words, const std::string &value)
{
    return {ErrorCode::InvalidArgument, {words, {value}}, {value}};
}

/// Whether a text gives a secret by name, as a connection string of ODBC (`;PWD=x`) or of libpq (` password = x`) does.
bool namesSecret(const std::string &text)
{
    constexpr std::array<std::string_view, 10> Secrets{
        "pwd", "pass", "password", "passwd", "token", "secret", "passcode", "passphrase", "key", "credentials"};
    for (auto equals = text.find('='); equals != std::string::npos; equals = text.find('=', equals + 1)) {
        const std::string before = lowered(trimmed(std::string_view(text).substr(0, equals)));
        if (std::ranges::any_of(Secrets, [&before](std::string_view secret) { return before.ends_with(secret); }))
            return true;
    }
    return false;
}

/// Whether a host has a user and a password before it. A socket without a name begins with @.
bool hasLogin(const std::string &host)
{
    const auto at = host.find('@');
    return at != std::string::npos && host.find(':') < at;
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

Result<void> checkName(const std::string &name)
{
    if (name.empty() || trimmed(name) != name || name.find(':') != std::string::npos
        || std::ranges::any_of(name, &isControl))
        return refused(
            QD_WORDS("Connect",
                "A connection needs a name without blanks around it and without a colon, not \"%1\"; nothing "
                "was saved."),
            name);
    return {};
}

} // namespace

const char *toString(Driver driver)
{
    return driver == Driver::Postgresql ? "postgresql" : "odbc";
}

Result<void> checkConnection(const Connection &connection)
{
    if (auto fine = checkName(connection.name); !fine)
        return fine;
    for (const std::string *text : {&connection.host, &connection.database, &connection.user, &connection.odbc}) {
        if (std::ranges::any_of(*text, &isControl))
            return refused(
                QD_WORDS("Connect", "Connection %1 has a line break in it; nothing was saved."), connection.name);
        if (namesSecret(*text) || text->find("://") != std::string::npos || hasLogin(connection.host))
            return refused(
                QD_WORDS("Connect",
                    "Connection %1 would hold a password or a token, which a workspace never keeps; leave it "
                    "out, it is asked for when the connection is opened. Nothing was saved."),
                connection.name);
    }
    if (connection.port < 0 || connection.port > 65535)
        return refused(QD_WORDS("Connect", "A port is a number from 1 to 65535, or 0 for the usual one, not %1."),
            std::to_string(connection.port));
    if (connection.connectSeconds < 1 || connection.connectSeconds > 3600)
        return refused(QD_WORDS("Connect", "The wait for a server is 1 to 3600 seconds, not %1."),
            std::to_string(connection.connectSeconds));
    if (connection.querySeconds < 1 || connection.querySeconds > 86400)
        return refused(QD_WORDS("Connect", "The time of a query is 1 to 86400 seconds, not %1."),
            std::to_string(connection.querySeconds));
    constexpr std::array<std::string_view, 7> Modes{
        "", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"};
    if (std::ranges::find(Modes, connection.tls) == Modes.end())
        return refused(QD_WORDS("Connect",
                           "There is no sslmode \"%1\"; they are disable, allow, prefer, require, verify-ca, "
                           "verify-full."),
            connection.tls);
    if (connection.driver == Driver::Odbc && trimmed(connection.odbc).empty())
        return refused(QD_WORDS("Connect",
                           "Connection %1 goes by ODBC and needs a connection string, for example DSN=warehouse; "
                           "nothing was saved."),
            connection.name);
    return {};
}

} // namespace qd::connect
