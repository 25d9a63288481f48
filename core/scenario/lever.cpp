#include "core/scenario/lever.h"

#include "core/base/text.h"
#include "core/scenario/parameters.h"
#include "core/scenario/thresholds.h"

#include <algorithm>

namespace qd::scenario {

namespace {

constexpr double TimesAsMuch = 10;
constexpr double MaxAmount = 1'000'000;

/// The number a lever moves; InvalidArgument, with the nearest key, where there is none that may be named.
Result<const Parameter *> parameterOf(const std::string &key)
{
    const Parameter *found = findParameter(key);
    if (found && found->isLever)
        return found;
    std::vector<std::string> known;
    for (const Parameter &parameter : parameters()) {
        if (parameter.isLever)
            known.emplace_back(parameter.key);
    }
    const std::string close = nearest(key, known);
    if (close.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "There is no lever \"%1\"; known are %2."), {key, joined(known, ", ")}}};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Scenarios", "There is no lever \"%1\"; did you mean \"%2\"?"), {key, close}}};
}

/// Index of the lever's segment; the number of segments for all of them.
Result<std::size_t> segmentIndex(const CompleteScenario &scenario, const std::string &name)
{
    if (name.empty())
        return scenario.segments.size();
    std::vector<std::string> names;
    for (const Segment &segment : scenario.segments) {
        if (segment.name == name)
            return names.size();
        names.push_back(segment.name);
    }
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Scenarios", "The scenario has no segment \"%1\"; it has %2."), {name, joined(names, ", ")}}};
}

Result<void> checkMonth(const CompleteScenario &scenario, const Lever &lever)
{
    const int offset = lever.month ? monthsBetween(scenario.start, *lever.month) : 0;
    if (offset >= 1 && offset <= scenario.months)
        return {};
    const Month first = scenario.start.plus(1);
    const Month last = scenario.start.plus(scenario.months);
    if (!lever.month)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "Hires need a month between %1 and %2."), {first, last}}};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Scenarios", "Hires need a month between %1 and %2, not %3."), {first, last, *lever.month}}};
}

double peakRequired(const CompleteScenario &scenario)
{
    double peak = 1;
    for (const ProjectedTeam &team : project(scenario).team)
        peak = std::max(peak, team.requiredFte);
    return peak;
}

double topOf(const Parameter &parameter, double present)
{
    if (parameter.isTriedToLimit)
        return parameter.slider.limit;
    if (present > 0)
        return present * TimesAsMuch;
    return parameter.unit == Unit::Money ? MaxAmount : TimesAsMuch;
}

void scaleAll(CompleteScenario &scenario, const Parameter &parameter, double factor)
{
    for (Segment &segment : scenario.segments) {
        if (const auto own = statedIn(segment, parameter)) {
            const double scaled = *own * factor;
            setIn(segment, parameter, parameter.isTriedToLimit ? std::min(parameter.slider.limit, scaled) : scaled);
        }
    }
}

/// Both segments must be there, and their customers those of the workspace.
Result<void> checkThreshold(const CompleteScenario &scenario, const Lever &lever)
{
    for (const std::string &name : {lever.segment, lever.toward}) {
        const auto index = segmentIndex(scenario, name);
        if (!index)
            return index.error();
        if (!scenario.startBook.book || !followsStartBook(scenario, name))
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Scenarios",
                     "A threshold sorts the customers of the workspace; those of \"%1\" are stated otherwise. Take its "
                     "logos and arr from the workspace first."),
                    {name}}};
    }
    return {};
}

/// Customers and ARR of a segment cannot be set while a threshold counts them.
Result<void> checkFree(const CompleteScenario &scenario, const Parameter &parameter, const std::string &segment)
{
    for (const Threshold &threshold : scenario.thresholds) {
        const bool sorts = segment.empty() || threshold.from == segment || threshold.to == segment;
        if (sorts && parameter.isOutset)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Scenarios",
                     "%1 of \"%2\" and \"%3\" are counted by the threshold between them; take the threshold away "
                     "first."),
                    {std::string(parameter.key), threshold.from, threshold.to}}};
    }
    return {};
}

Result<void> setOfSegment(CompleteScenario &scenario, const Parameter &parameter, const Lever &lever, double value)
{
    const auto index = segmentIndex(scenario, lever.segment);
    if (!index)
        return index.error();
    if (auto free = checkFree(scenario, parameter, lever.segment); !free)
        return free;
    if (*index == scenario.segments.size()) {
        scaleAll(scenario, parameter, value);
        return {};
    }
    const bool isNone = value <= 0 && parameter.isLimit();
    setIn(scenario.segments[*index], parameter, isNone ? std::nullopt : std::optional(value));
    return {};
}

} // namespace

Message leverName(const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    if (lever.month)
        return {QD_WORDS("Scenarios", "%1 in %2"), {lever.key, *lever.month}};
    if (parameter && parameter->scope == Scope::Threshold)
        return {QD_WORDS("Scenarios", "threshold %1 to %2"), {lever.segment, lever.toward}};
    if (!lever.segment.empty())
        return {QD_WORDS("Scenarios", "%1: %2"), {lever.segment, lever.key}};
    return parameter && parameter->scope == Scope::EachSegment
        ? Message(QD_WORDS("Scenarios", "all segments: %1"), {lever.key})
        : Message::data(lever.key);
}

std::vector<Lever> leversOf(const CompleteScenario &scenario)
{
    std::vector<Lever> levers;
    for (const Segment &segment : scenario.segments) {
        for (const Parameter *parameter : parametersOf(Scope::EachSegment)) {
            if (statedIn(segment, *parameter))
                levers.push_back({parameter->key, segment.name});
        }
    }
    for (const Parameter &parameter : parameters()) {
        if (parameter.statedOf)
            levers.push_back({parameter.key});
    }
    for (const Threshold &threshold : scenario.thresholds)
        levers.push_back(thresholdLever(threshold));
    return levers;
}

Lever thresholdLever(const Threshold &threshold)
{
    return {parametersOf(Scope::Threshold).front()->key, threshold.from, std::nullopt, threshold.to};
}

Result<double> leverValue(const CompleteScenario &scenario, const Lever &lever)
{
    const auto found = parameterOf(lever.key);
    if (!found)
        return found.error();
    const Parameter &parameter = **found;
    if (parameter.scope == Scope::People) {
        auto sound = checkMonth(scenario, lever);
        return sound ? Result<double>(peopleIn(scenario, parameter, *lever.month)) : sound.error();
    }
    if (parameter.scope == Scope::Threshold)
        return thresholdOf(scenario, lever.segment, lever.toward);
    if (parameter.statedOf)
        return valueIn(scenario, parameter);
    const auto index = segmentIndex(scenario, lever.segment);
    if (!index)
        return index.error();
    return *index < scenario.segments.size() ? valueIn(scenario.segments[*index], parameter) : 1.0;
}

Result<void> setLever(CompleteScenario &scenario, const Lever &lever, double value)
{
    const auto found = parameterOf(lever.key);
    if (!found)
        return found.error();
    const Parameter &parameter = **found;
    if (parameter.scope == Scope::EachSegment)
        return setOfSegment(scenario, parameter, lever, value);
    if (parameter.statedOf) {
        setIn(scenario, parameter, value);
        return {};
    }
    auto sound = parameter.scope == Scope::Threshold ? checkThreshold(scenario, lever) : checkMonth(scenario, lever);
    if (!sound)
        return sound;
    if (parameter.scope == Scope::Threshold)
        setThreshold(scenario, lever.segment, lever.toward, value);
    else
        setPeople(scenario, parameter, *lever.month, value);
    return {};
}

double peopleIn(const CompleteScenario &scenario, const Parameter &parameter, Month month)
{
    double fte = 0;
    for (const TeamChange &change : scenario.team.*parameter.people)
        fte += change.month == month ? change.fte : 0;
    return fte;
}

void setPeople(CompleteScenario &scenario, const Parameter &parameter, Month month, double fte)
{
    std::vector<TeamChange> &changes = scenario.team.*parameter.people;
    std::erase_if(changes, [&](const TeamChange &change) { return change.month == month; });
    if (fte > 0)
        changes.push_back({month, fte});
}

Result<LeverRange> leverRange(const CompleteScenario &scenario, const Lever &lever)
{
    const auto value = leverValue(scenario, lever);
    if (!value)
        return value.error();
    const Parameter &parameter = *findParameter(lever.key);
    if (parameter.scope == Scope::People)
        return LeverRange{0, TimesAsMuch * peakRequired(scenario)};
    if (parameter.unit == Unit::Fte)
        return LeverRange{0, TimesAsMuch * std::max(*value, peakRequired(scenario))};
    if (parameter.scope == Scope::EachSegment && lever.segment.empty())
        return LeverRange{0, TimesAsMuch};
    if (parameter.scope == Scope::Team)
        return LeverRange{0, *value > 0 ? *value * TimesAsMuch : TimesAsMuch};
    return LeverRange{parameter.triedFrom, topOf(parameter, *value)};
}

} // namespace qd::scenario
