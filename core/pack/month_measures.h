#pragma once
#include "core/dictionary/definition.h"
#include "core/pack/renewals_ahead.h"
#include "core/pack/targets.h"
#include "core/reconcile/reconciliation.h"
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"
#include "core/sources/freshness.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace qd::pack {

/// Customers with ARR on a day and those of them with a score, whatever colour a person gave.
struct HealthCoverage {
    int customers = 0;
    int scored = 0;
};

/// What a page of a pack has to have measured, besides the movements of the month and where the data come from.
enum class Need {
    Retention, ///< trend, rates by segment and region, now and a year ago
    Renewals, ///< renewals ahead and health coverage, by month
    Reconciliation,
    Register, ///< of the breaks of that reconciliation, and its sign-off
    Cohorts,
    Lifecycle, ///< how long customers stay, and why they leave
    Value, ///< time to value
    Adoption, ///< use by cohort
    Coverage,
    Scenario, ///< the one saved last
    Health, ///< scores by the model in force, and the court
    Known, ///< signs before renewals
    Quarters, ///< movements and rates of five fiscal quarters
    Governance, ///< conventions, definitions, conflicts
    Pulse, ///< what changed in the last week, and the work there is
    Risks, ///< open renewals, which are at risk, and what is done about it
    Forecast, ///< what is expected of the renewals of the quarter, and how right forecasts of the last one were
};

/// Everything a monthly pack says is measured once, here; pages and sentences only read it.
struct MonthMeasures {
    Month month;
    Date asOf; ///< the month's last day
    revenue::Filters filters; ///< every figure is of the customers for which they hold
    Currency currency;
    int fiscalYearStart = 1;
    std::shared_ptr<const identity::AccountDirectory> accounts;
    portfolio::ArrSource arrSource;
    revenue::MovementRow flow; ///< of all customers
    std::vector<revenue::AccountMovement> details; ///< of all customers in the month
    std::vector<revenue::RetentionPoint> trend; ///< 13 month-ends, the month last
    revenue::Retention bySegment; ///< twelve months to the month; "total" first
    std::optional<revenue::Retention> bySegmentYearAgo; ///< nothing when the data do not reach back
    revenue::Retention byRegion;
    std::optional<revenue::Retention> byRegionYearAgo;
    std::vector<RenewalsDue> renewals; ///< 13 month-ends, the month last
    std::vector<HealthCoverage> health; ///< as above; empty when no health was imported
    retention::Cohorts cohorts; ///< NRR by quarter
    std::optional<reconcile::Reconciliation> reconciliation; ///< nothing with fewer than two systems that have ARR
    sources::SourceList sources;
    std::vector<sources::SourceFreshness> freshness; ///< of the same on the as-of date
    std::vector<portfolio::StaleRate> staleRates; ///< on the as-of date
    Targets targets;
    std::string company; ///< the setting `company`; may be empty
    /// Of the dictionary in force on the as-of date, by metrics::Metric::key; empty where nobody asked it.
    std::map<std::string, dictionary::DefinitionVersion, std::less<>> definitions;
    std::vector<Message> leftOut; ///< about what is missing and what to import
};

/// Measures of `month`, on the ARR system of record, what `needs` names; the rest stays empty. NoData when the month is
/// not over in the data, lies before them, or there is no ARR at all among the customers for which `filters` hold;
/// NoRate, ConflictingRates, Overflow, Cancelled.
[[nodiscard]] Result<MonthMeasures> measureMonth(const store::Workspace &workspace, Month month,
    const revenue::Filters &filters, const std::set<Need> &needs, Progress &progress);

/// The book as of the last day of `month`. NoData when the month is not over in the data, with the latest that is; as
/// Portfolio::book().
[[nodiscard]] Result<portfolio::ArrBook> bookOfMonth(const portfolio::Portfolio &portfolio, Month month);

/// The latest month that is over on `asOf` in the data of the ARR source, or without one in the data there are. NoData
/// without any.
[[nodiscard]] Result<Month> latestMonth(const store::Workspace &workspace, std::optional<Date> asOf = std::nullopt);

} // namespace qd::pack
