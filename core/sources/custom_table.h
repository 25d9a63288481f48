#pragma once
#include "core/sources/file_import.h"

namespace qd::sources {

/// Whether a custom table may have this name: letters, digits and underscores, not beginning with a digit or `sqlite_`,
/// and no table of the workspace itself. The error says what is wrong with it.
[[nodiscard]] Result<void> checkTableName(store::Workspace &workspace, const std::string &name);

/// Imports a file as a table of its own, in place of the one of that name: STRICT, one column for each header, typed
/// from all values: INTEGER (no leading zeros, so that ids stay text), REAL, else TEXT; an empty field is NULL. Ragged
/// rows go to quarantine. Registered in `custom_table`.
[[nodiscard]] Result<void> importCustomTable(ImportCall &call, const RecognisedFile &file, BatchReport &report);

} // namespace qd::sources
