#pragma once
#include "core/answers/renewal_outlook.h"
#include "core/base/message.h"
#include "core/base/progress.h"
#include "core/health/model_effect.h"
#include "core/portfolio/portfolio.h"
#include "core/portfolio/renewal.h"
#include "core/reconcile/reconciliation.h"
#include "core/revenue/retention_rates.h"
#include "core/sources/freshness.h"

#include <functional>

namespace qd::answers {

/// Something a person should look at, worst first.
struct Finding {
    enum class Weight { Information, Warning, Urgent };
    Weight weight = Weight::Information;
    std::string rule; ///< stable name of the rule: "late_source", "quarantine", "largest_break" ...
    Message title; ///< one sentence
    Message detail; ///< against what
    std::optional<std::int64_t> amount; ///< base minor units, where money is at stake
    std::string owner;
    std::vector<std::string> accounts; ///< customers behind it
};

/// How many records changed a field in the latest snapshot of their source.
struct FieldChange {
    std::string field; ///< renewal_date, owner, health, segment, lifecycle_stage, status, arr
    int records = 0;
};

/// Days over which Home tells who has another colour.
inline constexpr int HealthShiftDays = 30;

/// How the customers with ARR fare, by the model in force, else by the last colours a system gave.
struct BriefingHealth {
    health::ColourSums mix; ///< colours as they are shown, those of overrides too
    Date since; ///< HealthShiftDays before
    std::vector<std::string> better; ///< customers with ARR and a colour on both days whose own colour is a better one
    std::vector<std::string> worse;
    struct Risk {
        std::string account;
        std::int64_t arr = 0; ///< base minor units
    };
    std::vector<Risk> atRisk; ///< yellow or red

    /// ARR of yellow and red / ARR; nothing without ARR.
    [[nodiscard]] std::optional<double> atRiskShare() const;
};

/// How the work queue stands on the day of a briefing.
struct BriefingActions {
    std::int64_t open = 0;
    std::int64_t late = 0; ///< of them, past their due day
    int oldest = 0; ///< days by which the latest of them is late
    std::optional<std::int64_t> escalated; ///< open longer than their rules allow; nothing where these cannot be read
};

/// What Home shows: the month's headline numbers, what changed, and what needs attention.
struct Briefing {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Currency currency;
    int customers = 0; ///< that pass the filter
    Date asOf; ///< of the ARR, else the latest of all sources
    std::optional<std::int64_t> arr; ///< base minor units on `arrDay`; nothing without ARR
    std::string arrSource; ///< the system that ARR is of; empty without ARR
    Date arrDay; ///< the as-of date, or the last day that the ARR source knows
    std::optional<Month> month; ///< last ended month; nothing without ARR
    std::vector<revenue::RetentionPoint> trend; ///< 13 months to `month`
    std::vector<revenue::AccountMovement> movements; ///< of `month`, all customers
    revenue::MovementRow monthTotal;
    revenue::FxMode fx = revenue::FxMode::Constant; ///< of the trend's rates
    std::vector<portfolio::StaleRate> staleRates; ///< on `arrDay`
    int renewalsDue = 0; ///< customers with a renewal due in the portfolio::RenewalsAheadDays after `asOf`
    std::int64_t renewalArr = 0; ///< what of their ARR is due
    std::int64_t renewalArrAtRisk = 0; ///< of it, with yellow or red health
    std::vector<std::string> renewalAccounts;
    std::optional<RenewalOutlook> outlook; ///< nothing without ARR, or where it cannot be told
    std::optional<BriefingHealth> health; ///< nothing where nobody has a colour
    BriefingActions actions; ///< of customers that pass, and of unknown ones where no chip is set
    std::optional<reconcile::Reconciliation> reconciliation; ///< the default pair
    std::vector<FieldChange> changes;
    std::int64_t quarantined = 0; ///< sources::rowsInQuarantine()
    std::int64_t rowsRead = 0;
    std::vector<Finding> findings;
    std::vector<sources::SourceFreshness> sources; ///< on `asOf`
};

/// ARR on the day of the briefing against the month-end before that day. Precondition: there is ARR.
struct ArrChange {
    Date from; ///< a month's last day
    std::int64_t before = 0; ///< base minor units at its end
    std::int64_t now = 0;
};
[[nodiscard]] ArrChange arrChange(const Briefing &briefing);

struct BriefingOptions {
    std::optional<Date> asOf;
    revenue::GroupingOptions grouping; ///< filters
    revenue::FxMode fx = revenue::FxMode::Constant; ///< of the rates of retention
    std::function<bool(const identity::Account &)> only;
};

/// NoData for a workspace without customers; parts that lack data are empty. NoRate, Overflow, Cancelled.
[[nodiscard]] Result<Briefing> briefing(
    const store::Workspace &workspace, const BriefingOptions &options, Progress &progress);

} // namespace qd::answers
