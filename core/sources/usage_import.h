#pragma once
#include "core/sources/file_import.h"

namespace qd::sources {

/// Imports a file of usage rows into columnar segments.
[[nodiscard]] Result<void> importUsage(ImportCall &call, const RecognisedFile &file, BatchReport &report);

} // namespace qd::sources
