#pragma once
#include "core/sources/import.h"

#include <nlohmann/json.hpp>

namespace qd::session {

/// Keeps what a query gave as a custom table of that name, in place of the one that has it: a batch as of an import of
/// a file (`NAME.csv`), which `undoBatch()` takes back. Columns are typed from their values; an empty text is no value,
/// as in a file. All rows or none. Gives the batch. InvalidArgument for a name that no table can have, a result without
/// rows or with more columns than a table holds, and where a row would not come back as it is (of nothing but empty
/// values, or one that reads as a heading); Cancelled, and errors as importExports().
[[nodiscard]] Result<std::int64_t> keepAsTable(store::Workspace &workspace, const std::string &name,
    const std::vector<std::string> &columns, const std::vector<std::vector<nlohmann::json>> &rows, Progress &progress);

} // namespace qd::session
