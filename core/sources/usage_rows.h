#pragma once
#include "core/base/text_hash.h"
#include "core/sources/row_typing.h"
#include "core/store/usage_segment.h"
#include "core/store/workspace.h"

#include <unordered_map>

namespace qd::sources {

/// Numbers for the account ids and features of usage rows, the same over all imports of a workspace.
class UsageNumbers {
public:
    UsageNumbers(store::Workspace &workspace, std::string source, std::int64_t batch);

    [[nodiscard]] std::uint32_t account(std::string_view id, std::int64_t line);
    [[nodiscard]] std::uint32_t feature(std::string_view name);
    /// Writes the keys that are new; to be called before the transaction ends.
    void save();

private:
    using Numbers = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;
    struct Recent { ///< the key of the row before: exports are often sorted
        const std::string *text = nullptr;
        std::uint32_t number = 0;
    };

    store::Workspace &m_workspace;
    std::string m_source;
    std::int64_t m_batch = 0;
    Numbers m_accounts;
    Numbers m_features;
    Recent m_recentAccount;
    Recent m_recentFeature;
    std::uint32_t m_lastAccount = 0; ///< highest number over all sources
    std::uint32_t m_lastFeature = 0;
    std::vector<std::pair<const std::string *, std::int64_t>> m_newAccounts; ///< id and first line
    std::vector<const std::string *> m_newFeatures;
};

/// Positions of the columns of `usage` in a file; -1 for one it does not have.
struct UsageFields {
    int account = -1;
    int day = -1;
    int feature = -1;
    std::array<int, store::UsageMeasures> measures{-1, -1, -1, -1};
    std::size_t width = 0;
    bool plain = false; ///< no conversions and no extra columns: rows may take the short way

    explicit UsageFields(const Mapping &mapping);
};

/// Appends a record whose values are all plainly written (ISO date, unsigned integers of up to 15 digits, no blanks
/// around ids); false, with nothing appended, when it has to be typed the long way.
[[nodiscard]] bool appendPlain(
    const Record &record, const UsageFields &fields, UsageNumbers &numbers, store::UsageColumns &columns);

/// Appends a row that RowTyping has typed without a fault.
void appendTyped(const TypedRow &row, std::int64_t line, UsageNumbers &numbers, store::UsageColumns &columns);

} // namespace qd::sources
