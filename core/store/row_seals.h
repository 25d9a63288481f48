#pragma once
#include "core/base/progress.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// A seal is the number and the digest (BLAKE2b) of the rows of one part of a table as the program wrote them: a source
/// of an entity, a batch of quarantine or history, or a whole small table. A row added, removed or changed by anything
/// else breaks it. Kept in row_seal; the audit log has a chain of its own (audit.h).
struct SealBreak {
    std::string table;
    std::string part; ///< source or batch; empty for a whole table
    std::int64_t sealed = 0; ///< rows as written
    std::int64_t found = 0; ///< rows now; the same where rows were changed
};

/// Seals what a transaction wrote: of `tables` those parts that belong to batches above `lastBatch` and those of the
/// program's own source, or all parts where there is no such batch. Linear in the rows of these parts. Call it inside
/// the transaction. Throws SQLite::Exception.
void sealWritten(SQLite::Database &db, const std::set<std::string> &tables, std::int64_t lastBatch);

/// Seals every table as it stands: a new workspace, or one from before seals.
void sealAll(SQLite::Database &db);

/// The highest batch number; 0 without batches.
[[nodiscard]] std::int64_t lastBatch(SQLite::Database &db);

/// Parts that are not as they were sealed, by table and part. Linear in rows. Cancelled.
[[nodiscard]] Result<std::vector<SealBreak>> brokenSeals(SQLite::Database &db, Progress &progress);

} // namespace qd::store
