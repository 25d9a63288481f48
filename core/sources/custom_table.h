#pragma once
#include "core/sources/file_import.h"

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
};

/// The columns a file would have as a custom table. Reads all of it; errors as CsvReader, and Cancelled.
[[nodiscard]] Result<std::vector<CustomColumn>> customColumns(const RecognisedFile &file, Progress &progress);

/// Why a row cannot be taken into a table of `width` columns: ragged, or no text.
[[nodiscard]] std::optional<Fault> customFault(const Record &record, std::size_t width);

/// Imports a file as a table of its own, in place of the one of that name: STRICT, one column for each header, typed
/// from all values: INTEGER (no leading zeros, so that ids stay text), REAL, else TEXT; an empty field is NULL. Ragged
/// rows go to quarantine. Registered in `custom_table`.
[[nodiscard]] Result<void> importCustomTable(ImportCall &call, const RecognisedFile &file, BatchReport &report);

} // namespace qd::sources
