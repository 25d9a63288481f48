#pragma once
#include "core/base/ratio.h"
#include "core/lifecycle/known_customers.h"

#include <functional>

namespace qd::lifecycle {

/// What a customer waits for, or lacks.
enum class Waiting {
    Value, ///< in force without its first value: an open case of time to value
    Stage, ///< in its stage for more days than the SLA
    Handoff, ///< first in force in the window, without the milestone `handoff`
    Milestones, ///< first in force in the window, without any milestone
};

/// "No first value yet", "Over the SLA" ..., for the context "Words" (ui/paint/words.h).
[[nodiscard]] const char *nameOf(Waiting waiting);

struct OpenCase {
    Waiting waiting = Waiting::Value;
    int account = -1; ///< directory index
    std::string stage = {}; ///< of Stage: which, as it came
    int days = 0; ///< since the clock, since it entered the stage, or since the first day in force
    std::optional<int> limit = {}; ///< of Stage: its SLA in days
};

/// Who waits as known on the day, with the counts of timeToValue() and funnelOf() of the same window: by kind, then the
/// longest first, then by directory index; those for which `only` holds, all without it. Errors as valueCases().
[[nodiscard]] Result<std::vector<OpenCase>> openCases(const store::Workspace &workspace,
    const KnownCustomers &customers, Window window, const std::function<bool(int)> &only = {});

} // namespace qd::lifecycle
