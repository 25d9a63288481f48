#pragma once
#include "core/identity/decided_pairs.h"
#include "ui/shell/edit.h"

#include <vector>

namespace qd::ui {

/// What a person says of pairs of records (session::decideLinks()) as one edit: undo brings back what was said of them
/// when it reached the workspace, not what a page showed.
[[nodiscard]] Edit linkEdit(const QString &text, std::vector<identity::LinkDecision> decisions);

} // namespace qd::ui
