#pragma once
#include "core/base/date.h"

#include <cstdint>
#include <vector>

namespace qd::store {

class Workspace;

/// Source of what the program itself writes into tables of entities. No import has to bring it; its rows hang on the
/// last batch that was there when they were written.
inline constexpr const char *OwnSource = "quarterdeck";

/// Whether a batch stands for what is added to hang on.
[[nodiscard]] bool hasStandingBatch(const Workspace &workspace);

/// As-of dates of the batches that stand, ascending, each once.
[[nodiscard]] std::vector<Date> standingDays(const Workspace &workspace);

/// The batch that rows of OwnSource hang on which are written now, 0 where none stands; makes the source where it is
/// not there yet, within the caller's transaction.
[[nodiscard]] std::int64_t batchOfOwnRows(Workspace &workspace);

} // namespace qd::store
