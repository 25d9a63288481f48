#pragma once
#include "core/base/date.h"
#include "core/store/row_cursor.h"
#include "core/store/usage_segment.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

struct sqlite3;

namespace qd::store {

/// Which usage rows are wanted; what is left out does not narrow.
struct UsageFilter {
    std::optional<std::string> source = std::nullopt;
    std::optional<std::string> accountId = std::nullopt; ///< as the source writes it
    std::optional<Date> from = std::nullopt;
    std::optional<Date> to = std::nullopt; ///< included
};

/// Walks over the segments that can hold wanted rows, one unpacked at a time, with the names that their numbers stand
/// for. Rows of a segment may still be unwanted: wants() tells.
class UsageSegments {
public:
    UsageSegments(sqlite3 *connection, const UsageFilter &filter);

    /// Unpacks the next segment; false after the last one or a failure.
    [[nodiscard]] bool next();
    [[nodiscard]] const UsageColumns &columns() const { return m_columns; }
    /// The first row of a wanted account number, or one past the rows.
    [[nodiscard]] std::size_t begin() const;
    /// Whether row `at` and all behind it are of accounts past the wanted ones.
    [[nodiscard]] bool isPast(std::size_t at) const { return m_columns.account[at] > m_highAccount; }
    [[nodiscard]] bool wants(std::size_t at) const
    {
        return m_columns.day[at] >= m_from && m_columns.day[at] <= m_to && m_accounts.contains(m_columns.account[at]);
    }
    /// Source and id of a wanted account. Precondition: wants() of a row with this number.
    [[nodiscard]] const std::pair<std::string, std::string> &account(std::uint32_t key) const
    {
        return m_accounts.find(key)->second;
    }
    /// Empty where the file names none.
    [[nodiscard]] const std::string &feature(std::uint32_t key) const;
    [[nodiscard]] std::int64_t batch() const { return m_batch; }
    [[nodiscard]] std::int64_t segment() const { return m_segment; }
    /// SQLITE_OK, or the code of the failure that ended the walk (SQLITE_CORRUPT for a damaged segment).
    [[nodiscard]] int status() const { return m_status; }

private:
    void loadKeys(sqlite3 *connection, const UsageFilter &filter);

    std::unordered_map<std::uint32_t, std::pair<std::string, std::string>> m_accounts; ///< wanted ones
    std::unordered_map<std::uint32_t, std::string> m_features;
    std::uint32_t m_lowAccount = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t m_highAccount = 0;
    std::int32_t m_from = std::numeric_limits<std::int32_t>::min();
    std::int32_t m_to = std::numeric_limits<std::int32_t>::max();
    std::unique_ptr<RowCursor> m_rows;
    std::int64_t m_batch = 0;
    std::int64_t m_segment = 0;
    UsageColumns m_columns;
    int m_status = 0;
};

} // namespace qd::store
