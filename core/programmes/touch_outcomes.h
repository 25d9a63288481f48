#pragma once
#include "core/signals/signals.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace qd::programmes {

/// Months over which outcomes are told.
inline constexpr int OutcomeMonths = 12;

/// What became within a year of customers that were served in one way at its beginning.
struct TouchOutcome {
    std::string touch; ///< folded, as touchOn(), or an owner; empty for customers of no segment or of nobody
    int customers = 0; ///< with ARR above 0 at the beginning, as they are one customer or more on the day
    int stayed = 0; ///< of them, with ARR above 0 on the day
    std::int64_t opening = 0; ///< base minor units, theirs at the beginning
    std::int64_t kept = 0; ///< of each the smaller of both ends
    int settled = 0; ///< renewals of theirs due within the year, renewed or lost
    int renewed = 0;

    [[nodiscard]] std::optional<double> stayRate() const; ///< stayed / customers
    [[nodiscard]] std::optional<double> keptRate() const; ///< kept / opening
    [[nodiscard]] std::optional<double> renewalRate() const; ///< renewed / settled
    /// Wilson's interval of stayRate() at 95 %; nothing without customers.
    [[nodiscard]] std::optional<std::pair<double, double>> stayInterval() const;
};

/// The outcomes of a year, of the same customers grouped in two ways; customers of no group last, the others in byte
/// order: never by what came of them.
struct YearOutcomes {
    std::vector<TouchOutcome> byTouch; ///< as touchOutcomes()
    std::vector<TouchOutcome> byOwner; ///< by who has the customer on the day, or had it last: what a book is like
};
/// Errors as touchOutcomes().
[[nodiscard]] Result<YearOutcomes> yearOutcomes(
    const store::Workspace &workspace, const signs::Signals &history, Date day, const std::function<bool(int)> &only);

/// Outcomes by touch model over the OutcomeMonths up to `day`, as known then; by touch in byte order, customers of no
/// segment last. Who is served how is looked at before what became of them, so that nobody counts as tech-touch for
/// having shrunk. Customers that have become one by the day are one, served as the one that goes on was. They compare
/// groups of other customers, not ways of serving the same ones. Of the customers for which `only` holds. BadData for a
/// model or a setting that cannot be read; ConflictingRates, NoRate, Overflow.
[[nodiscard]] Result<std::vector<TouchOutcome>> touchOutcomes(
    const store::Workspace &workspace, const signs::Signals &history, Date day, const std::function<bool(int)> &only);

} // namespace qd::programmes
