#pragma once
#include "core/base/result.h"
#include "core/store/write_transaction.h"

#include <memory>
#include <string>

namespace qd::ui {

/// Opens a workspace to change it, unless another program has written to it since `seen`, its last change that is
/// shown: nobody overwrites what they have not seen. This process's own commits are shown by what made them. Errors of
/// Workspace::open(); Conflict, as store::changedMeanwhile().
[[nodiscard]] Result<std::unique_ptr<store::Workspace>> openAsSeen(
    const std::string &path, const store::ChangeMark &seen);

} // namespace qd::ui
