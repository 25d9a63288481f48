#pragma once
#include "core/base/currency.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/identity/account_directory.h"
#include "core/programmes/success_plans.h"
#include "core/revenue/grouping.h"
#include "core/signals/signal.h"

#include <map>
#include <memory>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// Months that a customer's business review looks back on.
inline constexpr int ReviewMonths = 3;
/// Days ahead of which it says what comes next.
inline constexpr int ReviewAheadDays = 120;
/// How many customers a pack has where nobody names any.
inline constexpr std::size_t ReviewedUnasked = 10;

/// A signal at the end of the period and at its beginning; nothing where there is none.
struct ReviewFigure {
    std::optional<double> now;
    std::optional<double> before;

    bool operator==(const ReviewFigure &) const = default;
};

/// A step of onboarding or of another journey that is not done on the day.
struct ReviewMilestone {
    std::string name;
    Date due;
};

/// What a business review tells a customer of itself: nothing about others, no score and no opinion of theirs.
struct CustomerMeasures {
    int account = -1; ///< directory index
    Date day; ///< last day of the period
    Date before; ///< the day before its first
    bool isStrategic = false; ///< its segment has high touch in the capacity model in force
    std::optional<Date> renewal; ///< the next end of a contract in force
    std::vector<programmes::Plan> plans; ///< known on the day: open ones by due day, then those closed in the period
    std::vector<ReviewMilestone> milestones; ///< open on the day and due in ReviewAheadDays or late, by due day
    std::map<signs::SignalKind, ReviewFigure> figures;

    [[nodiscard]] ReviewFigure figure(signs::SignalKind kind) const;
    [[nodiscard]] int metInPeriod() const;
    [[nodiscard]] int closedInPeriod() const; ///< met and missed
    [[nodiscard]] int open() const;
};

/// Everything that business reviews of a day are made of, read once for all customers.
class ReviewBook {
public:
    /// As known on `day`. NoData without ARR; NoRate, Overflow, BadData, Cancelled.
    [[nodiscard]] static Result<ReviewBook> read(const store::Workspace &workspace, Date day, Progress &progress);

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return *m_accounts; }
    [[nodiscard]] Currency currency() const { return m_currency; }
    [[nodiscard]] Date day() const { return m_day; }
    [[nodiscard]] CustomerMeasures of(int account) const;
    /// Customers with ARR above 0 that pass, by ARR falling, then id: those whose business review is late, or, where
    /// none is, all; ReviewedUnasked at most.
    [[nodiscard]] std::vector<int> unasked(const revenue::Filters &filters) const;
    /// All with ARR above 0 that pass, by directory index.
    [[nodiscard]] std::vector<int> all(const revenue::Filters &filters) const;

private:
    std::shared_ptr<const identity::AccountDirectory> m_accounts;
    Currency m_currency;
    Date m_day;
    Date m_before;
    std::vector<std::int64_t> m_arr; ///< by directory index, as the rest
    std::vector<char> m_isStrategic;
    std::vector<char> m_isLate;
    std::map<signs::SignalKind, std::pair<std::vector<double>, std::vector<double>>> m_values; ///< now and before
    std::vector<programmes::Plan> m_plans; ///< by account
    std::vector<std::vector<ReviewMilestone>> m_milestones;
};

/// The customer of an id, of the workspace or, where it is none, of any source's record. NotFound, with the nearest id.
[[nodiscard]] Result<int> customerNamed(const identity::AccountDirectory &accounts, const std::string &id);

} // namespace qd::pack
