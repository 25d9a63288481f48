#pragma once
#include "core/base/progress.h"
#include "core/scenario/scenario_file.h"
#include "core/scenario/segment_figures.h"

namespace qd::store {
class Workspace;
}

namespace qd::scenario {

/// Where a value of a complete scenario comes from.
enum class Provenance {
    Stated, ///< in the file, or set by a person
    Measured, ///< from the workspace's own figures
    Assumed, ///< a default, since neither says anything
};
/// "stated", "measured", "assumed".
[[nodiscard]] const char *toString(Provenance provenance);

struct ValueOrigin {
    std::string segment; ///< empty for values of the whole scenario
    std::string key; ///< as in S.json, for example "annual_churn", "csms.fte"
    double value = 0; ///< 0 for lists and months
    Provenance provenance = Provenance::Stated;
};

struct Lever;
/// Who says what the lever stands at in the base; nullptr where nobody had to: hires, thresholds, uncertainty.
[[nodiscard]] const ValueOrigin *originOf(const std::vector<ValueOrigin> &origins, const Lever &lever);

/// A scenario with nothing missing, and who says so.
struct CompletedScenario {
    CompleteScenario scenario;
    std::vector<ValueOrigin> origins; ///< one per segment value and scenario value
    std::vector<Message> notes; ///< what a reader should know: assumed zeros, stale rates
    std::map<std::string, SegmentCustomers> customers; ///< behind the measured figures, by segment
};

/// Fills what `scenario` leaves out from the workspace (CONTRACT section 3), at the rates of the start month's last
/// day: start = the last month ended by the ARR source's as-of date; segments = every golden segment with customers or
/// new business in twelve months; logos and ARR at the end of start; churn, contraction and expansion point to point
/// over the twelve months before it; new customers a month and their mean annual value from the movements `new` of
/// those months; hours per account, productive hours and ramp from the touch model in force (touch_figures.h); FTE and
/// mean annual cost of an FTE from `csms` in force on that day. What no data say is a documented default marked
/// Assumed.
///
/// InvalidArgument: a value is missing for a segment the workspace does not have (the nearest is named), a hire before
/// the first month, overload elasticity without a team. NoData: no ARR, or none for the start month. NoRate, Overflow,
/// Cancelled. ARR is not read when nothing needs it.
///
/// With `filters` the base is that of the customers that pass, and of each CSM the share of the FTE that their hours
/// take of the hours held. Thresholds are applied to the customers of the start month, and say in a note how many move.
[[nodiscard]] Result<CompletedScenario> complete(const store::Workspace &workspace, const Scenario &scenario,
    Progress &progress, const CustomerFilters &filters = {});

} // namespace qd::scenario
