#pragma once
#include "core/base/result.h"
#include "core/identity/customer_places.h"
#include "core/signals/by_account.h"
#include "core/signals/signal.h"

#include <map>
#include <optional>
#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::signs {

/// A day on which much of what a source says of usage fell away at once.
struct UsageDrop {
    std::string source;
    Date day;
    int expected = 0; ///< accounts that had a row on three or four of the same days of the four weeks before
    std::vector<int> fallen; ///< of them, by directory index: no row, or less than half of the median of those days
};

/// What accounts used, day by day. Read once; then read-only and safe from any thread.
///
/// Of one record and day: active_users and licensed_users are those of the row without feature, else the largest over
/// features; events those of the row without feature, else the sum over features. An account that has several records
/// with usage has their sum, and on a day those of all that became part of it by then.
class UsageDays {
public:
    /// With `seenBy` only of rows that stand as a batch dated by then has them. Damaged, Io as describe().
    [[nodiscard]] static Result<UsageDays> read(const store::Workspace &workspace,
        const identity::AccountDirectory &accounts, std::optional<Date> seenBy = std::nullopt);

    /// One of the signals of usage, from UsageTrend to DaysSinceUsage; Empty where there is no value.
    [[nodiscard]] double value(SignalKind kind, int customer, Date day) const;

    /// Days `from` .. `to` on which 10 accounts or more are expected and half of them or more have fallen, by source,
    /// then day. Use is events, active users where a row gives no events. Looks at no day after `to`. What stays away
    /// for a fortnight is expected no more, so that files of another rhythm than daily or weekly have no such days.
    [[nodiscard]] std::vector<UsageDrop> drops(Date from, Date to) const;

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
    /// Nothing without a row of the source.
    [[nodiscard]] std::optional<double> useOn(int source, int account, Date day) const;
    /// Nothing for an account that is not expected.
    [[nodiscard]] std::optional<bool> hasFallen(int source, int account, Date day) const;
    [[nodiscard]] bool anyRowWithin(int source, Date after, Date through) const;

    identity::CustomerPlaces m_customers; ///< what ByAccount counts as accounts below
    ByAccount<RecordDay> m_days;
    ByAccount<FeatureUse> m_uses;
    ByAccount<Since> m_since; ///< a row for each source of an account
    std::vector<std::string> m_sourceNames; ///< by source
    std::vector<std::vector<Date>> m_sourceDays; ///< by source: days on which any account has a row, ascending
    std::vector<std::vector<Date>> m_featureFirst; ///< by source: first day of each of its features, ascending
};

} // namespace qd::signs
