#pragma once
#include "app/cli/command.h"

#include "core/sources/import.h"

namespace qd::cli {

/// One batch as `sources` lists it.
[[nodiscard]] Json batchJson(const sources::BatchReport &batch);

/// What was imported, or with `dryRun` would be; its batches have no numbers yet.
[[nodiscard]] Json importJson(const sources::ImportReport &report, bool dryRun);

} // namespace qd::cli
