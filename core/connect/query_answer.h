#pragma once
#include "core/connect/database.h"
#include "core/connect/query_text.h"
#include "core/connect/saved_queries.h"
#include "core/sources/recognise.h"

#include <memory>

class QFile;

namespace qd::connect {

/// Rows that may be fetched before somebody is asked.
inline constexpr std::int64_t UsualMostRows = 10'000'000;

/// The rows of a query, all of them, in a file without a name, which goes with the last who holds it, also where the
/// program is killed.
struct QueryAnswer {
    std::shared_ptr<QFile> file; ///< open, readable by this user only
    std::string path; ///< by which this process reads it, for sources::importFiles()
    std::string name; ///< in place of a file's, in lineage: "warehouse: subscriptions"
    std::int64_t rows = 0;
    sources::FileHints hints; ///< with which it is recognised
};

/// The name an answer has in lineage.
[[nodiscard]] std::string answerName(const SavedQuery &query);

/// Opens the connection, looks how many rows the query will give, and takes them; nothing of a workspace is open
/// meanwhile, so that what breaks off changes none. Errors: those of openDatabase(), Database and withDays(); Io where
/// there is no room; one that asksToFetchMore() where the plan or a count says more than `mostRows`, or more come.
[[nodiscard]] Result<QueryAnswer> fetchAnswer(const Connection &connection, const SavedQuery &query,
    const std::string &password, const QueryDays &days, std::int64_t mostRows, Progress &progress);

/// Whether a query was not run, or was ended, only because it gives more rows than allowed: somebody may allow more.
[[nodiscard]] bool asksToFetchMore(const Error &error);

} // namespace qd::connect
