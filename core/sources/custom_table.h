#pragma once
#include "core/sources/file_import.h"
#include "core/sources/row_walk.h"

namespace qd::sources {

/// Whether a custom table may have this name: letters, digits and underscores, not beginning with a digit or `sqlite_`,
/// and no canonical entity. The error says what is wrong with it.
[[nodiscard]] Result<void> checkTableName(const std::string &name);
/// The same, and no table of the workspace itself.
[[nodiscard]] Result<void> checkTableName(const store::Workspace &workspace, const std::string &name);

/// One column of a custom table.
struct CustomColumn {
    std::string name; ///< its header; an empty one gets its position, a repeated one a number
    std::string type; ///< INTEGER (no leading zeros, so that ids stay text), REAL, else TEXT, from all values
    bool named = true; ///< the file has a header field for it
};

/// Most columns a table can have: SQLite's own limit.
inline constexpr std::size_t TableColumnsLimit = 2000;

/// The columns a file would have as a custom table. Where most rows have values right of the header, those get columns
/// too. Reads all of it; errors as CsvReader, Cancelled, and BadData past TableColumnsLimit.
[[nodiscard]] Result<std::vector<CustomColumn>> customColumns(const RecognisedFile &file, RowWalk &rows);

/// Why a row cannot be taken into a table of `columns`: ragged, no text, a formula without a result. Empty fields right
/// of the columns are no fault, nor are columns without a name that the row lacks.
[[nodiscard]] std::optional<Fault> customFault(const Record &record, const std::vector<CustomColumn> &columns);

/// Imports a file as a table of its own, in place of the one of that name: STRICT, its columns as customColumns(). An
/// empty field is NULL, in a number column a blank one too. Faulty rows go to quarantine. Registered in `custom_table`.
[[nodiscard]] Result<void> importCustomTable(
    ImportCall &call, const RecognisedFile &file, RowWalk &rows, BatchReport &report);

} // namespace qd::sources
