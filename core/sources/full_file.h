#pragma once
#include "core/sources/file_import.h"

namespace qd::sources {

/// Key of the setting that says whether files of a source and entity hold every record: `all` or `part`.
[[nodiscard]] std::string fullSetting(const std::string &source, const std::string &entity);

/// Whether a file is taken for complete: what the caller says, else the setting. Usage and custom tables never are.
[[nodiscard]] bool isFull(const ImportCall &call, const std::string &source, const std::string &entity);

/// Whether an import was refused only because complete files would close more than half of the records.
[[nodiscard]] bool asksToCloseMost(const Error &error);

/// Closes, as of the import's day, the records that complete files do not have (CONTRACT-ROOMS section 1): what is
/// dated later stays, as does what waits in quarantine; where ARR is that of accounts, it ends on that day. Errors:
/// BadData for files without a row, Conflict (its arguments: "full", source, entity) where more than half of the
/// records would go and the caller does not say that they may.
[[nodiscard]] Result<void> closeMissing(ImportCall &call, const ImportReport &report);

} // namespace qd::sources
