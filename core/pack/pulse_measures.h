#pragma once
#include "core/portfolio/health.h"
#include "core/revenue/grouping.h"
#include "core/store/workspace.h"

namespace qd {
class Progress;
}

namespace qd::pack {

/// Days of a pulse: what it says changed since as many days before.
inline constexpr int PulseDays = 7;
/// By how much usage of 28 days rises or falls to be told (signal `usage_trend`).
inline constexpr double PulseUsageStep = 0.2;

/// Customers of a health colour; None: without one.
struct PulseColour {
    portfolio::HealthColour colour = portfolio::HealthColour::None;
    int before = 0;
    std::vector<int> now; ///< by directory index
};

/// Renewals due within some days after the day.
struct PulseRenewals {
    int days = 0;
    std::vector<int> accounts;
    std::int64_t arr = 0; ///< base minor units
    std::int64_t atRisk = 0; ///< of customers in yellow and red
};

/// Actions of some kind and whose they are.
struct PulseActions {
    int actions = 0;
    std::vector<int> accounts; ///< each once; those of unknown customers have none
};

/// What the last days of a period are told by. Customers are those with ARR above 0 on the day that pass the filters.
struct PulseMeasures {
    Date day;
    Date before; ///< PulseDays earlier
    std::vector<PulseColour> colours; ///< green, yellow, red, none; as known on either day
    std::vector<int> better; ///< from one colour to a better one; the scores' own, never an override's
    std::vector<int> worse;
    std::vector<PulseRenewals> renewals; ///< within 30, 60 and 90 days; empty where no end is known
    std::vector<int> usageUp; ///< usage_trend of PulseUsageStep or more
    std::vector<int> usageDown; ///< of as much below 0, or less
    int usageKnown = 0; ///< customers who have the signal
    PulseActions late; ///< open and past due
    PulseActions escalated; ///< open at a level above 0
    PulseActions opened; ///< after `before`
    PulseActions closed; ///< after `before`
};

/// As known on `day`. NoData without ARR; NoRate, Overflow, BadData, Cancelled.
[[nodiscard]] Result<PulseMeasures> measurePulse(
    const store::Workspace &workspace, Date day, const revenue::Filters &filters, Progress &progress);

} // namespace qd::pack
