#include "core/store/sql_query.h"

#include "core/base/text.h"
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

int stopWhenCancelled(void *progress)
{
    return static_cast<Progress *>(progress)->isCancelled() ? 1 : 0;
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
        denied ? "The SQL console only reads: " + why + "." : "The query cannot run: " + why + "."};
}

} // namespace

Result<QueryResult> runQuery(const Workspace &workspace, const std::string &sql, Progress &progress)
{
    auto own = Workspace::open(workspace.path(), Workspace::Mode::ReadOnly);
    if (!own)
        return own.error();
    sqlite3 *db = (*own)->handle();
    sqlite3_set_authorizer(db, onlyReading, nullptr);
    sqlite3_progress_handler(db, 1000, stopWhenCancelled, &progress);

    sqlite3_stmt *raw = nullptr;
    const char *tail = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), int(sql.size()), &raw, &tail) != SQLITE_OK)
        return refused(db);
    const StatementHandle statement(raw, sqlite3_finalize);
    if (raw == nullptr)
        return Error{ErrorCode::InvalidArgument, "The query is empty."};
    if (!trimmed(tail).empty())
        return Error{
            ErrorCode::InvalidArgument, "Only one statement can run at a time; take away what follows the first."};

    QueryResult result;
    for (int i = 0; i < sqlite3_column_count(raw); ++i)
        result.columns.emplace_back(sqlite3_column_name(raw, i));
    for (;;) {
        const int state = sqlite3_step(raw);
        if (state == SQLITE_DONE)
            return result;
        if (state == SQLITE_INTERRUPT)
            return cancelled();
        if (state != SQLITE_ROW)
            return refused(db);
        std::vector<nlohmann::json> row;
        for (int i = 0; i < int(result.columns.size()); ++i)
            row.push_back(valueAt(raw, i));
        result.rows.push_back(std::move(row));
        if (!progress.step(std::int64_t(result.rows.size())))
            return cancelled();
    }
}

} // namespace qd::store
