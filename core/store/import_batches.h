#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// What became of the rows of a batch: read = accepted + unchanged + quarantined + skipped.
struct BatchCounts {
    std::int64_t read = 0;
    std::int64_t accepted = 0;
    std::int64_t unchanged = 0;
    std::int64_t quarantined = 0;
    std::int64_t skipped = 0;
};

/// The bytes of a file.
struct FileContent {
    std::string sha256;
    std::int64_t size = 0;
};

/// One file taken at one import: a row of import_batch.
struct ImportBatch {
    std::int64_t batch = 0;
    std::string file;
    std::string source;
    std::string entity; ///< or the name of a custom table
    std::string profile;
    std::string mapping; ///< with what else decides how the file is read
    std::string asOf; ///< ISO
    std::string importedBy;
    std::int64_t import = 0; ///< first batch of its import; 0 for one of before schema 4
    bool undone = false;
    bool complete = false; ///< the file was said to hold every record of its source and entity
    BatchCounts counts;
};

/// Enters a batch, within the caller's transaction, with neither counts nor identity: those come with closeBatch().
/// Of `made` its number is ignored, and with `import` 0 it is the first of an import. The number it got.
[[nodiscard]] std::int64_t openBatch(SQLite::Database &db, const ImportBatch &made);
void closeBatch(SQLite::Database &db, std::int64_t batch, const BatchCounts &counts, const FileContent &identity);

/// How many rows that a batch took had no value of a column of its file; of every one by name.
using EmptyFields = std::map<std::string, std::int64_t, std::less<>>;
/// Keeps them, within the caller's transaction; once a batch.
void keepEmptyFields(SQLite::Database &db, std::int64_t batch, const EmptyFields &fields);
/// None of usage, custom tables, and batches of before schema 14.
[[nodiscard]] EmptyFields emptyFields(SQLite::Database &db, std::int64_t batch);

/// Nothing where there is none of that number.
[[nodiscard]] std::optional<ImportBatch> findBatch(SQLite::Database &db, std::int64_t batch);
/// All of them by number, undone ones too.
[[nodiscard]] std::vector<ImportBatch> importBatches(SQLite::Database &db);

/// Those as of `day` (ISO) or before, undone ones too.
[[nodiscard]] std::set<std::int64_t> batchesSeenBy(SQLite::Database &db, const std::string &day);

/// Whether a file of this size was taken, and not undone; if not, there is no need to know its hash at once.
[[nodiscard]] bool hasBatchOfSize(
    SQLite::Database &db, const std::string &source, const std::string &entity, std::int64_t size);

/// The last batch that took the same bytes in the same way (source, entity and mapping of `made`) and stands; with
/// `sameDay` of those with the day of `made`. None once other files of the entity, of days after it up to that of
/// `made`, came in between: a snapshot that returns to earlier bytes is news.
[[nodiscard]] std::optional<ImportBatch> batchOfSameFile(
    SQLite::Database &db, const ImportBatch &made, const std::string &sha256, bool sameDay);

/// An import whose files hold every record of a source and entity, together where they are several.
struct CompleteImport {
    std::int64_t import = 0; ///< its first batch
    std::string asOf; ///< ISO
};

/// Those of days after `day` that stand, by day. Where one of several files was undone, the others count as parts.
[[nodiscard]] std::vector<CompleteImport> completeAfter(
    SQLite::Database &db, const std::string &source, const std::string &entity, const std::string &day);

/// Whether the batch `alias` stands and is complete, with all files of its import.
[[nodiscard]] std::string standsCompleteSql(const std::string &alias);

/// Whether the batch `alias` stands and is the latest of its source, entity and file that read rows: what quarantine
/// holds of earlier ones waits no more. A batch that only says that a file came again, unchanged, replaces nothing.
[[nodiscard]] std::string latestOfItsFileSql(const std::string &alias);

/// The newest batch of the same source and entity that came before `batch`, had rows and stands, whatever its day; of
/// one day the last.
[[nodiscard]] std::optional<ImportBatch> batchBefore(SQLite::Database &db, const ImportBatch &batch);

} // namespace qd::store
