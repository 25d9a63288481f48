#include "core/store/query_guard.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace qd::store {

namespace {

/// Pragmas that as tables describe the schema, without an argument that sets anything.
constexpr std::array DescribingPragmas{"table_info", "table_xinfo", "table_list", "index_list", "foreign_key_list"};

/// What reaches past the workspace, or cannot be stopped while it runs. `readfile`, `writefile`, `edit` and
/// `fts3_tokenizer` are no part of most builds, and of some.
constexpr std::array ForbiddenFunctions{
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "sqlite_compileoption_get", "zipfile"};

template <std::size_t N>
bool isAmong(const std::array<const char *, N> &names, const char *name)
{
    return name != nullptr
        && std::any_of(names.begin(), names.end(), [&](const char *each) { return sqlite3_stricmp(each, name) == 0; });
}

int onlyReading(void *, int action, const char *first, const char *second, const char *, const char *)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return isAmong(ForbiddenFunctions, second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return isAmong(DescribingPragmas, first) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/// These tables declare their columns at their first use, which the authorizer would deny.
void declareTableFunctions(sqlite3 *db)
{
    for (const char *call : {"json_each('[]')", "json_tree('[]')", "pragma_table_info('')", "pragma_table_xinfo('')",
             "pragma_table_list('')", "pragma_index_list('')", "pragma_foreign_key_list('')"}) {
        sqlite3_stmt *first = nullptr;
        sqlite3_prepare_v2(db, (std::string("SELECT 1 FROM ") + call).c_str(), -1, &first, nullptr);
        sqlite3_finalize(first);
    }
}

} // namespace

void letOnlyRead(sqlite3 *db)
{
    declareTableFunctions(db);
    sqlite3_exec(db, "PRAGMA query_only = ON", nullptr, nullptr, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100); // its time grows with pattern times text
    sqlite3_set_authorizer(db, onlyReading, nullptr);
}

QueryWatch::QueryWatch(sqlite3 *db, const Progress &progress, const QueryLimits &limits)
    : m_db(db)
    , m_progress(progress)
    , m_end(std::chrono::steady_clock::now() + limits.time)
    , m_valueBytes(sqlite3_limit(db, SQLITE_LIMIT_LENGTH, limits.valueBytes))
{
    constexpr int StepsBetween = 100; // of SQLite's machine, each of which may be a function over a long text
    sqlite3_progress_handler(db, StepsBetween, stopWhenAsked, this);
}

QueryWatch::~QueryWatch()
{
    sqlite3_progress_handler(m_db, 0, nullptr, nullptr);
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, m_valueBytes);
}

int QueryWatch::stopWhenAsked(void *watched)
{
    auto &watch = *static_cast<QueryWatch *>(watched);
    watch.m_late = std::chrono::steady_clock::now() > watch.m_end;
    return watch.m_late || watch.m_progress.isCancelled() ? 1 : 0;
}

} // namespace qd::store
