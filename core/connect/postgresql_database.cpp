#include "core/connect/postgresql_database.h"

#include "core/connect/blocking_call.h"
#include "core/connect/database_failure.h"
#include "core/connect/libpq.h"
#include "core/connect/statements_store.h"

#include <nlohmann/json.hpp>

#include <poll.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace qd::connect {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Oid BooleanType = 16;

struct Finish {
    void operator()(PGconn *connection) const { Libpq::it().finish(connection); }
};
struct Clear {
    void operator()(PGresult *result) const { Libpq::it().clear(result); }
};
using ConnectionPtr = std::unique_ptr<PGconn, Finish>;
using ResultPtr = std::unique_ptr<PGresult, Clear>;

std::string textOf(const char *text)
{
    return text ? std::string(text) : std::string();
}

/// A connection as it sets out; nothing where there is no memory for one.
ConnectionPtr connectionBegun(const Connection &about, const std::string &password)
{
    const std::string port = about.port == 0 ? std::string() : std::to_string(about.port);
    // libpq takes an empty value as one that is not given.
    const std::array<std::pair<const char *, const char *>, 12> values{{
        {"host", about.host.c_str()},
        {"port", port.c_str()},
        {"dbname", about.database.c_str()},
        {"user", about.user.c_str()},
        {"password", password.c_str()},
        {"sslmode", about.tls.c_str()},
        {"client_encoding", "UTF8"},
        {"application_name", "Quarterdeck"},
        {"keepalives_idle", "10"}, // a connection that is gone without a word is noticed
        {"keepalives_interval", "5"},
        {"keepalives_count", "3"},
        {nullptr, nullptr},
    }};
    std::vector<const char *> keys, texts;
    for (const auto &[key, value] : values) {
        keys.push_back(key);
        texts.push_back(value);
    }
    return ConnectionPtr(Libpq::it().connectStart(keys.data(), texts.data(), 0));
}

class PostgresqlDatabase final : public Database {
public:
    PostgresqlDatabase(const Connection &connection, std::string password)
        : m_about(connection)
        , m_password(std::move(password))
    {
    }

    Result<void> open(Progress &progress);
    [[nodiscard]] Result<RowForecast> forecast(const std::string &sql, Progress &progress) override;
    [[nodiscard]] Result<void> run(const std::string &sql, AnswerSink &sink, Progress &progress) override;

private:
    [[nodiscard]] Error failed(FailureKind kind, const std::string &says) const
    {
        return databaseError(kind, m_about, says, m_password);
    }
    [[nodiscard]] Error resultFailed(const PGresult *result) const;
    /// Waits until the socket is ready for `events`; an error once cancelled or past `until`.
    Result<void> wait(short events, Clock::time_point until, const Progress &progress);
    /// The next result of the query under way; none after the last.
    Result<ResultPtr> next(Clock::time_point until, const Progress &progress);
    Result<void> send(const std::string &sql, Clock::time_point until, const Progress &progress);
    /// Runs a statement whose rows nobody wants.
    Result<void> command(const std::string &sql, Progress &progress);
    Result<void> giveNames(const PGresult *result, AnswerSink &sink);
    Result<void> giveRow(const PGresult *result, AnswerSink &sink);
    /// Ends what the server does, and waits for it a moment.
    void stop();
    [[nodiscard]] Clock::time_point queryEnd() const
    {
        // The server's own time-out comes first, and says more.
        return Clock::now() + std::chrono::seconds(m_about.querySeconds + 5);
    }

    const Libpq &m_libpq = Libpq::it();
    Connection m_about;
    std::string m_password;
    ConnectionPtr m_connection;
    std::vector<bool> m_isBoolean; ///< by column
    std::vector<std::string_view> m_row;
};

Error PostgresqlDatabase::resultFailed(const PGresult *result) const
{
    const std::string state = textOf(m_libpq.resultErrorField(result, PG_DIAG_SQLSTATE));
    const std::string says = textOf(m_libpq.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    if (m_libpq.status(m_connection.get()) == CONNECTION_BAD)
        return failed(FailureKind::Lost, says.empty() ? textOf(m_libpq.errorMessage(m_connection.get())) : says);
    return failed(failureKind(state, says), says);
}

void PostgresqlDatabase::stop()
{
    if (PGcancel *cancel = m_libpq.getCancel(m_connection.get())) {
        const auto done = startBeside([cancel, &libpq = m_libpq] {
            char says[256];
            libpq.cancel(cancel, says, int(sizeof says)); // opens a connection of its own, which may hang
            libpq.freeCancel(cancel);
        });
        (void)done.wait_for(Grace);
    }
}

Result<void> PostgresqlDatabase::wait(short events, Clock::time_point until, const Progress &progress)
{
    constexpr int LookMilliseconds = 20;
    for (;;) {
        pollfd socket{m_libpq.socket(m_connection.get()), events, 0};
        const int ready = ::poll(&socket, 1, LookMilliseconds);
        const bool late = Clock::now() >= until;
        if (progress.isCancelled() || (ready == 0 && late)) {
            if (m_libpq.status(m_connection.get()) == CONNECTION_OK)
                stop();
            return progress.isCancelled() ? cancelled() : failed(FailureKind::TimedOut, {});
        }
        if (ready > 0)
            return {};
    }
}

Result<void> PostgresqlDatabase::open(Progress &progress)
{
    if (!m_libpq.library.isGood())
        return failed(FailureKind::NoLibrary, m_libpq.library.says());
    const auto until = Clock::now() + std::chrono::seconds(m_about.connectSeconds);
    // Looks the name of the host up, which blocks.
    auto begun = waitedFor(
        [about = m_about, password = m_password] { return connectionBegun(about, password); }, [] {}, progress, until);
    if (!begun)
        return progress.isCancelled() ? cancelled() : failed(FailureKind::TimedOut, {});
    m_connection = std::move(*begun);
    if (!m_connection)
        return failed(FailureKind::NoServer, {});
    m_libpq.setNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr); // else it prints
    for (auto step = PGRES_POLLING_WRITING; step != PGRES_POLLING_OK; step = m_libpq.connectPoll(m_connection.get())) {
        if (step == PGRES_POLLING_FAILED || m_libpq.status(m_connection.get()) == CONNECTION_BAD) {
            const std::string says = textOf(m_libpq.errorMessage(m_connection.get()));
            return failed(failureKind("08001", says), says);
        }
        if (auto ready = wait(step == PGRES_POLLING_READING ? POLLIN : POLLOUT, until, progress); !ready)
            return ready;
    }
    m_libpq.setNonBlocking(m_connection.get(), 1);
    for (const std::string &setting : postgresqlBeginnings(m_about.querySeconds)) {
        if (auto set = command(setting, progress); !set)
            return set;
    }
    return {};
}

Result<void> PostgresqlDatabase::send(const std::string &sql, Clock::time_point until, const Progress &progress)
{
    PGconn *const connection = m_connection.get();
    if (!m_libpq.sendQuery(connection, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0))
        return failed(FailureKind::Lost, textOf(m_libpq.errorMessage(connection)));
    m_libpq.setSingleRowMode(connection);
    for (int left = m_libpq.flush(connection); left != 0; left = m_libpq.flush(connection)) {
        if (left < 0)
            return failed(FailureKind::Lost, textOf(m_libpq.errorMessage(connection)));
        if (auto ready = wait(POLLOUT | POLLIN, until, progress); !ready)
            return ready;
        m_libpq.consumeInput(connection);
    }
    return {};
}

Result<ResultPtr> PostgresqlDatabase::next(Clock::time_point until, const Progress &progress)
{
    PGconn *const connection = m_connection.get();
    while (m_libpq.isBusy(connection)) {
        if (auto ready = wait(POLLIN, until, progress); !ready)
            return ready.error();
        if (!m_libpq.consumeInput(connection)) // what it says now may be the server's last word
            break;
    }
    if (progress.isCancelled()) { // where rows come faster than anybody waits
        stop();
        return cancelled();
    }
    return ResultPtr(m_libpq.getResult(connection));
}

Result<void> PostgresqlDatabase::command(const std::string &sql, Progress &progress)
{
    const auto until = queryEnd();
    if (auto sent = send(sql, until, progress); !sent)
        return sent;
    for (;;) {
        auto result = next(until, progress);
        if (!result)
            return result.error();
        if (!*result)
            return {};
        if (m_libpq.resultStatus(result->get()) == PGRES_FATAL_ERROR)
            return resultFailed(result->get());
    }
}

Result<void> PostgresqlDatabase::giveNames(const PGresult *result, AnswerSink &sink)
{
    std::vector<std::string> names;
    m_isBoolean.clear();
    for (int field = 0; field < m_libpq.fields(result); ++field) {
        names.push_back(textOf(m_libpq.fieldName(result, field)));
        m_isBoolean.push_back(m_libpq.fieldType(result, field) == BooleanType);
    }
    m_row.resize(names.size());
    return sink.columns(names);
}

Result<void> PostgresqlDatabase::giveRow(const PGresult *result, AnswerSink &sink)
{
    for (int field = 0; field < int(m_row.size()); ++field) {
        std::string_view &value = m_row[std::size_t(field)];
        value = {};
        if (m_libpq.isNull(result, 0, field))
            continue;
        value = {m_libpq.value(result, 0, field), std::size_t(m_libpq.length(result, 0, field))};
        if (m_isBoolean[std::size_t(field)])
            value = value == "t" ? "true" : "false";
    }
    return sink.row(m_row);
}

Result<void> PostgresqlDatabase::run(const std::string &sql, AnswerSink &sink, Progress &progress)
{
    const auto until = queryEnd();
    if (auto sent = send(sql, until, progress); !sent)
        return sent;
    bool named = false;
    for (;;) {
        auto result = next(until, progress);
        if (!result)
            return result.error();
        if (!*result)
            break;
        const ExecStatusType status = m_libpq.resultStatus(result->get());
        if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) {
            if (status == PGRES_FATAL_ERROR)
                return resultFailed(result->get());
            return failed(FailureKind::Refused, "the statement gives no rows");
        }
        if (!named) {
            if (auto taken = giveNames(result->get(), sink); !taken)
                return taken;
            named = true;
        }
        if (status != PGRES_SINGLE_TUPLE)
            continue;
        if (auto taken = giveRow(result->get(), sink); !taken) {
            stop();
            return taken;
        }
    }
    if (m_libpq.status(m_connection.get()) == CONNECTION_BAD)
        return failed(FailureKind::Lost, textOf(m_libpq.errorMessage(m_connection.get())));
    return named ? Result<void>() : failed(FailureKind::Refused, "the statement gives no rows");
}

/// The one row of one field that EXPLAIN gives.
class OneText final : public AnswerSink {
public:
    [[nodiscard]] Result<void> columns(const std::vector<std::string> &) override { return {}; }
    [[nodiscard]] Result<void> row(const std::vector<std::string_view> &fields) override
    {
        if (!fields.empty())
            text += fields.front();
        return {};
    }

    std::string text;
};

/// A plan of tables without a join between them has more rows than a number can count.
std::int64_t wholeRows(double rows)
{
    constexpr double Most = 9e18;
    return std::int64_t(std::clamp(rows, 0.0, Most));
}

Result<RowForecast> PostgresqlDatabase::forecast(const std::string &sql, Progress &progress)
{
    OneText plan;
    if (auto explained = run(planOf(sql), plan, progress); !explained)
        return explained.error();
    const auto json = nlohmann::json::parse(plan.text, nullptr, false);
    if (json.is_array() && !json.empty() && json[0].contains("Plan") && json[0]["Plan"].contains("Plan Rows")
        && json[0]["Plan"]["Plan Rows"].is_number())
        return RowForecast{wholeRows(json[0]["Plan"]["Plan Rows"].get<double>()), false};
    return failed(FailureKind::Refused, "its plan says no number of rows");
}

} // namespace

Result<std::unique_ptr<Database>> openPostgresql(
    const Connection &connection, const std::string &password, Progress &progress)
{
    auto database = std::make_unique<PostgresqlDatabase>(connection, password);
    if (auto opened = database->open(progress); !opened)
        return opened.error();
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace qd::connect
