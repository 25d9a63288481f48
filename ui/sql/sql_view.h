#pragma once
#include "core/query/query_store.h"
#include "core/store/sql_query.h"
#include "ui/shell/page_context.h"
#include "ui/sql/query_rows.h"

namespace qd::ui {

/// What the page knows of a workspace before anything is asked.
struct SqlView {
    query::FileTables tables;
    store::QueryParameters parameters; ///< what the chips say: as_of, segment, region, owner, product, list, currency
    bool isEmpty = false; ///< nothing was imported

    /// Everything that can be completed.
    [[nodiscard]] std::vector<query::KnownTable> known() const;
    /// Names of functions, as they are called.
    [[nodiscard]] std::vector<std::string> functions() const;
};

/// Reads the tables there are; runs in a job.
[[nodiscard]] Result<std::shared_ptr<const SqlView>> readSqlView(const PageContext &context, Progress &progress);

/// What a query came to.
struct QueryOutcome {
    std::vector<Message> plan;
    std::int64_t milliseconds = 0;
};

/// Runs a query and hands its rows to `rows` as they come; runs in a job. Errors as store::readQuery().
[[nodiscard]] Result<QueryOutcome> runQuery(const PageContext &context, const std::string &sql,
    const store::QueryParameters &parameters, QueryRows &rows, Progress &progress);

} // namespace qd::ui
