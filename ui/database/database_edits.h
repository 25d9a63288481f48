#pragma once
#include "ui/database/database_asking.h"
#include "ui/shell/edit.h"

namespace qd::ui {

// Each changes `databases` as the workspace will be changed, and gives the edit that does it there and takes it back.
// Where it cannot be, `databases` stay and the error says why.

/// Errors of connect::withQuery().
[[nodiscard]] Result<Edit> keepingQuery(Databases &databases, const connect::SavedQuery &query);
/// Errors of connect::withoutQuery().
[[nodiscard]] Result<Edit> removingQuery(Databases &databases, const connect::SavedQuery &query);
/// Errors of connect::withConnection().
[[nodiscard]] Result<Edit> keepingConnection(Databases &databases, const connect::Connection &connection);
/// Errors of connect::withoutConnection().
[[nodiscard]] Result<Edit> removingConnection(Databases &databases, const connect::Connection &connection);

} // namespace qd::ui
