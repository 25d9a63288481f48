#pragma once
#include "core/connect/saved_queries.h"
#include "core/store/workspace.h"

namespace qd::session {

/// Each saves or removes one thing as one action, with an entry in the audit log that holds the whole text, so that
/// what an import was made by can be read later. What stands there already changes nothing. Errors of
/// connect::withConnection(), withQuery(), findConnection() and findQuery().
[[nodiscard]] Result<void> keepConnection(store::Workspace &workspace, const connect::Connection &connection);
[[nodiscard]] Result<void> keepQuery(store::Workspace &workspace, const connect::SavedQuery &query);
/// Conflict while a query goes by it.
[[nodiscard]] Result<void> removeConnection(store::Workspace &workspace, const std::string &name);
[[nodiscard]] Result<void> removeQuery(store::Workspace &workspace, const std::string &name);

} // namespace qd::session
