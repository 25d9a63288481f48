#include "core/scenario/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace qd::scenario {

namespace {

double aFifthLess(double value)
{
    return value * (1 - 0.2);
}

constexpr double HoursOfLongestMonth = 744;
constexpr double HighestGrowth = 5; // a year; six times as much
constexpr double HighestMoney = 1e9;
constexpr double HighestCount = 1e6;
constexpr double MostPeople = 10'000;
constexpr int LongestRamp = 36; // months
constexpr double Unlimited = std::numeric_limits<double>::infinity();

constexpr ValueRange AnyShare{0, 1};
constexpr SliderShape SpreadSlider{0.5, 0.01, 5};

const std::array Table{
    Parameter{.key = "logos",
        .unit = Unit::Customers,
        .slider = {100, 1, HighestCount},
        .title = QD_WORDS("Scenario", "Customers at the start"),
        .shortName = QD_WORDS("Scenario", "customers"),
        .value = &Segment::logos,
        .stated = &SegmentValues::logos,
        .measured = [](const SegmentFigures &figures) { return std::optional(figures.logos); },
        .behind = &SegmentCustomers::held,
        .onBoard = 10,
        .isOutset = true},
    Parameter{.key = "arr",
        .unit = Unit::Money,
        .slider = {10'000, 0, HighestMoney},
        .title = QD_WORDS("Scenario", "ARR at the start"),
        .shortName = QD_WORDS("Scenario", "opening ARR"),
        .value = &Segment::arr,
        .stated = &SegmentValues::arr,
        .measured = [](const SegmentFigures &figures) { return std::optional(figures.arr); },
        .behind = &SegmentCustomers::held,
        .isOutset = true},
    Parameter{.key = "annual_churn",
        .unit = Unit::Rate,
        .range = AnyShare,
        .slider = {0.2, 0.001, 1},
        .title = QD_WORDS("Scenario", "Churn, a year"),
        .shortName = QD_WORDS("Scenario", "churn"),
        .value = &Segment::annualChurn,
        .stated = &SegmentValues::annualChurn,
        .measured = [](const SegmentFigures &figures) { return figures.annualChurn(); },
        .behind = &SegmentCustomers::churned,
        .rate = Rate::AnnualChurn,
        .onBoard = 1,
        .isMain = true,
        .isTriedToLimit = true,
        .decidesRetention = true,
        .starter = Starter{QD_WORDS("Scenario", "Churn 2 points higher"),
            [](double value) { return std::min(1.0, value + 0.02); }}},
    Parameter{.key = "annual_logo_churn",
        .unit = Unit::Rate,
        .range = AnyShare,
        .slider = {0.2, 0.001, 1},
        .title = QD_WORDS("Scenario", "Customers lost, a year"),
        .shortName = QD_WORDS("Scenario", "customers lost"),
        .value = &Segment::annualLogoChurn,
        .stated = &SegmentValues::annualLogoChurn,
        .follows = "annual_churn",
        .rate = Rate::AnnualLogoChurn,
        .onBoard = 6,
        .isTriedToLimit = true},
    Parameter{.key = "annual_contraction",
        .unit = Unit::Rate,
        .range = AnyShare,
        .slider = {0.1, 0.001, 1},
        .title = QD_WORDS("Scenario", "Contraction, a year"),
        .shortName = QD_WORDS("Scenario", "contraction"),
        .value = &Segment::annualContraction,
        .stated = &SegmentValues::annualContraction,
        .measured = [](const SegmentFigures &figures) { return figures.annualContraction(); },
        .behind = &SegmentCustomers::contracted,
        .rate = Rate::AnnualContraction,
        .onBoard = 5,
        .isTriedToLimit = true},
    Parameter{.key = "annual_expansion",
        .unit = Unit::Rate,
        .slider = {0.2, 0.001, HighestGrowth},
        .title = QD_WORDS("Scenario", "Expansion, a year"),
        .shortName = QD_WORDS("Scenario", "expansion"),
        .value = &Segment::annualExpansion,
        .stated = &SegmentValues::annualExpansion,
        .measured = [](const SegmentFigures &figures) { return figures.annualExpansion(); },
        .behind = &SegmentCustomers::expanded,
        .rate = Rate::AnnualExpansion,
        .onBoard = 2,
        .isMain = true,
        .isTriedToLimit = true,
        .decidesRetention = true,
        .starter = Starter{QD_WORDS("Scenario", "Expansion a fifth lower"), aFifthLess}},
    Parameter{.key = "annual_price_uplift",
        .unit = Unit::Rate,
        .slider = {0.1, 0.001, HighestGrowth},
        .title = QD_WORDS("Scenario", "Price uplift, a year"),
        .shortName = QD_WORDS("Scenario", "price uplift"),
        .value = &Segment::annualPriceUplift,
        .stated = &SegmentValues::annualPriceUplift,
        .onBoard = 7,
        .isTriedToLimit = true},
    Parameter{.key = "new_logos_per_month",
        .unit = Unit::CustomersAMonth,
        .slider = {1, 0.1, HighestCount},
        .title = QD_WORDS("Scenario", "New customers, a month"),
        .shortName = QD_WORDS("Scenario", "new customers"),
        .value = &Segment::newLogosPerMonth,
        .stated = &SegmentValues::newLogosPerMonth,
        .measured = [](const SegmentFigures &figures) { return std::optional(figures.newLogos / 12); },
        .behind = &SegmentCustomers::joined,
        .rate = Rate::NewLogosPerMonth,
        .onBoard = 3,
        .isMain = true,
        .starter = Starter{QD_WORDS("Scenario", "New customers a fifth fewer"), aFifthLess}},
    Parameter{.key = "new_acv",
        .unit = Unit::Money,
        .slider = {10'000, 0, HighestMoney},
        .title = QD_WORDS("Scenario", "Value of a new customer"),
        .shortName = QD_WORDS("Scenario", "new ACV"),
        .value = &Segment::newAcv,
        .stated = &SegmentValues::newAcv,
        .measured = [](const SegmentFigures &figures) { return figures.newAcv(); },
        .behind = &SegmentCustomers::joined,
        .onBoard = 8},
    Parameter{.key = "hours_per_account",
        .unit = Unit::HoursEach,
        .slider = {1, 0, HoursOfLongestMonth},
        .title = QD_WORDS("Scenario", "Hours a customer, a month"),
        .shortName = QD_WORDS("Scenario", "hours"),
        .value = &Segment::hoursPerAccount,
        .stated = &SegmentValues::hoursPerAccount,
        .onBoard = 4,
        .isMain = true},
    Parameter{.key = "max_logos_per_csm",
        .unit = Unit::Customers,
        .range = {0, Unlimited, false},
        .slider = {100, 1, HighestCount},
        .title = QD_WORDS("Scenario", "Customers a CSM, at most"),
        .shortName = QD_WORDS("Scenario", "customers a CSM"),
        .value = &Segment::maxLogosPerCsm,
        .stated = &SegmentValues::maxLogosPerCsm,
        .onBoard = 9,
        .triedFrom = 1},

    Parameter{.key = "fte",
        .scope = Scope::Team,
        .unit = Unit::Fte,
        .slider = {10, 0.5, 100'000},
        .title = QD_WORDS("Scenario", "CSMs at the start"),
        .shortName = QD_WORDS("Scenario", "CSMs at the start"),
        .of = &Team::fte,
        .statedOf = &Scenario::fte,
        .onBoard = 3},
    Parameter{.key = "annual_cost",
        .scope = Scope::Team,
        .unit = Unit::Money,
        .slider = {10'000, 0, HighestMoney},
        .title = QD_WORDS("Scenario", "Cost of an FTE, a year"),
        .shortName = QD_WORDS("Scenario", "Cost of an FTE"),
        .of = &Team::annualCost,
        .statedOf = &Scenario::annualCost,
        .onBoard = 4,
        .isOutset = true},
    Parameter{.key = "hires",
        .scope = Scope::People,
        .unit = Unit::Fte,
        .slider = {10, 0.5, MostPeople},
        .title = QD_WORDS("Scenario", "Hires, %1"),
        .shortName = QD_WORDS("Scenario", "Hires, %1"),
        .people = &Team::hires,
        .adding = QD_WORDS("Scenario", "Hires in"),
        .onBoard = 1,
        .isMain = true,
        .starter = Starter{QD_WORDS("Scenario", "Two more CSMs in %1"), [](double fte) { return fte + 2; }}},
    Parameter{.key = "leavers",
        .scope = Scope::People,
        .unit = Unit::Fte,
        .slider = {10, 0.5, MostPeople},
        .title = QD_WORDS("Scenario", "Leavers, %1"),
        .shortName = QD_WORDS("Scenario", "Leavers, %1"),
        .people = &Team::leavers,
        .adding = QD_WORDS("Scenario", "Leavers in"),
        .isMain = true,
        .isLever = false},
    Parameter{.key = "hours_per_month",
        .scope = Scope::Scenario,
        .unit = Unit::Hours,
        .range = {0, HoursOfLongestMonth, false},
        .slider = {200, 1, HoursOfLongestMonth, 1},
        .title = QD_WORDS("Scenario", "Working hours, a month"),
        .shortName = QD_WORDS("Scenario", "Working hours"),
        .of = &CompleteScenario::hoursPerMonth,
        .statedOf = &Scenario::hoursPerMonth,
        .onBoard = 5,
        .isTriedToLimit = true,
        .triedFrom = 1},
    Parameter{.key = "utilisation",
        .scope = Scope::Scenario,
        .unit = Unit::Share,
        .range = {0, 1, false},
        .slider = {1, 0.01, 1, 0.01},
        .title = QD_WORDS("Scenario", "Share with customers"),
        .shortName = QD_WORDS("Scenario", "Share with customers"),
        .of = &CompleteScenario::utilisation,
        .statedOf = &Scenario::utilisation,
        .onBoard = 6,
        .isTriedToLimit = true,
        .triedFrom = 0.01},
    Parameter{.key = "ramp",
        .scope = Scope::Ramp,
        .unit = Unit::Months,
        .slider = {12, 1, LongestRamp, 1},
        .title = QD_WORDS("Scenario", "Ramp to full"),
        .shortName = QD_WORDS("Scenario", "Ramp to full"),
        .onBoard = 1,
        .isMain = true,
        .isLever = false},
    Parameter{.key = "overload_elasticity",
        .scope = Scope::Scenario,
        .unit = Unit::Factor,
        .slider = {1, 0.01, 5},
        .title = QD_WORDS("Scenario", "Overload effect on churn"),
        .shortName = QD_WORDS("Scenario", "Overload effect"),
        .of = &CompleteScenario::overloadElasticity,
        .statedOf = &Scenario::overloadElasticity,
        .onBoard = 2,
        .isMain = true},
    Parameter{.key = "threshold",
        .scope = Scope::Threshold,
        .unit = Unit::Money,
        .slider = {10'000, 0, HighestMoney},
        .title = QD_WORDS("Scenario", "%1 from an ARR of"),
        .shortName = QD_WORDS("Scenario", "%1 threshold"),
        .isMain = true},

    Parameter{.key = "uncertainty.annual_churn",
        .scope = Scope::Spread,
        .unit = Unit::Share,
        .slider = SpreadSlider,
        .title = QD_WORDS("Scenario", "Spread of churn"),
        .shortName = QD_WORDS("Scenario", "Spread of churn"),
        .rate = Rate::AnnualChurn,
        .onBoard = 1,
        .isLever = false},
    Parameter{.key = "uncertainty.annual_contraction",
        .scope = Scope::Spread,
        .unit = Unit::Share,
        .slider = SpreadSlider,
        .title = QD_WORDS("Scenario", "Spread of contraction"),
        .shortName = QD_WORDS("Scenario", "Spread of contraction"),
        .rate = Rate::AnnualContraction,
        .onBoard = 2,
        .isLever = false},
    Parameter{.key = "uncertainty.annual_expansion",
        .scope = Scope::Spread,
        .unit = Unit::Share,
        .slider = SpreadSlider,
        .title = QD_WORDS("Scenario", "Spread of expansion"),
        .shortName = QD_WORDS("Scenario", "Spread of expansion"),
        .rate = Rate::AnnualExpansion,
        .onBoard = 3,
        .isLever = false},
    Parameter{.key = "uncertainty.new_logos_per_month",
        .scope = Scope::Spread,
        .unit = Unit::Share,
        .slider = SpreadSlider,
        .title = QD_WORDS("Scenario", "Spread of new customers"),
        .shortName = QD_WORDS("Scenario", "Spread of new customers"),
        .rate = Rate::NewLogosPerMonth,
        .onBoard = 4,
        .isLever = false},
};

} // namespace

std::span<const Parameter> parameters()
{
    return Table;
}

std::vector<const Parameter *> parametersOf(Scope scope)
{
    std::vector<const Parameter *> found;
    for (const Parameter &parameter : Table) {
        if (parameter.scope == scope)
            found.push_back(&parameter);
    }
    return found;
}

const Parameter *findParameter(std::string_view key)
{
    const auto *found =
        std::find_if(Table.begin(), Table.end(), [&](const Parameter &parameter) { return key == parameter.key; });
    return found == Table.end() ? nullptr : found;
}

const char *toString(Rate rate)
{
    for (const Parameter &parameter : Table) {
        if (parameter.scope == Scope::EachSegment && parameter.rate == rate)
            return parameter.key;
    }
    return "";
}

std::optional<double> statedIn(const Segment &segment, const Parameter &parameter)
{
    return std::visit([&](auto member) { return std::optional<double>(segment.*member); }, parameter.value);
}

double valueIn(const Segment &segment, const Parameter &parameter)
{
    const auto own = statedIn(segment, parameter);
    if (own || !parameter.follows)
        return own.value_or(0);
    return valueIn(segment, *findParameter(parameter.follows));
}

void setIn(Segment &segment, const Parameter &parameter, std::optional<double> value)
{
    if (const auto *plain = std::get_if<double Segment::*>(&parameter.value))
        segment.**plain = value.value_or(0);
    else
        segment.*std::get<std::optional<double> Segment::*>(parameter.value) = value;
}

double valueIn(const CompleteScenario &scenario, const Parameter &parameter)
{
    if (const auto *ofTeam = std::get_if<double Team::*>(&parameter.of))
        return scenario.team.**ofTeam;
    return scenario.*std::get<double CompleteScenario::*>(parameter.of);
}

void setIn(CompleteScenario &scenario, const Parameter &parameter, double value)
{
    if (const auto *ofTeam = std::get_if<double Team::*>(&parameter.of))
        scenario.team.**ofTeam = value;
    else
        scenario.*std::get<double CompleteScenario::*>(parameter.of) = value;
}

Message rangeFault(const Parameter &parameter, double value)
{
    const ValueRange &range = parameter.range;
    const bool lowEnough = range.mayBeLowest ? value >= range.lowest : value > range.lowest;
    if (lowEnough && value <= range.highest && std::isfinite(value))
        return {};
    MessageWords words = QD_WORDS("Scenarios", "%1 must be %3 or more, not %2.");
    if (!range.mayBeLowest && !std::isfinite(range.highest))
        words = QD_WORDS("Scenarios", "%1 must be above %3, not %2.");
    else if (!range.mayBeLowest)
        words = QD_WORDS("Scenarios", "%1 must be above %3 and at most %4, not %2.");
    else if (std::isfinite(range.highest))
        words = QD_WORDS("Scenarios", "%1 must be between %3 and %4, not %2.");
    return {
        words, {std::string(parameter.key), numberText(value), numberText(range.lowest), numberText(range.highest)}};
}

std::string numberText(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

} // namespace qd::scenario
