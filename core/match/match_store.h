#pragma once
#include "core/base/progress.h"
#include "core/match/match_tables.h"

namespace qd::store {
class Workspace;
}

namespace qd::match {

/// One side of a match as a person names it: a table or view of the workspace, or the accounts of one source. All of
/// the room's SQL; nothing is written.
struct TableName {
    std::string table;
    std::string source = {}; ///< for accounts of one source; empty for a whole table

    bool operator==(const TableName &) const = default;
};

/// Reads "TABLE" or "accounts@SOURCE", where SOURCE is a source or a kind that exactly one source has.
/// InvalidArgument for a table or source that is not there, with the nearest name.
[[nodiscard]] Result<TableName> tableNamed(const store::Workspace &workspace, const std::string &text);

/// Reads the columns `columns` of a table, and the first one as its records' ids: of a canonical entity the first of
/// its key that CONTRACT lists (account_id, contact_id ...), of any other table or view the first column. Bare
/// accounts, which nobody describes, are left out. InvalidArgument for a column that is not there, with the nearest
/// name; Cancelled.
[[nodiscard]] Result<Records> readRecords(const store::Workspace &workspace, const TableName &name,
    const std::vector<std::string> &columns, Progress &progress);

} // namespace qd::match
