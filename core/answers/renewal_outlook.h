#pragma once
#include "core/base/month.h"
#include "core/base/progress.h"
#include "core/portfolio/portfolio.h"

#include <functional>

namespace qd::answers {

/// How the renewals ahead of a day stand, as known on it: those due in the portfolio::RenewalsAheadDays after it, and
/// the fiscal quarter of the day after. Amounts are base minor units.
struct RenewalOutlook {
    struct Due {
        std::string account; ///< the workspace's id
        bool isReady = false; ///< has all of backtest::AllRequirements on the day
        int exceptions = 0; ///< renewals::exceptionsOf()
    };
    std::vector<Due> due; ///< by account id
    int ready = 0;
    int exceptions = 0; ///< of all of them
    int withExceptions = 0; ///< customers

    FiscalQuarter quarter;
    std::int64_t called = 0; ///< settled ARR and the calls of the open renewals of the quarter
    int open = 0; ///< renewals of the quarter
    int openCalled = 0; ///< of them, that anybody called
    /// Row `renewals` of `targets` for the quarter, of everybody, in major units; nothing without one above 0, or where
    /// the outlook is of some customers only.
    std::optional<double> target;
    bool isOfSome = false; ///< `only` was asked for

    /// called / target; nothing without a target.
    [[nodiscard]] std::optional<double> shareOfTarget(Currency currency) const;
};

/// Of the system of record on `asOf`, of the customers that `only` lets pass, by directory index; all without it.
/// NoData without ARR; NoRate, Overflow, ConflictingRates, Cancelled.
[[nodiscard]] Result<RenewalOutlook> renewalOutlook(
    const store::Workspace &workspace, Date asOf, const std::function<bool(int)> &only, Progress &progress);

} // namespace qd::answers
