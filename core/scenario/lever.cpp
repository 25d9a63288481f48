#include "core/scenario/lever.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::scenario {

namespace {

constexpr double TimesAsMuch = 10;
constexpr double MaxGrowth = 5;
constexpr double MaxAmount = 1'000'000;

struct SegmentKey {
    const char *key;
    double Segment::*member;
    double highest; ///< 0: TimesAsMuch the present value
};

constexpr SegmentKey SegmentKeys[] = {
    {"annual_churn", &Segment::annualChurn, 1},
    {"annual_contraction", &Segment::annualContraction, 1},
    {"annual_expansion", &Segment::annualExpansion, MaxGrowth},
    {"annual_price_uplift", &Segment::annualPriceUplift, MaxGrowth},
    {"new_logos_per_month", &Segment::newLogosPerMonth, 0},
    {"new_acv", &Segment::newAcv, 0},
    {"hours_per_account", &Segment::hoursPerAccount, 0},
    {"logos", &Segment::logos, 0},
    {"arr", &Segment::arr, 0},
};

constexpr const char *Hires = "hires";
constexpr const char *ScenarioKeys[] = {
    "fte", "annual_cost", "hours_per_month", "utilisation", "overload_elasticity", Hires};

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
    return {ErrorCode::InvalidArgument,
        "There is no lever \"" + key + "\""
            + (close.empty() ? "; known are " + joined(known, ", ") + "." : "; did you mean \"" + close + "\"?")};
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
        "The scenario has no segment \"" + name + "\"; it has " + joined(names, ", ") + "."};
}

Result<void> checkHires(const CompleteScenario &scenario, const Lever &lever)
{
    const int offset = lever.month ? monthsBetween(scenario.start, *lever.month) : 0;
    if (offset >= 1 && offset <= scenario.months)
        return {};
    return Error{ErrorCode::InvalidArgument,
        "Hires need a month between " + scenario.start.plus(1).iso() + " and "
            + scenario.start.plus(scenario.months).iso() + (lever.month ? ", not " + lever.month->iso() : "") + "."};
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
    return key.member == &Segment::newAcv || key.member == &Segment::arr ? MaxAmount : TimesAsMuch;
}

} // namespace

std::string leverName(const Lever &lever)
{
    if (lever.month)
        return lever.key + " in " + lever.month->iso();
    if (!lever.segment.empty())
        return lever.segment + ": " + lever.key;
    return findKey(lever.key) ? "all segments: " + lever.key : lever.key;
}

double Segment::*segmentMember(std::string_view key)
{
    const SegmentKey *found = findKey(key);
    return found ? found->member : nullptr;
}

std::vector<Lever> leversOf(const CompleteScenario &scenario)
{
    std::vector<Lever> levers;
    for (const Segment &segment : scenario.segments) {
        for (const SegmentKey &key : SegmentKeys)
            levers.push_back({key.key, segment.name});
    }
    for (const char *key : ScenarioKeys) {
        if (key != Hires)
            levers.push_back({key});
    }
    return levers;
}

Result<double> leverValue(const CompleteScenario &scenario, const Lever &lever)
{
    if (lever.key == Hires) {
        auto sound = checkHires(scenario, lever);
        return sound ? Result<double>(hiresIn(scenario, *lever.month)) : sound.error();
    }
    CompleteScenario copy = scenario;
    if (const double *value = scenarioMember(copy, lever.key))
        return *value;
    const SegmentKey *key = findKey(lever.key);
    if (!key)
        return unknownKey(lever.key);
    const auto index = segmentIndex(scenario, lever.segment);
    if (!index)
        return index.error();
    return *index < scenario.segments.size() ? scenario.segments[*index].*key->member : 1.0;
}

Result<void> setLever(CompleteScenario &scenario, const Lever &lever, double value)
{
    if (lever.key == Hires) {
        auto sound = checkHires(scenario, lever);
        if (sound)
            setHires(scenario, *lever.month, value);
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
    if (*index < scenario.segments.size()) {
        scenario.segments[*index].*key->member = value;
        return {};
    }
    for (Segment &segment : scenario.segments) {
        const double scaled = segment.*key->member * value;
        segment.*key->member = key->highest > 0 ? std::min(key->highest, scaled) : scaled;
    }
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
    const SegmentKey *key = findKey(lever.key);
    if (key && !lever.segment.empty())
        return LeverRange{0, topOf(*key, *value)};
    if (lever.key == "fte")
        return LeverRange{0, TimesAsMuch * std::max(*value, peakRequired(scenario))};
    return LeverRange{0, key || *value <= 0 ? TimesAsMuch : *value * TimesAsMuch};
}

const char *toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::ClosingArr:
        return "closing_arr";
    case Outcome::Nrr:
        return "nrr";
    case Outcome::Grr:
        return "grr";
    case Outcome::ClosingLogos:
        return "closing_logos";
    case Outcome::PeakUtilisation:
        return "peak_utilisation";
    case Outcome::Cost:
        return "cost";
    }
    return "";
}

std::optional<double> outcomeOf(const Projection &projection, Outcome outcome, std::size_t from)
{
    double sum = 0;
    switch (outcome) {
    case Outcome::ClosingArr:
        return projection.summary.closingArr;
    case Outcome::Nrr:
        return projection.summary.nrr;
    case Outcome::Grr:
        return projection.summary.grr;
    case Outcome::ClosingLogos:
        for (const ProjectedRow &row : projection.monthRows(projection.monthCount() - 1))
            sum += row.logos;
        return sum;
    case Outcome::Cost:
        for (const ProjectedTeam &team : projection.team)
            sum += team.cost;
        return sum;
    case Outcome::PeakUtilisation:
        break;
    }
    for (std::size_t month = from; month < projection.monthCount(); ++month) {
        const auto utilisation = projection.team[month].utilisation();
        if (!utilisation && projection.team[month].requiredFte > 0)
            return std::nullopt;
        sum = std::max(sum, utilisation.value_or(0));
    }
    return sum;
}

} // namespace qd::scenario
