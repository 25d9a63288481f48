#pragma once
#include "core/scenario/lever.h"

#include <functional>

namespace qd::scenario {

/// One value that differs between two scenarios, and how the other's is put in the place of the base's.
struct LeverStep {
    Message name; ///< see LeverDifference
    Lever lever;
    std::optional<double> from = std::nullopt;
    std::optional<double> to = std::nullopt;
    std::function<void(CompleteScenario &)> apply;
};

/// The steps from `base` to `other`, in the order in which compare() takes them; after the last one the scenarios are
/// the same in everything the projection reads, but for the order of segments.
[[nodiscard]] std::vector<LeverStep> leverSteps(const CompleteScenario &base, const CompleteScenario &other);

} // namespace qd::scenario
