#include "core/scenario/lever_steps.h"

#include "core/scenario/parameters.h"
#include "core/scenario/thresholds.h"

#include <algorithm>
#include <map>

namespace qd::scenario {

namespace {

using Changes = std::vector<TeamChange>;

Message segmentStep(const std::string &segment)
{
    return {QD_WORDS("Scenarios", "segment %1"), {segment}};
}

Segment &segmentNamed(CompleteScenario &scenario, const std::string &name)
{
    return *std::find_if(
        scenario.segments.begin(), scenario.segments.end(), [&](const Segment &s) { return s.name == name; });
}

void addSegmentSteps(std::vector<LeverStep> &steps, const Segment &from, const Segment &to)
{
    for (const Parameter *parameter : parametersOf(Scope::EachSegment)) {
        const auto before = statedIn(from, *parameter);
        const auto after = statedIn(to, *parameter);
        if (before == after)
            continue;
        const Lever lever{parameter->key, to.name};
        steps.push_back(
            {leverName(lever), lever, before, after, [name = to.name, after, parameter](CompleteScenario &scenario) {
                 setIn(segmentNamed(scenario, name), *parameter, after);
             }});
    }
}

void addNumber(std::vector<LeverStep> &steps, const Parameter &parameter, double from, double to)
{
    if (from != to)
        steps.push_back({Message::data(parameter.key), {parameter.key}, from, to,
            [&parameter, to](CompleteScenario &scenario) { setIn(scenario, parameter, to); }});
}

std::map<Month, double> byMonth(const Changes &changes)
{
    std::map<Month, double> fte;
    for (const TeamChange &change : changes)
        fte[change.month] += change.fte;
    return fte;
}

/// A step for each month in which other people come or go; the last one takes the list as it is, so that sums over it
/// round alike.
void addPeople(std::vector<LeverStep> &steps, const Parameter &parameter, const Team &before, const Team &after)
{
    const char *key = parameter.key;
    const auto list = parameter.people;
    const Changes &from = before.*list;
    const Changes &to = after.*list;
    if (from == to)
        return;
    auto now = byMonth(from);
    const auto wanted = byMonth(to);
    std::map<Month, std::pair<double, double>> months;
    for (const auto &[month, fte] : now)
        months[month].first = fte;
    for (const auto &[month, fte] : wanted)
        months[month].second = fte;
    std::erase_if(months, [](const auto &entry) { return entry.second.first == entry.second.second; });
    if (months.empty()) // the same people, listed otherwise
        return steps.push_back(
            {Message::data(key), {key}, {}, {}, [to, list](CompleteScenario &s) { s.team.*list = to; }});
    for (const auto &[month, fte] : months) {
        fte.second > 0 ? void(now[month] = fte.second) : void(now.erase(month));
        Changes left;
        for (const auto &[when, people] : now)
            left.push_back({when, people});
        if (month == months.rbegin()->first)
            left = to;
        const Lever lever{key, {}, month};
        steps.push_back({leverName(lever), lever, fte.first, fte.second,
            [left, list](CompleteScenario &s) { s.team.*list = left; }});
    }
}

void addTeamSteps(std::vector<LeverStep> &steps, const CompleteScenario &base, const CompleteScenario &other)
{
    for (const Parameter &parameter : parameters()) {
        if (parameter.statedOf)
            addNumber(steps, parameter, valueIn(base, parameter), valueIn(other, parameter));
        else if (parameter.scope == Scope::People)
            addPeople(steps, parameter, base.team, other.team);
        else if (parameter.scope == Scope::Ramp && base.ramp != other.ramp)
            steps.push_back({Message::data(parameter.key), {parameter.key}, double(base.ramp.size()),
                double(other.ramp.size()), [ramp = other.ramp](CompleteScenario &s) { s.ramp = ramp; }});
    }
}

/// A step for each pair of segments with another threshold; the last one puts the other's list in force, order
/// included. `sorted` becomes the scenario after them.
void addThresholdSteps(std::vector<LeverStep> &steps, CompleteScenario &sorted, const CompleteScenario &other)
{
    if (sorted.thresholds == other.thresholds)
        return;
    if (!sorted.startBook.book)
        sorted.startBook = other.startBook;
    std::vector<Threshold> pairs = other.thresholds;
    for (const Threshold &threshold : sorted.thresholds) {
        if (thresholdOf(other, threshold.from, threshold.to) == 0)
            pairs.push_back(threshold);
    }
    std::erase_if(pairs, [&](const Threshold &pair) {
        return thresholdOf(other, pair.from, pair.to) == thresholdOf(sorted, pair.from, pair.to);
    });
    if (pairs.empty()) // in another order
        pairs.push_back(other.thresholds.back());
    for (const Threshold &pair : pairs) {
        const Lever lever = thresholdLever(pair);
        const double from = thresholdOf(sorted, pair.from, pair.to);
        const double to = thresholdOf(other, pair.from, pair.to);
        setThreshold(sorted, pair.from, pair.to, to);
        if (&pair == &pairs.back())
            applyThresholds(sorted, other.thresholds);
        steps.push_back({leverName(lever), lever, from, to,
            [thresholds = sorted.thresholds, book = sorted.startBook](CompleteScenario &scenario) {
                scenario.startBook = book;
                applyThresholds(scenario, thresholds);
            }});
    }
}

} // namespace

std::vector<LeverStep> leverSteps(const CompleteScenario &base, const CompleteScenario &other)
{
    std::vector<LeverStep> steps;
    CompleteScenario sorted = base; // what customers and ARR are compared with
    addThresholdSteps(steps, sorted, other);
    for (const Segment &segment : base.segments) {
        if (!findSegment(other, segment.name))
            steps.push_back(
                {segmentStep(segment.name), {"segment", segment.name}, {}, {}, [name = segment.name](auto &scenario) {
                     std::erase_if(scenario.segments, [&](const Segment &s) { return s.name == name; });
                 }});
    }
    for (const Segment &segment : other.segments) {
        if (!findSegment(base, segment.name))
            steps.push_back({segmentStep(segment.name), {"segment", segment.name}, {}, {},
                [segment](auto &scenario) { scenario.segments.push_back(segment); }});
    }
    for (const Segment &segment : other.segments) {
        if (const Segment *from = findSegment(sorted, segment.name))
            addSegmentSteps(steps, *from, segment);
    }
    addTeamSteps(steps, base, other);
    return steps;
}

} // namespace qd::scenario
