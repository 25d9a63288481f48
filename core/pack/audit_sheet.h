#pragma once
#include "core/explain/explanation.h"
#include "core/identity/account_directory.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// A figure to be printed and filed: formula with its values, the customers that add up to it, and under them the rows
/// of files, each with file, line and batch, then the files with their SHA-256. Nothing of the clock is in it: its day
/// is the last one of the figure's window. `company` stands at its head and may be empty. Pure. O(accounts + rows).
[[nodiscard]] PackDocument auditSheet(
    const explain::Explanation &told, const identity::AccountDirectory &accounts, const std::string &company);

} // namespace qd::pack
