#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/store/usage_segments.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace qd::store {

class Workspace;

/// One usage row. The views hold until the next one is read.
struct UsageRow {
    std::string_view source;
    std::string_view accountId;
    std::string_view feature; ///< empty where the file names none
    Date date;
    std::array<double, UsageMeasures> measures{}; ///< active_users, licensed_users, events, minutes; NaN when empty
    std::int64_t batch = 0;
    std::int64_t line = 0;
    std::int64_t rowId = 0; ///< the same however the row is found, until its segment is written again
    std::string_view extra; ///< JSON, or empty
};

/// Walks over usage rows, segment by segment; within a segment they come by account, day and feature, across segments
/// in no particular order. Only segments that can hold wanted rows are read. Memory: one segment.
class UsageCursor {
public:
    UsageCursor(sqlite3 *connection, const UsageFilter &filter);
    ~UsageCursor();
    UsageCursor(const UsageCursor &) = delete;
    UsageCursor &operator=(const UsageCursor &) = delete;

    /// Moves to the next row; false at the end or after a failure.
    [[nodiscard]] bool next();
    [[nodiscard]] const UsageRow &row() const;
    /// SQLITE_OK, or the code of the failure that ended the walk (SQLITE_CORRUPT for a damaged segment).
    [[nodiscard]] int status() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Calls `take` for each wanted row until it returns false. Damaged, Io as describe().
[[nodiscard]] Result<void> forEachUsage(
    const Workspace &workspace, const UsageFilter &filter, const std::function<bool(const UsageRow &)> &take);

/// What SQLite's code at the end of a walk over usage means: nothing for SQLITE_OK; Cancelled, Damaged, Io.
[[nodiscard]] Result<void> usageRead(int status);

enum class UsageGrain { Day, Month };

/// Usage of one account in one day or month, over all of its features.
struct UsageTotal {
    std::string source;
    std::string accountId;
    Date first; ///< the day, or the first day of the month
    std::int64_t rows = 0;
    double activeUsers = 0; ///< highest value of any row; NaN when none has one
    double licensedUsers = 0; ///< likewise
    double events = 0; ///< sum; NaN when no row has a value
    double minutes = 0; ///< sum; NaN when no row has a value
};

/// Totals by account and day or month, sorted by source, account and day. Damaged, Io as describe().
[[nodiscard]] Result<std::vector<UsageTotal>> usageTotals(
    const Workspace &workspace, const UsageFilter &filter, UsageGrain grain);

} // namespace qd::store
