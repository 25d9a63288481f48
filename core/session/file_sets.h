#pragma once
#include "core/base/result.h"
#include "core/sources/file_set.h"
#include "core/store/workspace.h"

namespace qd::session {

/// Keeps the sets of files of a workspace, with an entry in the audit log: one action. What is there already changes
/// nothing.
[[nodiscard]] Result<void> keepFileSets(store::Workspace &workspace, const std::vector<sources::FileSet> &sets);

/// Notes in the sets what was imported of their files, so that the same are refused next time.
[[nodiscard]] Result<void> noteTaken(store::Workspace &workspace, const std::vector<std::string> &paths);

/// Notes in them, within the caller's transaction, that imports of files of these names were taken back.
void noteGivenBack(store::Workspace &workspace, const std::vector<std::string> &names);

} // namespace qd::session
