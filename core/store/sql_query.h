#pragma once
#include "core/base/progress.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {

class Workspace;
struct QueryExtras;

/// Rows of a query for people; a value is null, a number (integer or real) or a text. BLOBs come as "x'..'" hex text.
struct QueryResult {
    std::vector<std::string> columns;
    std::vector<std::vector<nlohmann::json>> rows;
};

/// What a query may take before it is stopped with a sentence that names the limit, so that one that never ends (a
/// recursion without a condition) takes neither all memory nor all day.
struct QueryLimits {
    std::int64_t rows = 10'000'000;
    std::int64_t bytes = std::int64_t{512} << 20; ///< of the rows collected, about
    std::int64_t temporaryBytes = std::int64_t{1} << 30; ///< of files that sorting and grouping write
    int valueBytes = 64 << 20; ///< of one text or BLOB
    std::chrono::milliseconds time = std::chrono::minutes(5);
};

/// What stands for `:name`, by name without the colon: null, a number or a text.
using QueryParameters = std::map<std::string, nlohmann::json, std::less<>>;

/// Takes the rows of a query as they come.
class RowSink {
public:
    virtual ~RowSink() = default;
    /// Before the first row.
    virtual void columns(std::vector<std::string> names) = 0;
    virtual void row(std::vector<nlohmann::json> values) = 0;
};

/// What to run besides the SQL itself.
struct QueryOptions {
    const QueryExtras *extras = nullptr; ///< outlives the query
    QueryParameters parameters = {};
    QueryLimits limits = {};
};

/// Runs one SELECT (or VALUES, WITH, EXPLAIN) on a connection of its own that can only read: anything that would write,
/// attach, load or change a pragma is refused before it runs. InvalidArgument with SQLite's sentence for a query that
/// does not compile (placeOf() tells where), more than one statement (a comment after it is none), or a parameter that
/// has no value; Overflow at one of the `limits`; Cancelled when `progress` is. Rows that came before stay with `sink`.
/// Within a transaction of the workspace's connection the rows are those of the transaction; its tables must have been
/// there before, and there are no `extras`.
[[nodiscard]] Result<void> readQuery(
    const Workspace &workspace, const std::string &sql, const QueryOptions &options, Progress &progress, RowSink &sink);

/// The same with the rows collected.
[[nodiscard]] Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryOptions &options);
[[nodiscard]] Result<QueryResult> runQuery(
    const Workspace &workspace, const std::string &sql, Progress &progress, const QueryLimits &limits = {});

/// Byte of the SQL where what an error of readQuery() is about begins; nothing where it is about no place.
[[nodiscard]] std::optional<std::size_t> placeOf(const Error &error);

} // namespace qd::store
