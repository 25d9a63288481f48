#include "core/scenario/parameters.h"
#include "core/scenario/thresholds.h"

#include <cmath>
#include <set>

namespace qd::scenario {

namespace {

Message checkSegments(const Scenario &scenario)
{
    std::set<std::string> names;
    for (const SegmentValues &segment : scenario.segments) {
        if (segment.name.empty())
            return QD_WORDS("Scenarios", "A segment has no name; give each its \"name\".");
        if (!names.insert(segment.name).second)
            return {QD_WORDS("Scenarios", "Segment \"%1\" is listed twice; keep one of them."), {segment.name}};
        for (const Parameter *parameter : parametersOf(Scope::EachSegment)) {
            const std::optional<double> &value = segment.*parameter->stated;
            if (const Message fault = value ? rangeFault(*parameter, *value) : Message(); !fault.isEmpty())
                return {QD_WORDS("Scenarios", "Segment \"%1\": %2"), {segment.name, Sentences(fault)}};
        }
    }
    return {};
}

/// What there is to say of a change of the team: its month is "%1".
struct ChangeWords {
    MessageWords nobody;
    MessageWords past;
};

constexpr ChangeWords HireWords{QD_WORDS("Scenarios", "A hire in %1 has fte %2; it must be above 0."),
    QD_WORDS(
        "Scenarios", "A hire in %1 is in the past: the first projected month is %2. Count those people in csms.fte.")};
constexpr ChangeWords LeaverWords{QD_WORDS("Scenarios", "A leaver in %1 has fte %2; it must be above 0."),
    QD_WORDS("Scenarios",
        "A leaver in %1 is in the past: the first projected month is %2. Count those people in csms.fte.")};

Message checkChanges(const Scenario &scenario, const std::vector<TeamChange> &changes, const ChangeWords &words)
{
    for (const TeamChange &change : changes) {
        if (!(change.fte > 0) || !std::isfinite(change.fte))
            return {words.nobody, {change.month, numberText(change.fte)}};
        if (scenario.start && change.month <= *scenario.start)
            return {words.past, {change.month, scenario.start->plus(1)}};
    }
    return {};
}

Message checkRamp(const Scenario &scenario)
{
    for (std::size_t i = 0; i < scenario.ramp.size(); ++i) {
        if (!(scenario.ramp[i] >= 0 && scenario.ramp[i] <= 1))
            return {QD_WORDS("Scenarios", "ramp[%1] must be between 0 and 1, not %2."),
                {std::to_string(i), numberText(scenario.ramp[i])}};
    }
    return {};
}

Message checkUncertainty(const Scenario &scenario)
{
    for (std::size_t i = 0; i < RateCount; ++i) {
        if (!(scenario.uncertainty[i] >= 0) || !std::isfinite(scenario.uncertainty[i]))
            return {QD_WORDS("Scenarios", "uncertainty.%1 must be 0 or more, not %2."),
                {std::string(toString(Rate(i))), numberText(scenario.uncertainty[i])}};
    }
    if (!(scenario.correlation >= 0 && scenario.correlation <= 1))
        return {
            QD_WORDS("Scenarios", "correlation must be between 0 and 1, not %1."), {numberText(scenario.correlation)}};
    return {};
}

Message checkNumbers(const Scenario &scenario)
{
    if (scenario.months && (*scenario.months < 1 || *scenario.months > MaxMonths))
        return {QD_WORDS("Scenarios", "months must be between 1 and %1, not %2."),
            {std::to_string(MaxMonths), std::to_string(*scenario.months)}};
    for (const Parameter &parameter : parameters()) {
        const std::optional<double> value = parameter.statedOf ? scenario.*parameter.statedOf : std::nullopt;
        if (const Message fault = value ? rangeFault(parameter, *value) : Message(); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace

const std::vector<double> &defaultRamp()
{
    static const std::vector<double> ramp{0.25, 0.5, 0.75, 1.0};
    return ramp;
}

Result<void> checkScenario(const Scenario &scenario)
{
    for (Message fault : {checkNumbers(scenario), checkSegments(scenario),
             checkChanges(scenario, scenario.hires, HireWords), checkChanges(scenario, scenario.leavers, LeaverWords),
             checkRamp(scenario), checkUncertainty(scenario), thresholdFault(scenario)}) {
        if (!fault.isEmpty())
            return Error{ErrorCode::InvalidArgument, std::move(fault)};
    }
    return {};
}

Scenario stated(const CompleteScenario &complete)
{
    Scenario scenario{complete.name, complete.start, complete.months};
    for (const Segment &segment : complete.segments) {
        SegmentValues &values = scenario.segments.emplace_back();
        values.name = segment.name;
        for (const Parameter *parameter : parametersOf(Scope::EachSegment))
            values.*parameter->stated = statedIn(segment, *parameter);
    }
    scenario.thresholds = complete.thresholds;
    for (SegmentValues &segment : scenario.segments) {
        for (const Threshold &threshold : complete.thresholds) {
            if (segment.name == threshold.from || segment.name == threshold.to)
                segment.logos = segment.arr = std::nullopt; // counted anew from the workspace
        }
    }
    for (const Parameter &parameter : parameters()) {
        if (parameter.statedOf)
            scenario.*parameter.statedOf = valueIn(complete, parameter);
    }
    scenario.hires = complete.team.hires;
    scenario.leavers = complete.team.leavers;
    scenario.ramp = complete.ramp;
    scenario.uncertainty = complete.uncertainty;
    scenario.correlation = complete.correlation;
    return scenario;
}

} // namespace qd::scenario
