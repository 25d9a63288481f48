#pragma once
#include "core/base/money.h"
#include "core/programmes/by_group.h"

#include <optional>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

/// Days without a change after which an open objective is untouched.
inline constexpr int UntouchedDays = 90;

enum class PlanState { Open, Met, Missed, Dropped };
/// "Open", "Met" ...; a window translates the word.
[[nodiscard]] const char *nameOf(PlanState state);

/// An objective of a customer's success plan. What it says of a day is as known on that day: one made later is none,
/// one closed later is open.
struct Plan {
    int account = -1; ///< index in the directory
    std::string id;
    std::string objective;
    std::string kind;
    std::string owner;
    Date created; ///< as the file says, else since when it is known
    std::optional<Date> due;
    std::optional<Date> closed;
    PlanState said = PlanState::Open; ///< its last known state
    std::optional<Money> value; ///< what it is worth to the customer, in a currency of its own
    Date changed; ///< the last as-of date on which a file said something new of it

    [[nodiscard]] bool isKnownOn(Date day) const { return created <= day; }
    /// Open before its closing day; without one, before the day on which a file said last what became of it.
    [[nodiscard]] PlanState stateOn(Date day) const;
    /// Open and past due.
    [[nodiscard]] bool isLateOn(Date day) const;
    /// Open, and neither made nor changed in the UntouchedDays before the day, the first of them included.
    [[nodiscard]] bool isUntouchedOn(Date day) const;
};

/// All objectives of known customers, of whom their rows count to on a day (AccountDirectory::holderOfRecord()), by
/// customer, then the day they were made, then id.
[[nodiscard]] std::vector<Plan> readPlans(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// How the success plans of a group of customers stand.
struct PlanFigures {
    std::string group;
    int customers = 0;
    int withPlan = 0; ///< customers with an objective that is open
    int open = 0; ///< objectives
    int met = 0; ///< closed in the year up to the day, as the next two
    int missed = 0;
    int dropped = 0;
    int late = 0; ///< of the open ones
    int untouched = 0; ///< of the open ones

    [[nodiscard]] std::optional<double> planRate() const; ///< withPlan / customers
    [[nodiscard]] std::optional<double> metRate() const; ///< met / (met + missed): dropped ones were wanted no more
};

/// `total`, then the groups, of the customers asked about. Objectives that are closed without a day are in no count of
/// a year. Linear.
[[nodiscard]] std::vector<PlanFigures> planFigures(const std::vector<Plan> &plans, const Asked &asked);

} // namespace qd::programmes
