#pragma once
#include "core/connect/query_answer.h"
#include "core/sources/import.h"

namespace qd::session {

/// A saved query with all that its run wants.
struct QueryRun {
    connect::Connection connection;
    connect::SavedQuery query;
    connect::QueryDays days;
    std::int64_t mostRows = connect::UsualMostRows;
};

/// What somebody says of one run.
struct QueryWish {
    std::string query; ///< name of a saved one
    std::string connection; ///< another than its own; empty for its own
    std::optional<Date> since; ///< in place of the day of the last import by it
    Date asOf; ///< the day the answer speaks of
    bool everything = false; ///< from the beginning, whatever was imported before
    std::int64_t mostRows = connect::UsualMostRows;
};

/// The day of the last import by a query on a connection that stands, of days up to `asOf`: what came in later says
/// nothing of what an earlier day lacks. Nothing without one, or where the query then filled another entity or table.
[[nodiscard]] std::optional<Date> lastImportBy(
    const store::Workspace &workspace, const connect::SavedQuery &query, Date asOf);

/// Finds query and connection, and settles :since: the given day, else that of the last import by the query, else, and
/// with `everything`, the beginning. Errors of findQuery() and findConnection(); InvalidArgument where a day is given
/// and the query does not ask for it, or with `everything`, or it lies after `asOf`, or less than one row is allowed.
[[nodiscard]] Result<QueryRun> queryRun(const store::Workspace &workspace, const QueryWish &wish);

/// The same of a query and a connection in hand, saved or not; the names of the wish are not looked at.
[[nodiscard]] Result<QueryRun> queryRun(const store::Workspace &workspace, connect::SavedQuery query,
    const connect::Connection &connection, const QueryWish &wish);

/// Takes the rows that a query gave into the workspace as a file of its columns would be: same mapping, walk,
/// quarantine and lineage, one transaction (importExports()). `options` are as of a file; the answer of a query that
/// asks :since and had a day is a part, never complete (sources::AnswerOrigin). Errors of sources::importFiles().
[[nodiscard]] Result<sources::ImportReport> importAnswer(store::Workspace &workspace, const QueryRun &run,
    const connect::QueryAnswer &answer, sources::ImportOptions options, Progress &progress);

} // namespace qd::session
