#include "core/connect/query_answer.h"

#include "core/sources/csv_reader.h"

#include <QDir>
#include <QTemporaryFile>

#include <unistd.h>

namespace qd::connect {

namespace {

constexpr const char *TooManyRows = "too_many_rows";

Error tooMany(const std::string &name, std::int64_t rows, std::int64_t most, const MessageWords &words)
{
    return {ErrorCode::Conflict, {words, {name, Count{rows}, Count{most}}}, {TooManyRows, name, std::to_string(rows)}};
}

/// Writes the rows down as CSV, which the readers of files take from there.
class AnswerFile final : public AnswerSink {
public:
    AnswerFile(QFile &file, const std::string &name, std::int64_t mostRows, Progress &progress)
        : m_file(file)
        , m_name(name)
        , m_mostRows(mostRows)
        , m_progress(progress)
    {
    }

    [[nodiscard]] Result<void> columns(const std::vector<std::string> &names) override
    {
        const std::vector<std::string_view> views(names.begin(), names.end());
        return write(views);
    }
    [[nodiscard]] Result<void> row(const std::vector<std::string_view> &fields) override
    {
        if (++m_rows > m_mostRows)
            return tooMany(m_name, m_mostRows, m_mostRows,
                QD_WORDS("Connect",
                    "%1 gives more than the %3 rows allowed, other than its plan said; it was stopped and nothing was "
                    "written. Let the query aggregate more, or allow more rows."));
        if (!m_progress.step(m_rows))
            return cancelled();
        return write(fields);
    }
    [[nodiscard]] Result<void> finish() { return putDown(0); }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }

private:
    [[nodiscard]] Result<void> write(const std::vector<std::string_view> &fields)
    {
        constexpr std::size_t PieceBytes = std::size_t{1} << 20;
        // An empty line would be none: the one field of a row that is NULL has quotes.
        m_waiting += fields.size() == 1 && fields.front().empty() ? std::string("\"\"") : sources::csvLine(fields);
        m_waiting += '\n';
        return putDown(PieceBytes);
    }
    [[nodiscard]] Result<void> putDown(std::size_t atLeast)
    {
        if (m_waiting.size() < atLeast)
            return {};
        const bool good = m_file.write(m_waiting.data(), qint64(m_waiting.size())) == qint64(m_waiting.size())
            && (atLeast > 0 || m_file.flush());
        m_waiting.clear();
        if (!good)
            return Error{ErrorCode::Io,
                {QD_WORDS("Connect",
                     "There is no room for the answer of %1 in the folder for temporary files; nothing was written."),
                    {m_name}},
                {m_name}};
        return {};
    }

    QFile &m_file;
    const std::string &m_name;
    std::int64_t m_mostRows;
    Progress &m_progress;
    std::string m_waiting;
    std::int64_t m_rows = 0;
};

/// A file of this user alone in the folder for temporary files; nothing where that cannot be written.
std::shared_ptr<QFile> fileWithoutName()
{
    auto file = std::make_shared<QTemporaryFile>(QDir::temp().filePath(QStringLiteral("quarterdeck-XXXXXX")));
    if (!file->open())
        return {};
    // Nothing of it stays behind, however the program ends.
    file->setAutoRemove(false);
    return ::unlink(QFile::encodeName(file->fileName()).constData()) == 0 ? file : nullptr;
}

sources::FileHints hintsOf(const SavedQuery &query, const std::string &name, const QueryDays &days)
{
    sources::FileHints hints;
    hints.source = query.source;
    hints.kind = query.kind;
    hints.entity = query.table.empty() ? query.entity : std::string();
    hints.profile = query.table.empty() ? query.profile : std::string();
    hints.table = query.table;
    hints.read.keepFooters = true; // every row of a table is one
    hints.read.answer =
        sources::AnswerOrigin{name, queryDigest(query.sql), days.since.has_value() && asksSince(query.sql), days.asOf};
    return hints;
}

} // namespace

std::string answerName(const SavedQuery &query)
{
    return query.connection + ": " + query.name;
}

Result<QueryAnswer> fetchAnswer(const Connection &connection, const SavedQuery &query, const std::string &password,
    const QueryDays &days, std::int64_t mostRows, Progress &progress)
{
    const auto sql = withDays(query.sql, days);
    if (!sql)
        return sql.error();
    QueryAnswer answer;
    answer.name = answerName(query);
    progress.begin({QD_WORDS("Progress", "Asking %1"), {answer.name}});
    auto database = openDatabase(connection, password, progress);
    if (!database)
        return database.error();
    const auto forecast = (*database)->forecast(*sql, progress);
    if (!forecast)
        return forecast.error();
    if (forecast->rows > mostRows)
        return tooMany(answer.name, forecast->rows, mostRows,
            QD_WORDS("Connect",
                "%1 will give about %2 rows, and %3 are allowed; nothing was fetched. Let the query aggregate more, or "
                "allow more rows."));
    answer.file = fileWithoutName();
    if (!answer.file)
        return Error{ErrorCode::Io,
            {QD_WORDS("Connect", "The folder for temporary files cannot be written; nothing was fetched.")}, {}};
    answer.path = "/proc/self/fd/" + std::to_string(answer.file->handle());
    AnswerFile sink(*answer.file, answer.name, mostRows, progress);
    progress.begin({QD_WORDS("Progress", "Fetching %1"), {answer.name}}, forecast->rows);
    if (auto done = (*database)->run(*sql, sink, progress); !done)
        return done.error();
    if (auto done = sink.finish(); !done)
        return done.error();
    answer.rows = sink.rows();
    answer.hints = hintsOf(query, answer.name, days);
    return answer;
}

bool asksToFetchMore(const Error &error)
{
    return error.code == ErrorCode::Conflict && !error.arguments.empty() && error.arguments.front() == TooManyRows;
}

} // namespace qd::connect
