#pragma once
#include "core/base/result.h"
#include "core/scenario/projection.h"

namespace qd::scenario {

/// A value a person can move, named by its key in S.json.
struct Lever {
    std::string key; ///< of a segment: "annual_churn" ...; of the scenario: "fte", "hires", "hours_per_month" ...
    std::string segment = {}; ///< empty for scenario keys, or for all segments at once
    std::optional<Month> month = std::nullopt; ///< of "hires": when they come; else unused
    std::string toward = {}; ///< of "threshold": the segment of the larger customers; `segment` is the smaller ones'

    bool operator==(const Lever &) const = default;
};

/// "Enterprise: annual_churn", "all segments: annual_churn", "hires in 2027-01", "fte".
[[nodiscard]] Message leverName(const Lever &lever);
/// The lever of a threshold between two segments.
[[nodiscard]] Lever thresholdLever(const Threshold &threshold);
/// Every single lever of the scenario: each value of each segment, then those of the team, then the thresholds in
/// force. A logo churn that follows annual_churn and a limit of customers that is none are left out, and hires are.
[[nodiscard]] std::vector<Lever> leversOf(const CompleteScenario &scenario);

/// The lever's value. annual_logo_churn is annual_churn where it follows that; max_logos_per_csm and a threshold are 0
/// where there is none. Of all segments at once it is a factor, 1 as the scenario stands; of "hires" the FTE that come
/// in that month. InvalidArgument for an unknown key (the nearest is named), segment, or hires outside the horizon.
[[nodiscard]] Result<double> leverValue(const CompleteScenario &scenario, const Lever &lever);
/// Sets it: 0 takes away a limit of customers or a threshold. InvalidArgument too for a threshold whose segments state
/// their customers, and for customers and ARR of a segment that a threshold sorts. A factor multiplies each segment's
/// value and stops at the top of its range; hires of a month become one. Errors as above; the value must lie in
/// leverRange().
[[nodiscard]] Result<void> setLever(CompleteScenario &scenario, const Lever &lever, double value);

struct Parameter;
/// FTE that come or go in a month, by a parameter of Scope::People; 0 for none.
[[nodiscard]] double peopleIn(const CompleteScenario &scenario, const Parameter &parameter, Month month);
/// Those of the month become one change; 0 takes it away.
void setPeople(CompleteScenario &scenario, const Parameter &parameter, Month month, double fte);

/// Values that make sense to try: rates 0..1, growth 0..5, amounts 0..10 times what they are (0..10 from 0; new_acv and
/// arr 0..1,000,000), factors 0..10, hires 0..10 times the required FTE, utilisation and hours a month not below 1 %.
struct LeverRange {
    double lowest = 0;
    double highest = 1;
};
[[nodiscard]] Result<LeverRange> leverRange(const CompleteScenario &scenario, const Lever &lever);

/// What a scenario is judged by.
enum class Outcome {
    ClosingArr, ///< after the last month
    Nrr,
    Grr,
    ClosingLogos,
    PeakUtilisation, ///< highest required / available FTE of any month
    Cost, ///< of the team over the horizon
};
/// "closing_arr", "nrr", "grr", "closing_logos", "peak_utilisation", "cost".
[[nodiscard]] const char *toString(Outcome outcome);
/// Nothing where the projection cannot say: retention under 12 months, utilisation of nobody. `from` leaves out earlier
/// months of PeakUtilisation.
[[nodiscard]] std::optional<double> outcomeOf(const Projection &projection, Outcome outcome, std::size_t from = 0);

} // namespace qd::scenario
