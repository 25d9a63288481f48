#pragma once
#include "core/base/progress.h"

#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// What `qdeck check` finds wrong with a workspace, one sentence each; empty when all is well:
/// pages and indexes of the file, foreign keys, tables and columns of the schema, counts of each batch, one accepted
/// customer per record, no link to a customer that is not there, the chain of the audit log.
[[nodiscard]] Result<std::vector<std::string>> checkIntegrity(const Workspace &workspace, Progress &progress);

} // namespace qd::store
