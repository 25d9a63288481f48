#include "core/coverage/hiring_trigger.h"

#include <algorithm>

namespace qd::coverage {

namespace {

constexpr int LongestSearch = 24;
constexpr double FteRounding = 1e-9; ///< FTE

void note(HiringTrigger &trigger, const CapacityRow &row)
{
    if (row.gapFte() >= -FteRounding)
        return;
    if (!trigger.firstOver)
        trigger.firstOver = row.month;
    trigger.missingFte = std::max(trigger.missingFte, -row.gapFte());
}

} // namespace

int rampMonths(const CapacityModel &model)
{
    return model.ramp.empty() ? 0 : int(model.ramp.size()) - 1;
}

Result<std::vector<HiringTrigger>> hiringTriggers(
    const CoverageInput &input, const Capacity &capacity, int monthsToHire)
{
    if (monthsToHire < 0 || monthsToHire > LongestSearch)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Coverage", "Time to hire is %1 months; it must be 0 to %2."),
                {std::to_string(monthsToHire), std::to_string(LongestSearch)}}};
    std::vector<HiringTrigger> triggers;
    for (const CapacityRow &row : capacity.rows) {
        auto found = std::find_if(
            triggers.begin(), triggers.end(), [&](const HiringTrigger &at) { return at.group == row.group; });
        if (found == triggers.end())
            found = triggers.insert(triggers.end(), {row.group, {}, 0, {}, false});
        note(*found, row);
    }
    for (HiringTrigger &trigger : triggers) {
        if (!trigger.firstOver)
            continue;
        trigger.hireBy = trigger.firstOver->plus(-monthsToHire - rampMonths(input.model)).firstDay();
        trigger.late = *trigger.hireBy < input.asOf;
    }
    return triggers;
}

} // namespace qd::coverage
