#pragma once
#include "core/sources/file_import.h"

namespace qd::sources {

/// Key of the setting that says whether files of a source and entity hold every record: `all` or `part`.
[[nodiscard]] std::string fullSetting(const std::string &source, const std::string &entity);

/// Whether a file is taken for complete: what the caller says, else the setting. Usage, custom
/// tables and what comes together with rows that were held back never are.
[[nodiscard]] bool isFull(const ImportCall &call, const std::string &source, const std::string &entity);

/// Whether an import was refused only because complete files would close more than half of the records.
[[nodiscard]] bool asksToCloseMost(const Error &error);

/// Several files that are complete together, of which some were taken before and some not, or not by one import: all of
/// them are to be read, since what the known ones have is not missing. Reads the known ones to tell. Errors: of
/// reading.
[[nodiscard]] Result<void> findParts(ImportCall &call, const std::vector<RecognisedFile> &files);

/// Closes, as of the import's day, the records that complete files do not have (CONTRACT-ROOMS section 1): of what was
/// known by that day, but what waits in quarantine. Where ARR is that of accounts, it ends on that day. Where files
/// come in another order than that of their days: what a later file has is open and without ARR until the next snapshot
/// of the entity; what a later complete file closed is closed since this one's day; and what a file makes or opens
/// again is closed as of the day of the first later complete one that does not have it, nor held it back. So the order
/// does not matter, except for parts that are skipped as known and where parts are the next snapshots. Errors: BadData
/// for files without a row, Conflict (its arguments: "full", source, entity) where more than half of the records would
/// go and the caller does not say that they may.
[[nodiscard]] Result<void> closeMissing(ImportCall &call, const ImportReport &report);

} // namespace qd::sources
