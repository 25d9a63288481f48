#pragma once
#include "core/base/result.h"
#include "core/store/usage_segment.h"

namespace SQLite {
class Database;
}

namespace qd::store {

/// The numbers that segments hold in place of account ids and features.
struct UsageKeys {
    struct Key {
        std::uint32_t number = 0;
        std::string text;
    };
    std::vector<Key> accounts; ///< of one source
    std::vector<Key> features; ///< of all sources
    std::uint32_t lastAccount = 0; ///< highest number over all sources; 0 for none
    std::uint32_t lastFeature = 0;
};

/// The numbers given so far.
[[nodiscard]] UsageKeys usageKeys(SQLite::Database &db, const std::string &source);

/// An account that a file brought first, and the line that did.
struct NewUsageAccount {
    UsageKeys::Key key;
    std::int64_t line = 0;
};
/// Stores numbers that `batch` gave. Within the caller's transaction.
void addUsageKeys(SQLite::Database &db, const std::string &source, std::int64_t batch,
    const std::vector<NewUsageAccount> &accounts, const std::vector<UsageKeys::Key> &features);

/// A segment as far as it is known without reading its rows.
struct UsagePlace {
    std::int64_t segment = 0;
    std::int64_t batch = 0;
    std::string asOf; ///< ISO, of its batch
};

/// Segments of a source that may hold keys of `rows` (not empty), by number.
[[nodiscard]] std::vector<UsagePlace> usageOverlapping(
    SQLite::Database &db, const std::string &source, const UsageColumns &rows);

/// The rows of a segment. Damaged when they cannot be read; NotFound where there is no such segment.
[[nodiscard]] Result<UsageColumns> readUsage(SQLite::Database &db, std::int64_t segment);

/// Stores rows (1 to UsageSegmentRows of them, sorted) as a segment of `batch`; under the number `segment` if that is
/// given and free. Within the caller's transaction, as all below.
void addUsage(SQLite::Database &db, const std::string &source, std::int64_t batch, const UsageColumns &rows,
    std::int64_t segment = 0);

/// Stores other rows under the number of a segment; without rows it goes.
void replaceUsage(SQLite::Database &db, std::int64_t segment, const UsageColumns &rows);

/// "A segment of usage data is damaged ..."
[[nodiscard]] Error damagedUsage();

} // namespace qd::store
