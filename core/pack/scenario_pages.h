#pragma once
#include "core/base/progress.h"
#include "core/pack/pack_document.h"
#include "core/scenario/difference.h"
#include "core/scenario/quarter_ends.h"

#include <optional>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// Two scenarios as the comparison page shows them, computed once.
struct ScenarioMeasures {
    std::string name; ///< of the saved scenario
    int version = 0;
    std::string savedBy;
    Month start;
    int months = 0; ///< both have
    Currency currency;
    int fiscalYearStart = 1;
    std::vector<std::pair<Month, double>> history; ///< ARR of the year to the start month, major units
    scenario::Projection base;
    scenario::Projection scenario;
    scenario::Difference difference;
    std::vector<Message> notes; ///< about the base: assumed zeros, stale rates
};

/// The base of the workspace against the scenario that was saved last, over the months of that scenario; the base
/// starts where it starts. Nothing when no scenario is saved; a sentence says why one that is saved cannot be
/// projected. Errors as scenario::complete().
[[nodiscard]] Result<std::optional<ScenarioMeasures>> measureScenario(
    const store::Workspace &workspace, Progress &progress);

/// What the scenario does to ARR, retention, CSMs and cost, and which lever does it, over as many pages as the levers
/// take; pure.
[[nodiscard]] std::vector<Page> scenarioPages(const ScenarioMeasures &measures);

} // namespace qd::pack
