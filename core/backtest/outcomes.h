#pragma once
#include "core/renewals/known_renewals.h"

namespace qd::backtest {

/// What a model should have warned of.
enum class Event {
    Churn, ///< the renewal was lost
    Downsell, ///< it was lost, or renewed for less than 0.8 of what was due
};

/// What became of one customer's renewal, as known now. Amounts are base minor units.
struct Outcome {
    int account = -1; ///< index in the directory
    Date due;
    std::int64_t dueArr = 0;
    bool isLost = false;
    bool isEvent = false;
    /// First day without what was due: the day after the last end, or the day all of it was cancelled before that.
    Date over;
    std::vector<const renewals::Term *> terms; ///< of the contracts due; none where ARR is not read from contracts

    /// Notice was given for one of the contracts, or it was cancelled, and that was known on `day`.
    [[nodiscard]] bool isUnderNotice(Date day) const;
};

/// The renewals due in `from` .. `to`, both days included, that are settled, one a customer, by directory index: of the
/// contracts in force on `from` (CONTRACT "Renewal due"). InvalidArgument where the window ends before it begins;
/// NoRate, Overflow. `known` must outlive them.
[[nodiscard]] Result<std::vector<Outcome>> settledOutcomes(
    const renewals::KnownRenewals &known, Date from, Date to, Event event);

/// Whether a settled case is one of those a model should have warned of.
[[nodiscard]] bool isEvent(const renewals::RenewalCase &renewal, Event event);

} // namespace qd::backtest
