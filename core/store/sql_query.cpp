#include "core/store/sql_query.h"

#include "core/store/computed_tables.h"
#include "core/store/query_functions.h"
#include "core/store/query_guard.h"
#include "core/store/query_setup.h"
#include "core/store/with_expansion.h"
#include "core/store/workspace.h"

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <charconv>

namespace qd::store {

namespace {

nlohmann::json valueAt(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_NULL:
        return nullptr;
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const unsigned char *>(sqlite3_column_blob(statement, column));
        std::string hex = "x'";
        for (int i = 0; i < sqlite3_column_bytes(statement, column); ++i) {
            hex += "0123456789abcdef"[bytes[i] >> 4];
            hex += "0123456789abcdef"[bytes[i] & 15];
        }
        return hex + "'";
    }
    default: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        return std::string(text, std::size_t(sqlite3_column_bytes(statement, column)));
    }
    }
}

using StatementHandle = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)>;

/// `at` is where in the text what SQLite was given begins.
Error refused(sqlite3 *db, std::size_t at = 0)
{
    const std::string why = sqlite3_errmsg(db);
    if (why == "no query solution") // SQLite's words for tables none of which can come first
        return {ErrorCode::InvalidArgument,
            QD_WORDS("Workspace",
                "The query cannot run: each of its tables waits for the day of another. Name the day of one, as in "
                "v_customers('2026-10-31').")};
    const bool denied = sqlite3_errcode(db) == SQLITE_AUTH;
    Error error{ErrorCode::InvalidArgument,
        {denied ? QD_WORDS("Workspace", "The SQL console only reads: %1.")
                : QD_WORDS("Workspace", "The query cannot run: %1."),
            {why}}};
    if (const int offset = sqlite3_error_offset(db); offset >= 0)
        error.arguments = {std::to_string(at + std::size_t(offset))};
    return error;
}

/// `words` has a count of what there was too much of.
Error tooMuch(const MessageWords &words, std::int64_t limit)
{
    return {ErrorCode::Overflow, {words, {Count{limit}}}};
}

/// Prepares the one statement of `sql` into `only`.
Result<void> prepareOne(sqlite3 *db, const std::string &sql, StatementHandle &only)
{
    const char *tail = sql.c_str();
    while (*tail) {
        const auto at = std::size_t(tail - sql.c_str());
        sqlite3_stmt *next = nullptr;
        if (sqlite3_prepare_v2(db, tail, -1, &next, &tail) != SQLITE_OK)
            return refused(db, at);
        StatementHandle statement(next, sqlite3_finalize);
        if (next && only)
            return Error{ErrorCode::InvalidArgument,
                QD_WORDS("Workspace", "Only one statement can run at a time; take away what follows the first."),
                {std::to_string(at)}};
        if (next)
            only = std::move(statement);
    }
    if (!only)
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Workspace", "The query is empty.")};
    return {};
}

int bindValue(sqlite3_stmt *statement, int at, const nlohmann::json &value)
{
    if (value.is_number_integer())
        return sqlite3_bind_int64(statement, at, value.get<std::int64_t>());
    if (value.is_number())
        return sqlite3_bind_double(statement, at, value.get<double>());
    if (const auto *text = value.get_ptr<const std::string *>())
        return sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return sqlite3_bind_null(statement, at);
}

Result<void> bindAll(sqlite3 *db, sqlite3_stmt *statement, const QueryParameters &parameters)
{
    for (int at = 1; at <= sqlite3_bind_parameter_count(statement); ++at) {
        const char *name = sqlite3_bind_parameter_name(statement, at);
        const auto found = name ? parameters.find(std::string_view(name + 1)) : parameters.end();
        if (found == parameters.end())
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Workspace", "The query has a parameter %1 without a value."),
                    {std::string(name ? name : "?")}}};
        if (bindValue(statement, at, found->second) != SQLITE_OK)
            return refused(db);
    }
    return {};
}

/// Bytes that a row takes, about.
std::int64_t bytesOf(const std::vector<nlohmann::json> &row)
{
    constexpr std::int64_t RowBytes = 64;
    std::int64_t bytes = RowBytes + std::int64_t(row.size() * sizeof(nlohmann::json));
    for (const nlohmann::json &value : row) {
        if (const auto *text = value.get_ptr<const std::string *>())
            bytes += std::int64_t(text->size());
    }
    return bytes;
}

/// A statement on its way: what it may take, and why it ended.
class Reading {
public:
    Reading(sqlite3 *db, const QueryOptions &options, const QuerySetup &setup, Progress &progress)
        : m_db(db)
        , m_options(options)
        , m_setup(setup)
        , m_progress(progress)
        , m_watch(db, progress, options.limits)
    {
    }

    Result<void> run(const std::string &sql, RowSink *sink)
    {
        StatementHandle statement(nullptr, sqlite3_finalize);
        if (const auto prepared = prepareOne(m_db, sql, statement); !prepared)
            return prepared;
        if (const auto bound = bindAll(m_db, statement.get(), m_options.parameters); !bound)
            return bound;
        return sink ? read(statement.get(), *sink) : Result<void>();
    }

private:
    Result<void> read(sqlite3_stmt *statement, RowSink &sink)
    {
        std::vector<std::string> names;
        for (int i = 0; i < sqlite3_column_count(statement); ++i)
            names.emplace_back(sqlite3_column_name(statement, i));
        const std::size_t columns = names.size();
        sink.columns(std::move(names));
        std::int64_t rows = 0;
        std::int64_t bytes = 0;
        for (;;) {
            const int state = sqlite3_step(statement);
            if (state == SQLITE_DONE)
                return {};
            if (state != SQLITE_ROW)
                return whyStopped(state);
            std::vector<nlohmann::json> row;
            row.reserve(columns);
            for (std::size_t i = 0; i < columns; ++i)
                row.push_back(valueAt(statement, int(i)));
            bytes += bytesOf(row);
            if (++rows > m_options.limits.rows)
                return tooMuch(
                    QD_WORDS_N("Workspace", "The query was stopped after %1 rows; narrow it with WHERE or LIMIT.",
                        "The query was stopped after %1 row; narrow it with WHERE or LIMIT."),
                    m_options.limits.rows);
            if (bytes > m_options.limits.bytes)
                return tooMuch(
                    QD_WORDS("Workspace", "The query was stopped after %1 MB of rows; narrow it with WHERE or LIMIT."),
                    m_options.limits.bytes >> 20);
            sink.row(std::move(row));
            if (!m_progress.step(rows))
                return cancelled();
        }
    }

    Error whyStopped(int state) const
    {
        if (m_setup.failure())
            return *m_setup.failure();
        if (state == SQLITE_INTERRUPT && m_watch.isLate())
            return tooMuch(QD_WORDS("Workspace", "The query was stopped after %1 s; narrow it with WHERE or LIMIT."),
                std::chrono::duration_cast<std::chrono::seconds>(m_options.limits.time).count());
        if (state == SQLITE_INTERRUPT)
            return cancelled();
        if (state == SQLITE_FULL && m_setup.isOutOfSpace())
            return tooMuch(QD_WORDS("Workspace",
                               "The query was stopped after %1 MB of temporary files; narrow it with WHERE or LIMIT."),
                m_options.limits.temporaryBytes >> 20);
        return refused(m_db);
    }

    sqlite3 *m_db;
    const QueryOptions &m_options;
    const QuerySetup &m_setup;
    Progress &m_progress;
    QueryWatch m_watch;
};

class Collecting final : public RowSink {
public:
    void columns(std::vector<std::string> names) override { result.columns = std::move(names); }
    void row(std::vector<nlohmann::json> values) override { result.rows.push_back(std::move(values)); }

    QueryResult result;
};

} // namespace

Result<void> readQuery(
    const Workspace &workspace, const std::string &sql, const QueryOptions &options, Progress &progress, RowSink &sink)
{
    constexpr std::size_t MostBytes = 1'000'000;
    if (sql.size() > MostBytes)
        return tooMuch(QD_WORDS("Workspace", "The query is longer than %1 bytes."), std::int64_t(MostBytes));
    if (expansionsOf(sql) > MostExpansions)
        return tooMuch(
            QD_WORDS("Workspace", "The query names the tables of its WITH clauses within one another over %1 times."),
            MostExpansions);
    auto setup = QuerySetup::open(workspace.path(), options);
    if (!setup)
        return setup.error();
    const bool within = workspace.isInTransaction();
    if (const auto read = Reading((*setup)->handle(), options, **setup, progress).run(sql, within ? nullptr : &sink);
        !read || !within)
        return read;
    // What a transaction wrote only its own connection sees; that the query but reads, the other one has checked.
    return Reading(workspace.handle(), options, **setup, progress).run(sql, &sink);
}

Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryOptions &options)
{
    Collecting sink;
    if (const auto read = readQuery(workspace, sql, options, progress, sink); !read)
        return read.error();
    return std::move(sink.result);
}

Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryLimits &limits)
{
    QueryOptions options;
    options.limits = limits;
    return runQuery(workspace, sql, progress, options);
}

std::optional<std::size_t> placeOf(const Error &error)
{
    std::size_t place = 0;
    if (error.code != ErrorCode::InvalidArgument || error.arguments.size() != 1)
        return std::nullopt;
    const std::string &text = error.arguments.front();
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), place);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(place) : std::nullopt;
}

} // namespace qd::store
