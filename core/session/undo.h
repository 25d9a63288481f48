#pragma once
#include "core/base/progress.h"
#include "core/store/batch_undo.h"
#include "core/store/workspace.h"

namespace qd::session {

/// Takes a batch back (store/batch_undo.h) and settles customers, links and breaks anew; what persons decided stays.
/// One transaction, recorded in the audit log. The same file can be imported again. Errors as store::undoBatch(),
/// Cancelled.
[[nodiscard]] Result<store::UndoneBatch> undoBatch(store::Workspace &workspace, std::int64_t batch, Progress &progress);

/// The same for the whole import that a batch came with, its last batch first, all or none.
[[nodiscard]] Result<std::vector<store::UndoneBatch>> undoImport(
    store::Workspace &workspace, std::int64_t batch, Progress &progress);

} // namespace qd::session
