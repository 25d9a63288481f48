#pragma once
#include "core/coverage/capacity.h"

namespace qd::coverage {

/// When a group runs out of time, and when to act on it.
struct HiringTrigger {
    std::string group; ///< "total" or a segment
    std::optional<Month> firstOver; ///< first month with utilisation above 100 %; nothing within the horizon
    double missingFte = 0; ///< largest shortage from that month on, in ramped FTE
    std::optional<Date> hireBy; ///< first day of firstOver less time to hire and ramp: when the search must begin
    bool late = false; ///< hireBy is before the as-of date: somebody hired now comes too late
};

/// Months of tenure before a new CSM works at the last value of the ramp.
[[nodiscard]] int rampMonths(const CapacityModel &model);

/// One for each group of `capacity`, total first. `monthsToHire` (0..24) from the decision to the first day at work:
/// hire-by = first month above 100 % - months to hire - ramp months. InvalidArgument outside that range.
[[nodiscard]] Result<std::vector<HiringTrigger>> hiringTriggers(
    const CoverageInput &input, const Capacity &capacity, int monthsToHire);

} // namespace qd::coverage
