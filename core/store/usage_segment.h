#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {

/// Rows a segment holds at most.
inline constexpr std::size_t UsageSegmentRows = 65536;
/// active_users, licensed_users, events, minutes.
inline constexpr std::size_t UsageMeasures = 4;

/// Usage rows in columns, all of one source and import batch, sorted by account, day and feature. Accounts and features
/// are keys of usage_account and usage_feature; a day is days since 1970; a measure that the file left empty is NaN.
struct UsageColumns {
    std::vector<std::uint32_t> account;
    std::vector<std::int32_t> day;
    std::vector<std::uint32_t> feature;
    std::array<std::vector<double>, UsageMeasures> measures;
    std::vector<std::int64_t> line; ///< of the file each row came from
    std::vector<std::uint32_t> extra; ///< 0: nothing; else 1 + position in `extras`; empty when no row has any
    std::vector<std::string> extras; ///< JSON of columns that no mapping names

    [[nodiscard]] std::size_t size() const { return account.size(); }
    void reserve(std::size_t rows);
    void clear();
    /// Appends row `at` of `other`.
    void append(const UsageColumns &other, std::size_t at);
    [[nodiscard]] std::string_view extraOf(std::size_t row) const
    {
        return extra.empty() || extra[row] == 0 ? std::string_view() : std::string_view(extras[extra[row] - 1]);
    }
    /// Same key: account, day and feature.
    [[nodiscard]] bool sameKey(std::size_t row, const UsageColumns &other, std::size_t otherRow) const
    {
        return account[row] == other.account[otherRow] && day[row] == other.day[otherRow]
            && feature[row] == other.feature[otherRow];
    }
    /// Order by account, day, feature.
    [[nodiscard]] bool before(std::size_t row, const UsageColumns &other, std::size_t otherRow) const;
};

/// The columns as one BLOB: each as a base and differences of 0 to 8 bytes, so that a row takes some 15 bytes.
[[nodiscard]] std::string encodeUsage(const UsageColumns &columns);

/// Reads such a BLOB; nothing when it is damaged.
[[nodiscard]] std::optional<UsageColumns> decodeUsage(std::string_view blob);

} // namespace qd::store
