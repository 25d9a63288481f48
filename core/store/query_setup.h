#pragma once
#include "core/store/computed_tables.h"
#include "core/store/connection.h"
#include "core/store/sql_query.h"
#include "core/store/temporary_space.h"

struct sqlite3;

namespace qd::store {

/// The connection of one query: it can only read, knows the query's extras, and what it writes to temporary files is
/// counted apart from that of all others.
class QuerySetup {
public:
    /// Opens the workspace at `path` once more. As Workspace::open().
    [[nodiscard]] static Result<std::unique_ptr<QuerySetup>> open(const std::string &path, const QueryOptions &options);
    ~QuerySetup();
    QuerySetup(const QuerySetup &) = delete;
    QuerySetup &operator=(const QuerySetup &) = delete;

    [[nodiscard]] sqlite3 *handle() const;
    /// Why a computed table could not be had.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_tables.failure(); }
    /// Whether it asked for more temporary space than it may have.
    [[nodiscard]] bool isOutOfSpace() const { return m_space.isExhausted(); }

private:
    explicit QuerySetup(const QueryOptions &options);

    TemporarySpace m_space; ///< outlives the connection, as do the tables
    ComputedTables m_tables;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace qd::store
