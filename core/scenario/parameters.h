#pragma once
#include "core/scenario/scenario_file.h"
#include "core/scenario/segment_figures.h"

#include <limits>
#include <span>
#include <variant>

namespace qd::scenario {

/// Where a number of a scenario stands.
enum class Scope {
    EachSegment, ///< a number that every segment has
    Team, ///< in "csms"
    Scenario, ///< in the scenario itself
    People, ///< FTE that come or go in a month
    Ramp, ///< months to full productivity
    Threshold, ///< ARR that parts two segments
    Spread, ///< coefficient of variation of a rate
};

/// What a number counts, which decides how it is written.
enum class Unit {
    Rate, ///< a share, as a percentage with a decimal
    Share, ///< a share, as a whole percentage
    Money, ///< major units of the base currency
    Customers,
    CustomersAMonth,
    HoursEach, ///< of one customer, a month
    Hours, ///< of one FTE, a month
    Fte,
    Months,
    Factor,
};

/// The values that a file may state.
struct ValueRange {
    double lowest = 0;
    double highest = std::numeric_limits<double>::infinity();
    bool mayBeLowest = true; ///< false: must be above `lowest`
};

/// How a slider for the number is made.
struct SliderShape {
    double covers = 1; ///< at least, so that a base of 0 can be moved
    double step = 0; ///< 0: a two hundredth of what it covers
    double limit = 1; ///< the highest that can be typed
    double lowest = 0;
};

/// A change of a number to begin with, offered while a scenario is as its base: in all segments, or in the first month
/// that has a lever of people.
struct Starter {
    MessageWords title; ///< "Two more CSMs in %1" of Scope::People
    double (*to)(double value);
};

/// The customers of a segment that a measured number is of.
using CustomersBehind = std::vector<std::string> SegmentCustomers::*;

/// A number of a scenario: all that reading, checking, writing, moving and naming it must know. What lists such numbers
/// goes through parameters(); a new one is a member of Segment (scenario.h) or of CompleteScenario and Scenario, a row
/// of the table, and its place in the projection.
struct Parameter {
    const char *key = ""; ///< in S.json, and of its lever; "uncertainty.annual_churn" is within "uncertainty"
    Scope scope = Scope::EachSegment;
    Unit unit = Unit::Factor;
    ValueRange range = {}; ///< in a file
    SliderShape slider = {};
    MessageWords title = {}; ///< under the heading of its segment
    MessageWords shortName = {}; ///< after the segment's name

    // Of Scope::EachSegment: the member, as it is and as a file states it.
    std::variant<double Segment::*, std::optional<double> Segment::*> value = {};
    std::optional<double> SegmentValues::*stated = nullptr;
    const char *follows = nullptr; ///< of an optional one: the key whose value holds where none is stated; else 0
    std::optional<double> (*measured)(const SegmentFigures &) = nullptr; ///< what the workspace has; none: assumed
    CustomersBehind behind = nullptr;
    // Of Scope::Team and Scope::Scenario.
    std::variant<std::monostate, double Team::*, double CompleteScenario::*> of = {};
    std::optional<double> Scenario::*statedOf = nullptr;
    std::vector<TeamChange> Team::*people = nullptr; ///< of Scope::People
    MessageWords adding = {}; ///< of Scope::People: the menu of months to add one in
    std::optional<Rate> rate = std::nullopt; ///< whose draws move it (Scope::EachSegment), or which it spreads

    int onBoard = 0; ///< place among the sliders of its section, from 1; 0: none (people: in months that have some)
    bool isMain = false; ///< among the sliders that decide most
    bool isLever = true; ///< may be named in a goal, a tornado or a sweep, besides on the board
    bool isOutset = false; ///< what a segment or team is at the start, not what it does: no bar of a tornado
    bool isTriedToLimit = false; ///< a tornado or a goal may go to slider.limit; others to ten times what they are
    double triedFrom = 0;
    bool decidesRetention = false; ///< what a goal of NRR is sought by
    std::optional<Starter> starter = std::nullopt;

    /// Of a segment, and without it there is none: 0 takes it away.
    [[nodiscard]] bool isLimit() const
    {
        return !follows && scope == Scope::EachSegment
            && std::holds_alternative<std::optional<double> Segment::*>(value);
    }
};

/// Every number, in the order in which files have them and compare() takes them: those of a segment first.
[[nodiscard]] std::span<const Parameter> parameters();
/// Those of one scope, in that order.
[[nodiscard]] std::vector<const Parameter *> parametersOf(Scope scope);
/// nullptr for an unknown key.
[[nodiscard]] const Parameter *findParameter(std::string_view key);

// Numbers of a segment; `parameter` is of Scope::EachSegment.

/// What the segment states; nothing where an optional number is not stated.
[[nodiscard]] std::optional<double> statedIn(const Segment &segment, const Parameter &parameter);
/// What holds in the segment: what is stated, else the number it follows, else 0.
[[nodiscard]] double valueIn(const Segment &segment, const Parameter &parameter);
/// Nothing is for an optional number alone.
void setIn(Segment &segment, const Parameter &parameter, std::optional<double> value);

// Numbers of the team and of the scenario; `parameter` has a statedOf.
[[nodiscard]] double valueIn(const CompleteScenario &scenario, const Parameter &parameter);
void setIn(CompleteScenario &scenario, const Parameter &parameter, double value);

/// "annual_churn must be between 0 and 1, not 1.4." if `value` is out of the number's range; else empty.
[[nodiscard]] Message rangeFault(const Parameter &parameter, double value);
/// A number as people write it: 0.25, 12, 1.5e9.
[[nodiscard]] std::string numberText(double value);

} // namespace qd::scenario
