#pragma once
#include "core/explain/explanation.h"
#include "core/identity/account_directory.h"

#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::cli {

/// Writes a figure as a sheet to be printed (`explain --out`) and says on stderr how many pages it has. Io. Only where
/// this program paints, in an application with fonts.
[[nodiscard]] Result<void> writeAuditSheet(const store::Workspace &workspace, const explain::Explanation &told,
    const identity::AccountDirectory &directory, const std::string &out);

} // namespace qd::cli
