#pragma once
#include "core/base/progress.h"
#include "core/connect/connection.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qd::connect {

/// Takes the answer of a query as it comes. An error of its own ends the query.
class AnswerSink {
public:
    virtual ~AnswerSink() = default;
    /// Once, before the first row, also of an answer without rows.
    [[nodiscard]] virtual Result<void> columns(const std::vector<std::string> &names) = 0;
    /// UTF-8; empty for NULL. Days are YYYY-MM-DD, truth values true and false. The views hold until the call returns.
    [[nodiscard]] virtual Result<void> row(const std::vector<std::string_view> &fields) = 0;
};

/// How many rows a query will give, before it is run.
struct RowForecast {
    std::int64_t rows = 0;
    bool counted = false; ///< counted there, not taken from the plan
};

/// An open connection. It only reads: the session is read-only on the server where the server can do so. One thread
/// uses it; cancelling the Progress, from any thread, ends a call within 200 ms and the query on the server with it.
/// After an error it is spent.
class Database {
public:
    virtual ~Database() = default;
    /// Looks at the plan, or counts: nothing is fetched. Errors as databaseError(), and Cancelled.
    [[nodiscard]] virtual Result<RowForecast> forecast(const std::string &sql, Progress &progress) = 0;
    /// Runs one statement that gives rows. Errors as databaseError(), Cancelled, and those of the sink.
    [[nodiscard]] virtual Result<void> run(const std::string &sql, AnswerSink &sink, Progress &progress) = 0;
};

/// Opens a connection by libpq or unixODBC, which are loaded now, not with the program. `password` may be empty: libpq
/// then looks where it always does (PGPASSWORD, the password file), a data source has its own ways. It stands in no
/// error. Errors: NotFound where the library is missing, those of databaseError(), Cancelled.
[[nodiscard]] Result<std::unique_ptr<Database>> openDatabase(
    const Connection &connection, const std::string &password, Progress &progress);

} // namespace qd::connect
