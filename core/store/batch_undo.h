#pragma once
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// A batch that was taken back.
struct UndoneBatch {
    std::int64_t batch = 0;
    std::int64_t import = 0; ///< first batch of its import
    std::string file;
    std::string source;
    std::string entity; ///< or the name of a custom table
};

/// Takes a batch back, within the caller's transaction: rows it made go, rows it changed get their former values, with
/// history, quarantine, usage and custom tables; its images go. The batch stays, with the state `undone`. Links, breaks
/// and customers are the caller's to settle (settled_images.h, identity).
/// Errors, on each of which the transaction has to be rolled back: NotFound for a batch there is not; Conflict for one
/// undone before, and where later batches rest on it: gave rows of it too, changed or not, or closed
/// them, or lack what it closed, or came with it and closed what they lack together (names them); NoData for a batch of
/// before schema 4, which kept no images; Damaged. Linear in the rows of the batch's source and entity.
[[nodiscard]] Result<UndoneBatch> undoBatch(SQLite::Database &db, std::int64_t batch);

/// The batches of the import that `batch` came with and that stand, last first; empty for one of before schema 4.
[[nodiscard]] std::vector<std::int64_t> batchesOfImport(SQLite::Database &db, std::int64_t batch);

} // namespace qd::store
