#include "core/scenario/lever_board.h"

#include "core/scenario/parameters.h"
#include "core/scenario/thresholds.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace qd::scenario {

namespace {

constexpr int FirstHireAfter = 6; // months

/// Those of a scope that have a slider, in the order in which these stand.
std::vector<const Parameter *> onBoard(std::initializer_list<Scope> scopes)
{
    std::vector<const Parameter *> found;
    for (const Scope scope : scopes) {
        for (const Parameter *parameter : parametersOf(scope)) {
            if (parameter->onBoard > 0)
                found.push_back(parameter);
        }
    }
    std::ranges::sort(found, {}, [](const Parameter *parameter) { return parameter->onBoard; });
    return found;
}

void addMonths(std::set<Month> &months, const CompleteScenario &scenario, const std::vector<TeamChange> &changes)
{
    for (const TeamChange &change : changes) {
        if (change.month > scenario.start && change.month <= scenario.start.plus(scenario.months))
            months.insert(change.month);
    }
}

void addPeople(std::vector<Lever> &levers, const CompleteScenario &scenario, const CompleteScenario *with)
{
    for (const Parameter *parameter : parametersOf(Scope::People)) {
        std::set<Month> months;
        for (const CompleteScenario *each : {&scenario, with}) {
            if (each)
                addMonths(months, scenario, each->team.*parameter->people);
        }
        if (months.empty() && parameter->onBoard > 0)
            months.insert(scenario.start.plus(std::min(FirstHireAfter, scenario.months)));
        for (const Month month : months)
            levers.push_back({parameter->key, {}, month});
    }
    for (const Parameter *parameter : onBoard({Scope::Team, Scope::Scenario, Scope::Ramp}))
        levers.push_back({parameter->key});
}

/// One for each pair of neighbours, and those that are set between others.
void addThresholds(std::vector<Lever> &levers, const CompleteScenario &scenario)
{
    if (!scenario.startBook.book)
        return;
    const auto has = [&](const std::string &name) {
        return std::any_of(scenario.segments.begin(), scenario.segments.end(),
            [&](const Segment &segment) { return segment.name == name; });
    };
    for (const auto &list : {scenario.startBook.book->ladder, scenario.thresholds}) {
        for (const Threshold &pair : list) {
            const Lever lever = thresholdLever(pair);
            if (has(pair.from) && has(pair.to) && std::find(levers.begin(), levers.end(), lever) == levers.end())
                levers.push_back(lever);
        }
    }
}

/// What parts the two best as the segments stand; the middle of a slider for it.
double usualThreshold(const CompleteScenario &scenario, const Lever &lever)
{
    if (scenario.startBook.book) {
        for (const Threshold &pair : scenario.startBook.book->ladder) {
            if (pair.from == lever.segment && pair.to == lever.toward)
                return pair.arr;
        }
    }
    return 0;
}

bool statesItself(const CompleteScenario &scenario, const Lever &lever, const Parameter &parameter)
{
    return std::any_of(scenario.segments.begin(), scenario.segments.end(),
        [&](const Segment &segment) { return segment.name == lever.segment && statedIn(segment, parameter); });
}

double longestRamp(const CompleteScenario &scenario, const Parameter &parameter)
{
    return std::min(parameter.slider.limit, double(scenario.months));
}

void setRamp(CompleteScenario &scenario, const Parameter &parameter, double value)
{
    const auto months = std::size_t(std::clamp(std::round(value), 1.0, longestRamp(scenario, parameter)));
    scenario.ramp.resize(months);
    for (std::size_t i = 0; i < months; ++i)
        scenario.ramp[i] = double(i + 1) / double(months);
}

/// The next of 1, 2, 5 times a power of ten.
double roundedUp(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= wanted * (1 - 1e-9))
            return step * power;
    }
    return 10 * power;
}

} // namespace

std::vector<Lever> boardLevers(const CompleteScenario &scenario, const CompleteScenario *with)
{
    std::vector<Lever> levers;
    for (const Segment &segment : scenario.segments) {
        for (const Parameter *parameter : onBoard({Scope::EachSegment}))
            levers.push_back({parameter->key, segment.name});
    }
    addThresholds(levers, scenario);
    addPeople(levers, scenario, with);
    for (const Parameter *parameter : onBoard({Scope::Spread}))
        levers.push_back({parameter->key});
    return levers;
}

bool isMainLever(const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    return parameter && parameter->isMain;
}

std::optional<double> boardValue(const CompleteScenario &scenario, const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    if (parameter && parameter->scope == Scope::People && !parameter->isLever)
        return lever.month ? std::optional(peopleIn(scenario, *parameter, *lever.month)) : std::nullopt;
    if (parameter && parameter->scope == Scope::Ramp)
        return double(scenario.ramp.size());
    if (parameter && parameter->scope == Scope::Spread)
        return scenario.uncertainty[std::size_t(*parameter->rate)];
    const auto value = leverValue(scenario, lever);
    return value ? std::optional(*value) : std::nullopt;
}

void setBoardValue(CompleteScenario &scenario, const Lever &lever, double value)
{
    const Parameter *parameter = findParameter(lever.key);
    if (!parameter)
        return;
    value = std::clamp(value, parameter->slider.lowest, parameter->slider.limit);
    if (parameter->scope == Scope::People && !parameter->isLever && lever.month)
        setPeople(scenario, *parameter, *lever.month, value);
    else if (parameter->scope == Scope::Ramp)
        setRamp(scenario, *parameter, value);
    else if (parameter->scope == Scope::Spread)
        scenario.uncertainty[std::size_t(*parameter->rate)] = value;
    else if (!setLever(scenario, lever, value).ok())
        return; // another scenario's segment or month: documented to change nothing
}

SliderRange sliderRange(const CompleteScenario &base, const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    if (!parameter)
        return {};
    const SliderShape &shape = parameter->slider;
    const bool isRamp = parameter->scope == Scope::Ramp;
    SliderRange range;
    range.lowest = shape.lowest;
    range.limit = isRamp ? longestRamp(base, *parameter) : shape.limit;
    double middle = boardValue(base, lever).value_or(0);
    if (parameter->scope == Scope::Threshold)
        middle = std::max(middle, usualThreshold(base, lever));
    const double covered = std::max(2 * middle, shape.covers);
    range.highest = std::min(isRamp ? covered : roundedUp(covered), range.limit);
    range.step = shape.step > 0 ? shape.step : range.highest / 200;
    return range;
}

std::vector<Lever> tornadoLevers(const CompleteScenario &scenario)
{
    std::vector<Lever> levers = leversOf(scenario);
    std::erase_if(levers, [](const Lever &lever) { return findParameter(lever.key)->isOutset; });
    return levers;
}

Uncertainty boardUncertainty()
{
    Uncertainty assumed{};
    assumed[std::size_t(Rate::AnnualChurn)] = 0.20;
    assumed[std::size_t(Rate::AnnualContraction)] = 0.20;
    assumed[std::size_t(Rate::AnnualExpansion)] = 0.25;
    assumed[std::size_t(Rate::NewLogosPerMonth)] = 0.20;
    return assumed;
}

bool isFree(const CompleteScenario &scenario, const Lever &lever)
{
    CompleteScenario copy = scenario;
    const auto value = leverValue(scenario, lever);
    return !value || setLever(copy, lever, *value).ok();
}

bool isTurned(const CompleteScenario &scenario, const CompleteScenario &base, const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    if (parameter && parameter->scope == Scope::Ramp)
        return scenario.ramp != base.ramp;
    if (parameter && parameter->follows && !statesItself(scenario, lever, *parameter)
        && !statesItself(base, lever, *parameter))
        return false; // both follow another number, which says so itself
    const bool sorted =
        parameter && parameter->scope == Scope::EachSegment && parameter->isOutset && !isFree(scenario, lever);
    if (sorted) // the threshold says so
        return false;
    const auto here = boardValue(scenario, lever);
    const auto there = boardValue(base, lever);
    return here && there && std::abs(*here - *there) > 1e-9 * std::max({1.0, std::abs(*here), std::abs(*there)});
}

} // namespace qd::scenario
