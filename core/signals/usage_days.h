#pragma once
#include "core/base/result.h"
#include "core/signals/by_account.h"
#include "core/signals/signal.h"

#include <map>
#include <string>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::signs {

/// What accounts used, day by day. Read once; then read-only and safe from any thread.
///
/// Of one record and day: active_users and licensed_users are those of the row without feature, else the largest over
/// features; events those of the row without feature, else the sum over features. An account that has several records
/// with usage has their sum.
class UsageDays {
public:
    /// Damaged, Io as describe().
    [[nodiscard]] static Result<UsageDays> read(
        const store::Workspace &workspace, const identity::AccountDirectory &accounts);

    /// One of the signals of usage, from UsageTrend to DaysSinceUsage; Empty where there is no value.
    [[nodiscard]] double value(SignalKind kind, int account, Date day) const;

private:
    struct RecordDay {
        Date day;
        int source = -1;
        double active = Empty;
        double licensed = Empty;
        double events = Empty;
    };
    struct FeatureUse { ///< events above 0
        Date day;
        int feature = -1; ///< index in m_featureSource
    };
    struct Since {
        Date day; ///< first row
        int source = -1;
    };
    class Reading;

    [[nodiscard]] double trend(int account, Date day) const;
    [[nodiscard]] double activeUsers(int account, Date day) const;
    [[nodiscard]] double licences(int account, Date day) const;
    [[nodiscard]] double breadth(int account, Date day) const;
    [[nodiscard]] bool anyRowWithin(int source, Date after, Date through) const;

    ByAccount<RecordDay> m_days;
    ByAccount<FeatureUse> m_uses;
    ByAccount<Since> m_since; ///< a row for each source of an account
    std::vector<std::vector<Date>> m_sourceDays; ///< by source: days on which any account has a row, ascending
    std::vector<std::vector<Date>> m_featureFirst; ///< by source: first day of each of its features, ascending
};

} // namespace qd::signs
