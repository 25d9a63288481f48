#pragma once
#include "core/base/progress.h"

#include <vector>

namespace qd::store {

class Workspace;

/// What `qdeck check` finds wrong with a workspace, one sentence each; empty when all is well:
/// pages and indexes of the file, foreign keys; the schema, which must be the one of its version with nothing foreign;
/// counts of each batch, one accepted customer per record, no link to a customer that is not there; every usage segment
/// decoded; the rows of every table as the program wrote them (row_seals.h); the chain of the audit log, its length and
/// last entry, and settings and decisions as it has them. Linear in the file. Cancelled.
[[nodiscard]] Result<std::vector<Message>> checkIntegrity(const Workspace &workspace, Progress &progress);

} // namespace qd::store
