#include "core/connect/keyring.h"

#include "core/connect/blocking_call.h"
#include "core/connect/secret_library.h"

#include <QByteArray>
#include <QFileInfo>

#include <utility>

namespace qd::connect {

namespace {

/// What came of one call: how it went, and what the keyring said where it did not go.
struct Answer {
    bool done = false;
    std::string text;
    std::string fault;
};

const SecretLibrary::Schema &schema()
{
    static const SecretLibrary::Schema one{
        "io.quarterdeck.Database", 0, {{"place", 0}, {"user", 0}, {nullptr, 0}}, 0, {}};
    return one;
}

/// Where a connection leads, without its name and its time-outs.
std::string keyPlace(const Connection &connection)
{
    if (connection.driver == Driver::Odbc)
        return std::string("odbc ") + connection.odbc;
    return "postgresql " + connection.host + ' ' + std::to_string(connection.port) + ' ' + connection.database;
}

std::string faultOf(SecretLibrary::Failure *failure)
{
    if (!failure)
        return {};
    std::string says = failure->message ? failure->message : "";
    SecretLibrary::it().freeFailure(failure);
    return says;
}

/// One call to the keyring, which may wait for its owner; nothing when cancelled or nobody answers.
template <typename Call>
std::optional<Answer> asked(Call call, const Progress &progress)
{
    constexpr std::chrono::minutes Longest{2};
    return waitedFor(
        std::move(call), [] {}, progress, std::chrono::steady_clock::now() + Longest);
}

Error withoutKeyring(const Connection &connection)
{
    return {ErrorCode::NotFound,
        {QD_WORDS("Connect",
             "This session has no keyring, so the password of %1 is kept nowhere. Install libsecret-1-0 and a keyring "
             "of your desktop, or give it each time."),
            {connection.name}},
        {connection.name}};
}

Error refusedBy(const Connection &connection, const std::optional<Answer> &answer, const Progress &progress)
{
    if (progress.isCancelled())
        return cancelled();
    const std::string says = answer ? answer->fault : std::string();
    if (says.empty())
        return {ErrorCode::Io,
            {QD_WORDS("Connect", "The keyring did not answer about the password of %1; nothing in it was changed."),
                {connection.name}},
            {connection.name}};
    return {ErrorCode::Io,
        {QD_WORDS("Connect", "The keyring changed nothing about the password of %1. It says: %2"),
            {connection.name, says}},
        {connection.name}};
}

} // namespace

bool hasKeyring()
{
    // Without a bus libsecret would start one by itself.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        && !QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus")))
        return false;
    return SecretLibrary::it().library.isGood();
}

std::optional<std::string> keptPassword(const Connection &connection, Progress &progress)
{
    if (!hasKeyring())
        return std::nullopt;
    const auto answer = asked(
        [place = keyPlace(connection), user = connection.user] {
            const SecretLibrary &secret = SecretLibrary::it();
            SecretLibrary::Failure *failure = nullptr;
            char *found =
                secret.lookup(&schema(), nullptr, &failure, "place", place.c_str(), "user", user.c_str(), nullptr);
            Answer told{found != nullptr, found ? found : "", faultOf(failure)};
            if (found)
                secret.freePassword(found);
            return told;
        },
        progress);
    return answer && answer->done ? std::optional(answer->text) : std::nullopt;
}

Result<void> keepPassword(const Connection &connection, const std::string &password, Progress &progress)
{
    if (!hasKeyring())
        return withoutKeyring(connection);
    const auto answer = asked(
        [place = keyPlace(connection), user = connection.user, password, label = "Quarterdeck: " + connection.name] {
            SecretLibrary::Failure *failure = nullptr;
            const int done = SecretLibrary::it().store(&schema(), "default", label.c_str(), password.c_str(), nullptr,
                &failure, "place", place.c_str(), "user", user.c_str(), nullptr);
            return Answer{done != 0, {}, faultOf(failure)};
        },
        progress);
    return answer && answer->done ? Result<void>() : refusedBy(connection, answer, progress);
}

Result<bool> forgetPassword(const Connection &connection, Progress &progress)
{
    if (!hasKeyring())
        return withoutKeyring(connection);
    const auto answer = asked(
        [place = keyPlace(connection), user = connection.user] {
            SecretLibrary::Failure *failure = nullptr;
            const int done = SecretLibrary::it().clear(
                &schema(), nullptr, &failure, "place", place.c_str(), "user", user.c_str(), nullptr);
            return Answer{done != 0, {}, faultOf(failure)};
        },
        progress);
    if (answer && answer->fault.empty())
        return answer->done;
    return refusedBy(connection, answer, progress);
}

} // namespace qd::connect
