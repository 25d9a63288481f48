#pragma once
#include "core/base/result.h"
#include "core/scenario/scenario.h"

#include <string_view>

namespace qd::scenario {

/// S.json (CONTRACT section 3): the stated values of a scenario. See Segment and CompleteScenario for units.
struct Scenario {
    std::string name;
    std::optional<Month> start = std::nullopt;
    std::optional<int> months = std::nullopt;
    std::vector<SegmentValues> segments = {}; ///< empty: every segment of the workspace
    std::optional<double> fte = std::nullopt;
    std::optional<double> annualCost = std::nullopt;
    std::vector<TeamChange> hires = {};
    std::vector<TeamChange> leavers = {};
    std::optional<double> hoursPerMonth = std::nullopt;
    std::optional<double> utilisation = std::nullopt;
    std::vector<double> ramp = {}; ///< empty: the default
    std::optional<double> overloadElasticity = std::nullopt;
    Uncertainty uncertainty{};
    double correlation = 0;
    std::vector<Threshold> thresholds = {}; ///< applied one after another; their segments state neither logos nor arr

    bool operator==(const Scenario &) const = default;
};

/// Values that no workspace holds and a file may leave out; each is marked assumed.
inline constexpr int DefaultMonths = 24;
[[nodiscard]] const std::vector<double> &defaultRamp();

/// Reads S.json. BadData for text that is no JSON; InvalidArgument with a sentence that names the offender for an
/// unknown key (with the nearest known one), a wrong type, and all that checkScenario() refuses. A null is missing.
[[nodiscard]] Result<Scenario> parseScenario(std::string_view json);

/// The scenario as S.json with two spaces of indent; parseScenario() reads it back unchanged.
[[nodiscard]] std::string scenarioJson(const Scenario &scenario);

/// InvalidArgument for values that mean nothing: a rate outside 0..1 (expansion may be above 1), anything negative, two
/// segments of one name, a ramp without months or outside 0..1, a hire or leaver before the first projected month,
/// months outside 1..600, a threshold without two segments of the file or
/// twice for the same two, or one whose segments state logos or arr.
[[nodiscard]] Result<void> checkScenario(const Scenario &scenario);

/// A complete scenario with every value stated, to check it or to save it; but logos and arr of segments that a
/// threshold sorts.
[[nodiscard]] Scenario stated(const CompleteScenario &scenario);

} // namespace qd::scenario
