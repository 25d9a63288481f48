#pragma once
#include "core/lifecycle/known_customers.h"
#include "core/statistics/kaplan_meier.h"
#include "core/survival/survival_analysis.h"

#include <functional>

namespace qd::lifecycle {

/// One customer on the way to its first value.
struct ValueCase {
    enum class State {
        Reached, ///< by the day, and while it was in force
        Open, ///< in force, without it
        Left, ///< without it; it counts as open up to the first day not in force
        Negative, ///< reached it before the clock began
    };
    int account = -1; ///< directory index
    std::string group;
    State state = State::Open;
    Date clock; ///< the day from which it is counted
    /// From the clock to the milestone, else to the day or to the first day not in force; below 0 if early.
    int days = 0;
};

/// The customers whose clock began by the day, as timeToValue() has them, by directory index; those for which `only`
/// holds, all without it. Errors as KnownCustomers::groups().
[[nodiscard]] Result<std::vector<ValueCase>> valueCases(
    const KnownCustomers &customers, const std::string &by, const std::function<bool(int)> &only = {});

/// The groups of each customer, by directory index.
using CustomerGroups = std::vector<std::vector<std::string>>;
/// By which customers are told apart on the way to their first value: a dimension as KnownCustomers::groups() has it,
/// an origin as known on the day (origins.h), or `product`: those that each had on its first day in force, so that a
/// customer is a case of several. InvalidArgument for anything else; errors as originsOf().
[[nodiscard]] Result<CustomerGroups> valueGroups(
    const store::Workspace &workspace, const KnownCustomers &customers, const std::string &by);
/// The cases of valueCases(), one for each of a customer's groups.
[[nodiscard]] std::vector<ValueCase> groupedCases(
    const KnownCustomers &customers, const CustomerGroups &groups, const std::function<bool(int)> &only = {});

/// How long the customers of one group took to their first value.
struct TimeToValue {
    std::string group;
    int n = 0; ///< cases, done or open, without `negative`
    int completed = 0; ///< of them: reached the milestone by the day, and while they were in force
    int negative = 0; ///< reached it before the clock began; in no other figure
    statistics::SurvivalCurve curve{{}}; ///< share still without it, by days from the clock

    /// Cases that have not reached it: open, or gone without.
    [[nodiscard]] int without() const { return n - completed; }
    /// Days by which half have it (Kaplan-Meier); nothing where more than half have not, or without cases.
    [[nodiscard]] std::optional<double> median() const;
    /// Share that has it within `days`, that day included; nothing without cases.
    [[nodiscard]] std::optional<double> within(int days) const;
};

/// The days for which shares are given.
inline constexpr int ValueDays[] = {30, 60, 90};

/// Time to value of the customers whose clock began by the day (CONTRACT-ROOMS section 2): from the clock to the
/// earliest completion of the milestone; on the clock's own day is 0. Who has not reached it by the day, or by the
/// first day not in force where that is earlier, is open then; on that very day counts. A customer who left before the
/// clock began is no case, but negative where it had reached it by then.
///
/// One row for each group of `by` with a case or a negative one, in byte order; all in AllCustomers without `by`, also
/// where there is none. Errors as KnownCustomers::groups().
[[nodiscard]] Result<std::vector<TimeToValue>> timeToValue(const KnownCustomers &customers, const std::string &by);
/// The same of cases that are known already; of all of them in one row where they were not told apart.
[[nodiscard]] std::vector<TimeToValue> timeToValue(const std::vector<ValueCase> &cases);
/// The cases but the negative ones as lives that end with the first value.
[[nodiscard]] std::vector<survival::GroupedLife> livesOf(const std::vector<ValueCase> &cases);

} // namespace qd::lifecycle
