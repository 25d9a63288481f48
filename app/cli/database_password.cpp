#include "app/cli/database_password.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"

#include "core/connect/database_failure.h"
#include "core/connect/keyring.h"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace qd::cli {

namespace {

/// The terminal without echo, until it goes.
class Unseen {
public:
    Unseen()
    {
        m_changed = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        m_changed = m_changed && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Unseen()
    {
        if (m_changed)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;

    [[nodiscard]] bool isSo() const { return m_changed; }

private:
    termios m_before{};
    bool m_changed = false;
};

} // namespace

Result<std::string> givenPassword(const std::string &file)
{
    if (file.empty()) {
        const char *given = std::getenv("QUARTERDECK_PASSWORD");
        return std::string(given ? given : "");
    }
    auto text = textOf(file, "a password file");
    if (!text)
        return text;
    return text->substr(0, text->find_first_of("\r\n"));
}

Result<std::string> databasePassword(const std::string &file, const connect::Connection &connection)
{
    auto given = givenPassword(file);
    if (given && given->empty() && file.empty())
        given = connect::keptPassword(connection, terminalProgress()).value_or(std::string());
    return given;
}

std::optional<std::string> askedPassword(const connect::Connection &connection)
{
    if (!::isatty(STDIN_FILENO) || !::isatty(STDERR_FILENO))
        return std::nullopt;
    const Unseen unseen;
    if (!unseen.isSo())
        return std::nullopt;
    std::cerr << "Password for " << connection.name << ": " << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    std::cerr << '\n';
    return typed.empty() ? std::nullopt : std::optional(typed);
}

Result<connect::QueryAnswer> answerOf(const session::QueryRun &run, const std::string &passwordFile)
{
    const Interrupt interrupt;
    const auto fetched = [&run](const std::string &password) {
        return connect::fetchAnswer(run.connection, run.query, password, run.days, run.mostRows, terminalProgress());
    };
    const auto password = databasePassword(passwordFile, run.connection);
    if (!password)
        return password.error();
    auto answer = fetched(*password);
    if (!answer && connect::isWrongLogin(answer.error())) {
        if (const auto typed = askedPassword(run.connection))
            return fetched(*typed);
        if (terminalProgress().isCancelled())
            return cancelled();
    }
    return answer;
}

} // namespace qd::cli
