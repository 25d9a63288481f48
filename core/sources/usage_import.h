#pragma once
#include "core/sources/file_import.h"
#include "core/sources/row_walk.h"

namespace qd::sources {

/// Imports a file of usage rows into columnar segments (store/usage_segment.h) in bounded memory: about a million rows
/// are read, sorted by account, day and feature, compared with the segments that overlap them, and cut into segments.
/// A row with a known key and equal values is unchanged, with other values it takes the old one's place (unless that
/// is of a later as-of date), within one file or call it is quarantined. Columns the file lacks keep their value.
[[nodiscard]] Result<void> importUsage(
    ImportCall &call, const RecognisedFile &file, RowWalk &rows, BatchReport &report);

} // namespace qd::sources
