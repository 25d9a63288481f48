#include "core/connect/odbc_database.h"

#include "core/connect/blocking_call.h"
#include "core/connect/odbc_session.h"
#include "core/connect/statements_store.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

namespace qd::connect {

namespace {

using Clock = std::chrono::steady_clock;

class OdbcDatabase final : public Database {
public:
    OdbcDatabase(const Connection &connection, const std::string &password)
        : m_about(connection)
        , m_session(std::make_shared<OdbcSession>(connection, password))
    {
    }

    ~OdbcDatabase() override
    {
        // Closing speaks to the server, too, and is not waited for for long.
        const auto closed = startBeside([session = std::move(m_session)]() mutable { session.reset(); });
        (void)closed.wait_for(Grace);
    }
    OdbcDatabase(const OdbcDatabase &) = delete;
    OdbcDatabase &operator=(const OdbcDatabase &) = delete;

    Result<void> open(Progress &progress)
    {
        m_until = Clock::now() + std::chrono::seconds(m_about.connectSeconds);
        return call([session = m_session] { return session->open(); }, progress);
    }
    [[nodiscard]] Result<RowForecast> forecast(const std::string &sql, Progress &progress) override;
    [[nodiscard]] Result<void> run(const std::string &sql, AnswerSink &sink, Progress &progress) override;

private:
    /// What `work` gives, or why it was not waited for.
    template <typename Work>
    auto call(Work work, const Progress &progress) -> decltype(work())
    {
        // Many short calls, none of which is late by itself, are late together.
        if (!progress.isCancelled() && Clock::now() >= m_until)
            return m_session->failed(FailureKind::TimedOut, {});
        auto done = waitedFor(
            std::move(work), [session = m_session] { session->cancel(); }, progress, m_until);
        if (progress.isCancelled())
            return cancelled();
        return done ? std::move(*done) : m_session->failed(FailureKind::TimedOut, {});
    }

    Connection m_about;
    std::shared_ptr<OdbcSession> m_session;
    Clock::time_point m_until;
};

Result<void> OdbcDatabase::run(const std::string &sql, AnswerSink &sink, Progress &progress)
{
    constexpr std::size_t RowsAtOnce = 1000;
    m_until = Clock::now() + std::chrono::seconds(m_about.querySeconds);
    const auto names = call([session = m_session, sql] { return session->execute(sql); }, progress);
    if (!names)
        return names.error();
    if (auto taken = sink.columns(*names); !taken)
        return taken;
    std::vector<std::string_view> row(names->size());
    for (;;) {
        const auto part = call([session = m_session] { return session->fetch(RowsAtOnce); }, progress);
        if (!part)
            return part.error();
        for (const auto &fields : part->rows) {
            std::copy(fields.begin(), fields.end(), row.begin());
            if (auto taken = sink.row(row); !taken) {
                m_session->cancel();
                return taken;
            }
        }
        if (part->last)
            return {};
    }
}

/// The one number that a count gives.
class OneNumber final : public AnswerSink {
public:
    [[nodiscard]] Result<void> columns(const std::vector<std::string> &) override { return {}; }
    [[nodiscard]] Result<void> row(const std::vector<std::string_view> &fields) override
    {
        std::int64_t number = 0;
        const std::string_view text = fields.empty() ? std::string_view() : fields.front();
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (code == std::errc() && end == text.data() + text.size())
            value = number;
        return {};
    }

    std::optional<std::int64_t> value;
};

Result<RowForecast> OdbcDatabase::forecast(const std::string &sql, Progress &progress)
{
    OneNumber count;
    if (auto counted = run(countOf(sql), count, progress); !counted)
        return counted.error();
    if (!count.value)
        return m_session->failed(FailureKind::Refused, "its count of the rows is no number");
    return RowForecast{*count.value, true};
}

} // namespace

Result<std::unique_ptr<Database>> openOdbc(
    const Connection &connection, const std::string &password, Progress &progress)
{
    auto database = std::make_unique<OdbcDatabase>(connection, password);
    if (auto opened = database->open(progress); !opened)
        return opened.error();
    return std::unique_ptr<Database>(std::move(database));
}

} // namespace qd::connect
