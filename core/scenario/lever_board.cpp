#include "core/scenario/lever_board.h"

#include "core/base/text.h"
#include "core/scenario/thresholds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace qd::scenario {

namespace {

constexpr int FirstHireAfter = 6; // months
constexpr int LongestRamp = 36;
constexpr const char *UncertaintyPrefix = "uncertainty.";

constexpr std::array SegmentKeys{"annual_churn", "annual_expansion", "new_logos_per_month", "hours_per_account",
    "annual_contraction", "annual_logo_churn", "annual_price_uplift", "new_acv", "max_logos_per_csm", "logos"};
constexpr const char *ThresholdKey = "threshold";
constexpr std::array UncertainRates{
    Rate::AnnualChurn, Rate::AnnualContraction, Rate::AnnualExpansion, Rate::NewLogosPerMonth};

/// How a slider of a key is made.
struct Shape {
    const char *key;
    double cover; ///< the least it covers, so that a base of 0 can be moved
    double step; ///< 0: a two hundredth of what it covers
    double limit; ///< the highest that can be typed
};
constexpr double HighestMoney = 1e9;
constexpr double HighestCount = 1e6;
constexpr Shape Shapes[]{
    {"annual_churn", 0.2, 0.001, 1},
    {"annual_contraction", 0.1, 0.001, 1},
    {"annual_logo_churn", 0.2, 0.001, 1},
    {"annual_expansion", 0.2, 0.001, 5},
    {"annual_price_uplift", 0.1, 0.001, 5},
    {"new_logos_per_month", 1, 0.1, HighestCount},
    {"new_acv", 10'000, 0, HighestMoney},
    {"hours_per_account", 1, 0, 744},
    {"max_logos_per_csm", 100, 1, HighestCount},
    {"logos", 100, 1, HighestCount},
    {ThresholdKey, 10'000, 0, HighestMoney},
    {"hires", 10, 0.5, 10'000},
    {"leavers", 10, 0.5, 10'000},
    {"ramp", 12, 1, LongestRamp},
    {"overload_elasticity", 1, 0.01, 5},
    {"fte", 10, 0.5, 100'000},
    {"annual_cost", 10'000, 0, HighestMoney},
    {"hours_per_month", 200, 1, 744},
    {"utilisation", 1, 0.01, 1},
};
constexpr Shape UncertaintyShape{"", 0.5, 0.01, 5};

const Shape &shapeOf(const std::string &key)
{
    const auto found =
        std::find_if(std::begin(Shapes), std::end(Shapes), [&](const Shape &shape) { return key == shape.key; });
    return found == std::end(Shapes) ? UncertaintyShape : *found;
}

double lowestOf(const std::string &key)
{
    return key == "ramp" || key == "hours_per_month" ? 1 : key == "utilisation" ? 0.01 : 0;
}

std::optional<Rate> uncertainRate(const std::string &key)
{
    for (const Rate rate : UncertainRates) {
        if (key == std::string(UncertaintyPrefix) + toString(rate))
            return rate;
    }
    return std::nullopt;
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
    std::set<Month> hires;
    std::set<Month> leavers;
    for (const CompleteScenario *each : {&scenario, with}) {
        if (each) {
            addMonths(hires, scenario, each->team.hires);
            addMonths(leavers, scenario, each->team.leavers);
        }
    }
    if (hires.empty())
        hires.insert(scenario.start.plus(std::min(FirstHireAfter, scenario.months)));
    for (const Month month : hires)
        levers.push_back({"hires", {}, month});
    for (const Month month : leavers)
        levers.push_back({"leavers", {}, month});
    for (const char *key : {"ramp", "overload_elasticity", "fte", "annual_cost", "hours_per_month", "utilisation"})
        levers.push_back({key});
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
            const Lever lever{ThresholdKey, pair.from, std::nullopt, pair.to};
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

double leaversIn(const CompleteScenario &scenario, Month month)
{
    double fte = 0;
    for (const TeamChange &leaver : scenario.team.leavers)
        fte += leaver.month == month ? leaver.fte : 0;
    return fte;
}

void setLeavers(CompleteScenario &scenario, Month month, double fte)
{
    std::erase_if(scenario.team.leavers, [&](const TeamChange &leaver) { return leaver.month == month; });
    if (fte > 0)
        scenario.team.leavers.push_back({month, fte});
}

bool hasOwnLogoChurn(const CompleteScenario &scenario, const Lever &lever)
{
    return std::any_of(scenario.segments.begin(), scenario.segments.end(),
        [&](const Segment &segment) { return segment.name == lever.segment && segment.annualLogoChurn; });
}

void setRamp(CompleteScenario &scenario, double value)
{
    const auto months = std::size_t(std::clamp(int(std::lround(value)), 1, std::min(LongestRamp, scenario.months)));
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
        for (const char *key : SegmentKeys)
            levers.push_back({key, segment.name});
    }
    addThresholds(levers, scenario);
    addPeople(levers, scenario, with);
    for (const Rate rate : UncertainRates)
        levers.push_back({std::string(UncertaintyPrefix) + toString(rate)});
    return levers;
}

bool isMainLever(const Lever &lever)
{
    constexpr std::array main{"annual_churn", "annual_expansion", "new_logos_per_month", "hours_per_account", "hires",
        "leavers", "ramp", "overload_elasticity", ThresholdKey};
    return std::any_of(main.begin(), main.end(), [&](const char *key) { return lever.key == key; });
}

std::optional<double> boardValue(const CompleteScenario &scenario, const Lever &lever)
{
    if (lever.key == "leavers")
        return lever.month ? std::optional(leaversIn(scenario, *lever.month)) : std::nullopt;
    if (lever.key == "ramp")
        return double(scenario.ramp.size());
    if (const auto rate = uncertainRate(lever.key))
        return scenario.uncertainty[std::size_t(*rate)];
    const auto value = leverValue(scenario, lever);
    return value ? std::optional(*value) : std::nullopt;
}

void setBoardValue(CompleteScenario &scenario, const Lever &lever, double value)
{
    value = std::clamp(value, lowestOf(lever.key), shapeOf(lever.key).limit);
    if (lever.key == "leavers" && lever.month)
        setLeavers(scenario, *lever.month, value);
    else if (lever.key == "ramp")
        setRamp(scenario, value);
    else if (const auto rate = uncertainRate(lever.key))
        scenario.uncertainty[std::size_t(*rate)] = value;
    else if (!setLever(scenario, lever, value).ok())
        return; // another scenario's segment or month: documented to change nothing
}

SliderRange sliderRange(const CompleteScenario &base, const Lever &lever)
{
    const Shape &shape = shapeOf(lever.key);
    SliderRange range;
    range.lowest = lowestOf(lever.key);
    range.limit = lever.key == "ramp" ? std::min(LongestRamp, base.months) : shape.limit;
    double middle = boardValue(base, lever).value_or(0);
    if (lever.key == ThresholdKey)
        middle = std::max(middle, usualThreshold(base, lever));
    range.highest = std::min(roundedUp(std::max(2 * middle, shape.cover)), range.limit);
    if (lever.key == "ramp")
        range.highest = std::min(std::max(shape.cover, 2.0 * double(base.ramp.size())), range.limit);
    range.step = shape.step > 0 ? shape.step : range.highest / 200;
    return range;
}

std::vector<Lever> tornadoLevers(const CompleteScenario &scenario)
{
    std::vector<Lever> levers = leversOf(scenario);
    std::erase_if(levers,
        [](const Lever &lever) { return lever.key == "arr" || lever.key == "logos" || lever.key == "annual_cost"; });
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
    if (lever.key == "ramp")
        return scenario.ramp != base.ramp;
    if (lever.key == "annual_logo_churn" && !hasOwnLogoChurn(scenario, lever) && !hasOwnLogoChurn(base, lever))
        return false; // both follow annual_churn, which says so itself
    const bool sorted = lever.key == "logos" && !isFree(scenario, lever);
    if (sorted) // the threshold says so
        return false;
    const auto here = boardValue(scenario, lever);
    const auto there = boardValue(base, lever);
    return here && there && std::abs(*here - *there) > 1e-9 * std::max({1.0, std::abs(*here), std::abs(*there)});
}

} // namespace qd::scenario
