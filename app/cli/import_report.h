#pragma once
#include "app/cli/command.h"

#include "core/sources/import.h"

namespace qd::cli {

/// Says on stderr what became of an import, and prints it as JSON where that is wanted; with what `query` says of the
/// query that its rows are the answer of.
Exit reported(const sources::ImportReport &report, bool dryRun, bool json, const Json &query = {});

} // namespace qd::cli
