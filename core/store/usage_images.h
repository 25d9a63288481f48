#pragma once
#include "core/base/result.h"
#include "core/store/usage_segment.h"

namespace SQLite {
class Database;
}

namespace qd::store {

/// Keeps usage rows of the segment `segment` of batch `ofBatch` that give way to rows of `batch`.
void keepUsageRows(
    SQLite::Database &db, std::int64_t batch, std::int64_t ofBatch, std::int64_t segment, const UsageColumns &rows);

/// Notes that `batch` gave rows of `ofBatch` too, and left them as they stood.
void noteUsageGiven(SQLite::Database &db, std::int64_t batch, std::int64_t ofBatch);

/// Takes the usage of a batch back: its segments go, the rows that gave way to it return to where they stood, keys of
/// accounts and features that nobody else's rows use go. Damaged, with something half done, when a segment cannot be
/// read: roll back then. Linear in the rows of the segments that share accounts with the batch.
[[nodiscard]] Result<void> takeBackUsage(SQLite::Database &db, const std::string &source, std::int64_t batch);

} // namespace qd::store
