#include "core/store/sql_query.h"

#include "core/store/workspace.h"

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

int onlyReading(void *, int action, const char *first, const char *second, const char *, const char *)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return second != nullptr && std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: { // table-valued pragmas that describe the schema, without an argument that sets anything
        const std::string_view name = first == nullptr ? "" : first;
        return name == "table_info" || name == "table_xinfo" || name == "table_list" || name == "index_list"
                || name == "foreign_key_list"
            ? SQLITE_OK
            : SQLITE_DENY;
    }
    default:
        return SQLITE_DENY;
    }
}

/// What the progress handler looks at, every thousand steps of SQLite's machine.
struct Watch {
    const Progress &progress;
    std::chrono::steady_clock::time_point end;
    bool late = false;
};

int stopWhenAsked(void *watched)
{
    auto &watch = *static_cast<Watch *>(watched);
    watch.late = std::chrono::steady_clock::now() > watch.end;
    return watch.late || watch.progress.isCancelled() ? 1 : 0;
}

/// Lets a watch stop what runs on a connection, within the limits, and leaves the connection as it was.
class Watching {
public:
    Watching(sqlite3 *db, Watch &watch, const QueryLimits &limits)
        : m_db(db)
        , m_valueBytes(sqlite3_limit(db, SQLITE_LIMIT_LENGTH, limits.valueBytes))
    {
        constexpr int StepsBetween = 1000;
        sqlite3_progress_handler(db, StepsBetween, stopWhenAsked, &watch);
    }
    ~Watching()
    {
        sqlite3_progress_handler(m_db, 0, nullptr, nullptr);
        sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, m_valueBytes);
    }
    Watching(const Watching &) = delete;
    Watching &operator=(const Watching &) = delete;

private:
    sqlite3 *m_db;
    int m_valueBytes; ///< allowed before
};

/// These tables declare their columns at their first use, which the authorizer would deny.
void declareTableFunctions(SQLite::Database &db)
{
    for (const char *call : {"json_each('[]')", "json_tree('[]')", "pragma_table_info('')", "pragma_table_xinfo('')",
             "pragma_table_list('')", "pragma_index_list('')", "pragma_foreign_key_list('')"})
        SQLite::Statement(db, std::string("SELECT 1 FROM ") + call);
}

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

Error refused(sqlite3 *db)
{
    const std::string why = sqlite3_errmsg(db);
    const bool denied = sqlite3_errcode(db) == SQLITE_AUTH;
    return {ErrorCode::InvalidArgument,
        {denied ? QD_WORDS("Workspace", "The SQL console only reads: %1.")
                : QD_WORDS("Workspace", "The query cannot run: %1."),
            {why}}};
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
        sqlite3_stmt *next = nullptr;
        if (sqlite3_prepare_v2(db, tail, -1, &next, &tail) != SQLITE_OK)
            return refused(db);
        StatementHandle statement(next, sqlite3_finalize);
        if (next && only)
            return Error{ErrorCode::InvalidArgument,
                QD_WORDS("Workspace", "Only one statement can run at a time; take away what follows the first.")};
        if (next)
            only = std::move(statement);
    }
    if (!only)
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Workspace", "The query is empty.")};
    return {};
}

/// Adds the row the statement stands on; gives the bytes it takes, about.
std::int64_t addRow(sqlite3_stmt *statement, QueryResult &result)
{
    constexpr std::int64_t RowBytes = 64;
    std::int64_t bytes = RowBytes;
    std::vector<nlohmann::json> row;
    row.reserve(result.columns.size());
    for (int i = 0; i < int(result.columns.size()); ++i) {
        row.push_back(valueAt(statement, i));
        bytes += std::int64_t(sizeof(nlohmann::json));
        if (const auto *text = row.back().get_ptr<const std::string *>())
            bytes += std::int64_t(text->size());
    }
    result.rows.push_back(std::move(row));
    return bytes;
}

Result<QueryResult> collect(
    sqlite3 *db, sqlite3_stmt *statement, const Watch &watch, Progress &progress, const QueryLimits &limits)
{
    QueryResult result;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        result.columns.emplace_back(sqlite3_column_name(statement, i));
    std::int64_t bytes = 0;
    for (;;) {
        const int state = sqlite3_step(statement);
        if (state == SQLITE_DONE)
            return result;
        if (state == SQLITE_INTERRUPT && watch.late)
            return tooMuch(QD_WORDS("Workspace", "The query was stopped after %1 s; narrow it with WHERE or LIMIT."),
                std::chrono::duration_cast<std::chrono::seconds>(limits.time).count());
        if (state == SQLITE_INTERRUPT)
            return cancelled();
        if (state != SQLITE_ROW)
            return refused(db);
        bytes += addRow(statement, result);
        if (std::int64_t(result.rows.size()) > limits.rows)
            return tooMuch(
                QD_WORDS_N("Workspace", "The query was stopped after %1 rows; narrow it with WHERE or LIMIT.",
                    "The query was stopped after %1 row; narrow it with WHERE or LIMIT."),
                limits.rows);
        if (bytes > limits.bytes)
            return tooMuch(
                QD_WORDS("Workspace", "The query was stopped after %1 MB of rows; narrow it with WHERE or LIMIT."),
                limits.bytes >> 20);
        if (!progress.step(std::int64_t(result.rows.size())))
            return cancelled();
    }
}

} // namespace

Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryLimits &limits)
{
    auto own = Workspace::open(workspace.path(), Workspace::Mode::ReadOnly);
    if (!own)
        return own.error();
    sqlite3 *db = (*own)->handle();
    declareTableFunctions((*own)->db());
    sqlite3_set_authorizer(db, onlyReading, nullptr);
    Watch watch{progress, std::chrono::steady_clock::now() + limits.time};
    const Watching watching(db, watch, limits);
    StatementHandle statement(nullptr, sqlite3_finalize);
    if (const auto prepared = prepareOne(db, sql, statement); !prepared)
        return prepared.error();
    if (!workspace.isInTransaction())
        return collect(db, statement.get(), watch, progress, limits);
    // What a transaction wrote only its own connection sees; that the query but reads, the other one has checked.
    const Watching watchingThis(workspace.handle(), watch, limits);
    StatementHandle here(nullptr, sqlite3_finalize);
    if (const auto prepared = prepareOne(workspace.handle(), sql, here); !prepared)
        return prepared.error();
    return collect(workspace.handle(), here.get(), watch, progress, limits);
}

} // namespace qd::store
