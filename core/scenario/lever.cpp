#include "core/scenario/lever.h"

#include "core/base/text.h"
#include "core/scenario/thresholds.h"

#include <algorithm>

namespace qd::scenario {

namespace {

constexpr double TimesAsMuch = 10;
constexpr double MaxGrowth = 5;
constexpr double MaxAmount = 1'000'000;

/// A number of a segment that can be moved. An optional one reads as what holds without it.
struct SegmentKey {
    const char *key;
    double (*get)(const Segment &);
    void (*set)(Segment &, double);
    double highest; ///< 0: TimesAsMuch the present value
    bool isMoney = false;
    double lowest = 0;
};

template <double Segment::*Member>
double get(const Segment &segment)
{
    return segment.*Member;
}
template <double Segment::*Member>
void set(Segment &segment, double value)
{
    segment.*Member = value;
}

const SegmentKey SegmentKeys[] = {
    {"annual_churn", get<&Segment::annualChurn>, set<&Segment::annualChurn>, 1},
    {"annual_contraction", get<&Segment::annualContraction>, set<&Segment::annualContraction>, 1},
    {"annual_expansion", get<&Segment::annualExpansion>, set<&Segment::annualExpansion>, MaxGrowth},
    {"annual_price_uplift", get<&Segment::annualPriceUplift>, set<&Segment::annualPriceUplift>, MaxGrowth},
    {"new_logos_per_month", get<&Segment::newLogosPerMonth>, set<&Segment::newLogosPerMonth>, 0},
    {"new_acv", get<&Segment::newAcv>, set<&Segment::newAcv>, 0, true},
    {"hours_per_account", get<&Segment::hoursPerAccount>, set<&Segment::hoursPerAccount>, 0},
    {"logos", get<&Segment::logos>, set<&Segment::logos>, 0},
    {"arr", get<&Segment::arr>, set<&Segment::arr>, 0, true},
    {"annual_logo_churn", [](const Segment &s) { return s.annualLogoChurn.value_or(s.annualChurn); },
        [](Segment &s, double value) { s.annualLogoChurn = value; }, 1},
    {"max_logos_per_csm", [](const Segment &s) { return s.maxLogosPerCsm.value_or(0); },
        [](Segment &s, double value) { s.maxLogosPerCsm = value > 0 ? std::optional(value) : std::nullopt; }, 0, false,
        1},
};

/// Whether the segment has the number itself, not what holds without it.
bool isStated(const Segment &segment, const SegmentKey &key)
{
    const std::string_view name = key.key;
    return (name != "annual_logo_churn" || segment.annualLogoChurn)
        && (name != "max_logos_per_csm" || segment.maxLogosPerCsm);
}

constexpr const char *Hires = "hires";
constexpr const char *ThresholdKey = "threshold";
constexpr const char *ScenarioKeys[] = {
    "fte", "annual_cost", "hours_per_month", "utilisation", "overload_elasticity", Hires, ThresholdKey};

const SegmentKey *findKey(std::string_view key)
{
    const auto found =
        std::find_if(std::begin(SegmentKeys), std::end(SegmentKeys), [&](const SegmentKey &k) { return key == k.key; });
    return found == std::end(SegmentKeys) ? nullptr : found;
}

double *scenarioMember(CompleteScenario &scenario, std::string_view key)
{
    if (key == "fte")
        return &scenario.team.fte;
    if (key == "annual_cost")
        return &scenario.team.annualCost;
    if (key == "hours_per_month")
        return &scenario.hoursPerMonth;
    if (key == "utilisation")
        return &scenario.utilisation;
    if (key == "overload_elasticity")
        return &scenario.overloadElasticity;
    return nullptr;
}

Error unknownKey(const std::string &key)
{
    std::vector<std::string> known(std::begin(ScenarioKeys), std::end(ScenarioKeys));
    for (const SegmentKey &segmentKey : SegmentKeys)
        known.emplace_back(segmentKey.key);
    const std::string close = nearest(key, known);
    if (close.empty())
        return {ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "There is no lever \"%1\"; known are %2."), {key, joined(known, ", ")}}};
    return {ErrorCode::InvalidArgument,
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

Result<void> checkHires(const CompleteScenario &scenario, const Lever &lever)
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

double hiresIn(const CompleteScenario &scenario, Month month)
{
    double fte = 0;
    for (const TeamChange &hire : scenario.team.hires)
        fte += hire.month == month ? hire.fte : 0;
    return fte;
}

void setHires(CompleteScenario &scenario, Month month, double fte)
{
    std::erase_if(scenario.team.hires, [&](const TeamChange &hire) { return hire.month == month; });
    if (fte > 0)
        scenario.team.hires.push_back({month, fte});
}

double peakRequired(const CompleteScenario &scenario)
{
    double peak = 1;
    for (const ProjectedTeam &team : project(scenario).team)
        peak = std::max(peak, team.requiredFte);
    return peak;
}

double topOf(const SegmentKey &key, double present)
{
    if (key.highest > 0)
        return key.highest;
    if (present > 0)
        return present * TimesAsMuch;
    return key.isMoney ? MaxAmount : TimesAsMuch;
}

void scaleAll(CompleteScenario &scenario, const SegmentKey &key, double factor)
{
    for (Segment &segment : scenario.segments) {
        const double scaled = key.get(segment) * factor;
        if (isStated(segment, key))
            key.set(segment, key.highest > 0 ? std::min(key.highest, scaled) : scaled);
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
Result<void> checkFree(const CompleteScenario &scenario, const SegmentKey &key, const std::string &segment)
{
    const std::string_view name = key.key;
    for (const Threshold &threshold : scenario.thresholds) {
        const bool sorts = segment.empty() || threshold.from == segment || threshold.to == segment;
        if (sorts && (name == "logos" || name == "arr"))
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Scenarios",
                     "%1 of \"%2\" and \"%3\" are counted by the threshold between them; take the threshold away "
                     "first."),
                    {std::string(name), threshold.from, threshold.to}}};
    }
    return {};
}

} // namespace

Message leverName(const Lever &lever)
{
    if (lever.month)
        return {QD_WORDS("Scenarios", "%1 in %2"), {lever.key, *lever.month}};
    if (lever.key == ThresholdKey)
        return {QD_WORDS("Scenarios", "threshold %1 to %2"), {lever.segment, lever.toward}};
    if (!lever.segment.empty())
        return {QD_WORDS("Scenarios", "%1: %2"), {lever.segment, lever.key}};
    return findKey(lever.key) ? Message(QD_WORDS("Scenarios", "all segments: %1"), {lever.key})
                              : Message::data(lever.key);
}

std::vector<Lever> leversOf(const CompleteScenario &scenario)
{
    std::vector<Lever> levers;
    for (const Segment &segment : scenario.segments) {
        for (const SegmentKey &key : SegmentKeys) {
            if (isStated(segment, key))
                levers.push_back({key.key, segment.name});
        }
    }
    for (const char *key : ScenarioKeys) {
        if (key != Hires && key != ThresholdKey)
            levers.push_back({key});
    }
    for (const Threshold &threshold : scenario.thresholds)
        levers.push_back({ThresholdKey, threshold.from, std::nullopt, threshold.to});
    return levers;
}

Result<double> leverValue(const CompleteScenario &scenario, const Lever &lever)
{
    if (lever.key == Hires) {
        auto sound = checkHires(scenario, lever);
        return sound ? Result<double>(hiresIn(scenario, *lever.month)) : sound.error();
    }
    if (lever.key == ThresholdKey)
        return thresholdOf(scenario, lever.segment, lever.toward);
    CompleteScenario copy = scenario;
    if (const double *value = scenarioMember(copy, lever.key))
        return *value;
    const SegmentKey *key = findKey(lever.key);
    if (!key)
        return unknownKey(lever.key);
    const auto index = segmentIndex(scenario, lever.segment);
    if (!index)
        return index.error();
    return *index < scenario.segments.size() ? key->get(scenario.segments[*index]) : 1.0;
}

Result<void> setLever(CompleteScenario &scenario, const Lever &lever, double value)
{
    if (lever.key == Hires) {
        auto sound = checkHires(scenario, lever);
        if (sound)
            setHires(scenario, *lever.month, value);
        return sound;
    }
    if (lever.key == ThresholdKey) {
        auto sound = checkThreshold(scenario, lever);
        if (sound)
            setThreshold(scenario, lever.segment, lever.toward, value);
        return sound;
    }
    if (double *target = scenarioMember(scenario, lever.key)) {
        *target = value;
        return {};
    }
    const SegmentKey *key = findKey(lever.key);
    if (!key)
        return unknownKey(lever.key);
    const auto index = segmentIndex(scenario, lever.segment);
    if (!index)
        return index.error();
    if (auto free = checkFree(scenario, *key, lever.segment); !free)
        return free;
    if (*index < scenario.segments.size())
        key->set(scenario.segments[*index], value);
    else
        scaleAll(scenario, *key, value);
    return {};
}

Result<LeverRange> leverRange(const CompleteScenario &scenario, const Lever &lever)
{
    const auto value = leverValue(scenario, lever);
    if (!value)
        return value.error();
    if (lever.key == Hires)
        return LeverRange{0, TimesAsMuch * peakRequired(scenario)};
    if (lever.key == "utilisation")
        return LeverRange{0.01, 1};
    if (lever.key == "hours_per_month")
        return LeverRange{1, 744};
    if (lever.key == ThresholdKey)
        return LeverRange{0, *value > 0 ? *value * TimesAsMuch : MaxAmount};
    const SegmentKey *key = findKey(lever.key);
    if (key && !lever.segment.empty())
        return LeverRange{key->lowest, topOf(*key, *value)};
    if (lever.key == "fte")
        return LeverRange{0, TimesAsMuch * std::max(*value, peakRequired(scenario))};
    return LeverRange{0, key || *value <= 0 ? TimesAsMuch : *value * TimesAsMuch};
}

} // namespace qd::scenario
