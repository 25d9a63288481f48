#pragma once
#include "core/programmes/contact_figures.h"
#include "core/programmes/customer_voice.h"
#include "core/programmes/digital_engagement.h"
#include "core/programmes/escalation_answers.h"
#include "core/programmes/success_plans.h"
#include "core/programmes/touch_outcomes.h"
#include "core/signals/signals.h"

#include <functional>

namespace qd::programmes {

/// What customers say now, and what they said VoiceBeforeDays before, and twice and three times as many: a trend.
struct VoiceRow {
    VoiceFigures now;
    std::optional<double> before; ///< its value(); nothing where nobody had answered
    std::array<std::optional<double>, 2> earlier = {}; ///< the same, twice and three times as many days before
};

/// How the programmes stand on a day, as known then.
struct ProgrammeFigures {
    Date day;
    std::vector<PlanFigures> plans; ///< of customers with ARR above 0
    std::vector<TierFigures> escalations;
    std::vector<OpenEscalation> openEscalations;
    TierRules tiers;
    std::vector<EngagementFigures> digital; ///< of customers with tech touch
    std::vector<TouchOutcome> outcomes; ///< of customers by how they were served a year before
    std::vector<TouchOutcome> books; ///< of the same by owner, with n and in the order of names: no ranking
    std::optional<Message> withoutOutcomes; ///< why there are none: what they had then has no exchange rate
    std::vector<VoiceRow> voice;
    std::vector<Detractor> detractors; ///< with ARR above 0, by ARR falling, then customer
    std::vector<ContactFigures> contacts; ///< of customers with ARR above 0
    /// The same, from LeastSilentDays without contact on, by ARR falling, then customer.
    std::vector<SilentCustomer> silent;
    std::vector<std::int64_t> arr; ///< base minor units, by directory index
    std::vector<std::optional<Date>> renewals; ///< the next end of a contract in force, by directory index
};

/// Groups customers by how they are served on the day (touchOn()).
inline constexpr const char *ByTouch = "touch";

/// Of the customers for which `only` holds, grouped by a dimension but product, or by ByTouch; escalations and what
/// customers say are also of those that have no ARR on the day. BadData for a setting or a model that cannot be read;
/// NoRate, Overflow, Cancelled.
[[nodiscard]] Result<ProgrammeFigures> programmesOn(const store::Workspace &workspace, const signs::Signals &history,
    Date day, const std::string &by, const std::function<bool(int)> &only);

} // namespace qd::programmes
