#include "core/scenario/scenario_keys.h"
#include "core/scenario/thresholds.h"

#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace qd::scenario {

namespace {

constexpr double MaxHoursPerMonth = 744; // of the longest month

Error invalid(std::string sentence)
{
    return {ErrorCode::InvalidArgument, std::move(sentence)};
}

std::string checkSegments(const Scenario &scenario)
{
    std::set<std::string> names;
    for (const SegmentValues &segment : scenario.segments) {
        if (segment.name.empty())
            return "A segment has no name; give each its \"name\".";
        if (!names.insert(segment.name).second)
            return "Segment \"" + segment.name + "\" is listed twice; keep one of them.";
        for (const auto &key : segmentKeys()) {
            const std::optional<double> &value = segment.*key.member;
            if (std::string fault = value ? rangeFault(key, *value) : std::string(); !fault.empty())
                return "Segment \"" + segment.name + "\": " + fault;
        }
    }
    return {};
}

std::string checkChanges(const Scenario &scenario, const std::vector<TeamChange> &changes, const std::string &what)
{
    for (const TeamChange &change : changes) {
        if (!(change.fte > 0) || !std::isfinite(change.fte))
            return "A " + what + " in " + change.month.iso() + " has fte " + numberText(change.fte)
                + "; it must be above 0.";
        if (scenario.start && change.month <= *scenario.start)
            return "A " + what + " in " + change.month.iso() + " is in the past: the first projected month is "
                + scenario.start->plus(1).iso() + ". Count those people in csms.fte.";
    }
    return {};
}

std::string checkRamp(const Scenario &scenario)
{
    for (std::size_t i = 0; i < scenario.ramp.size(); ++i) {
        if (!(scenario.ramp[i] >= 0 && scenario.ramp[i] <= 1))
            return "ramp[" + std::to_string(i) + "] must be between 0 and 1, not " + numberText(scenario.ramp[i]) + ".";
    }
    const int months = scenario.months.value_or(DefaultMonths);
    if (!scenario.hires.empty() && scenario.ramp.size() > std::size_t(months))
        return "ramp has " + std::to_string(scenario.ramp.size()) + " months, longer than the horizon of "
            + std::to_string(months) + ": no hire would ever be fully productive. Shorten it or raise months.";
    return {};
}

std::string checkUncertainty(const Scenario &scenario)
{
    for (std::size_t i = 0; i < RateCount; ++i) {
        if (!(scenario.uncertainty[i] >= 0) || !std::isfinite(scenario.uncertainty[i]))
            return std::string("uncertainty.") + toString(Rate(i)) + " must be 0 or more, not "
                + numberText(scenario.uncertainty[i]) + ".";
    }
    if (!(scenario.correlation >= 0 && scenario.correlation <= 1))
        return "correlation must be between 0 and 1, not " + numberText(scenario.correlation) + ".";
    return {};
}

std::string checkNumbers(const Scenario &scenario)
{
    if (scenario.months && (*scenario.months < 1 || *scenario.months > MaxMonths))
        return "months must be between 1 and " + std::to_string(MaxMonths) + ", not " + std::to_string(*scenario.months)
            + ".";
    for (const auto &keys : {teamKeys(), scenarioKeys()}) {
        for (const auto &key : keys) {
            const std::optional<double> &value = scenario.*key.member;
            if (std::string fault = value ? rangeFault(key, *value) : std::string(); !fault.empty())
                return fault;
        }
    }
    return {};
}

} // namespace

std::span<const NumberKey<SegmentValues>> segmentKeys()
{
    static const std::array keys{
        NumberKey<SegmentValues>{"logos", &SegmentValues::logos},
        NumberKey<SegmentValues>{"arr", &SegmentValues::arr},
        NumberKey<SegmentValues>{"annual_churn", &SegmentValues::annualChurn, 0, 1},
        NumberKey<SegmentValues>{"annual_logo_churn", &SegmentValues::annualLogoChurn, 0, 1},
        NumberKey<SegmentValues>{"annual_contraction", &SegmentValues::annualContraction, 0, 1},
        NumberKey<SegmentValues>{"annual_expansion", &SegmentValues::annualExpansion},
        NumberKey<SegmentValues>{"annual_price_uplift", &SegmentValues::annualPriceUplift},
        NumberKey<SegmentValues>{"new_logos_per_month", &SegmentValues::newLogosPerMonth},
        NumberKey<SegmentValues>{"new_acv", &SegmentValues::newAcv},
        NumberKey<SegmentValues>{"hours_per_account", &SegmentValues::hoursPerAccount},
        NumberKey<SegmentValues>{
            "max_logos_per_csm", &SegmentValues::maxLogosPerCsm, 0, std::numeric_limits<double>::infinity(), false},
    };
    return keys;
}

std::span<const NumberKey<Scenario>> teamKeys()
{
    static const std::array keys{
        NumberKey<Scenario>{"fte", &Scenario::fte},
        NumberKey<Scenario>{"annual_cost", &Scenario::annualCost},
    };
    return keys;
}

std::span<const NumberKey<Scenario>> scenarioKeys()
{
    static const std::array keys{
        NumberKey<Scenario>{"hours_per_month", &Scenario::hoursPerMonth, 0, MaxHoursPerMonth, false},
        NumberKey<Scenario>{"utilisation", &Scenario::utilisation, 0, 1, false},
        NumberKey<Scenario>{"overload_elasticity", &Scenario::overloadElasticity},
    };
    return keys;
}

template <typename Owner>
std::string rangeFault(const NumberKey<Owner> &key, double value)
{
    const bool lowEnough = key.mayBeLowest ? value >= key.lowest : value > key.lowest;
    if (lowEnough && value <= key.highest && std::isfinite(value))
        return {};
    std::string range;
    if (!key.mayBeLowest && !std::isfinite(key.highest))
        range = "above " + numberText(key.lowest);
    else if (!key.mayBeLowest)
        range = "above " + numberText(key.lowest) + " and at most " + numberText(key.highest);
    else if (std::isfinite(key.highest))
        range = "between " + numberText(key.lowest) + " and " + numberText(key.highest);
    else
        range = numberText(key.lowest) + " or more";
    return std::string(key.key) + " must be " + range + ", not " + numberText(value) + ".";
}

template std::string rangeFault(const NumberKey<SegmentValues> &, double);
template std::string rangeFault(const NumberKey<Scenario> &, double);

std::string numberText(double value)
{
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

const std::vector<double> &defaultRamp()
{
    static const std::vector<double> ramp{0.25, 0.5, 0.75, 1.0};
    return ramp;
}

Result<void> checkScenario(const Scenario &scenario)
{
    for (std::string fault : {checkNumbers(scenario), checkSegments(scenario),
             checkChanges(scenario, scenario.hires, "hire"), checkChanges(scenario, scenario.leavers, "leaver"),
             checkRamp(scenario), checkUncertainty(scenario), thresholdFault(scenario)}) {
        if (!fault.empty())
            return invalid(std::move(fault));
    }
    return {};
}

Scenario stated(const CompleteScenario &complete)
{
    Scenario scenario{complete.name, complete.start, complete.months};
    for (const Segment &segment : complete.segments)
        scenario.segments.push_back({segment.name, segment.logos, segment.arr, segment.annualChurn,
            segment.annualLogoChurn, segment.annualContraction, segment.annualExpansion, segment.annualPriceUplift,
            segment.newLogosPerMonth, segment.newAcv, segment.hoursPerAccount, segment.maxLogosPerCsm});
    scenario.thresholds = complete.thresholds;
    for (SegmentValues &segment : scenario.segments) {
        for (const Threshold &threshold : complete.thresholds) {
            if (segment.name == threshold.from || segment.name == threshold.to)
                segment.logos = segment.arr = std::nullopt; // counted anew from the workspace
        }
    }
    scenario.fte = complete.team.fte;
    scenario.annualCost = complete.team.annualCost;
    scenario.hires = complete.team.hires;
    scenario.leavers = complete.team.leavers;
    scenario.hoursPerMonth = complete.hoursPerMonth;
    scenario.utilisation = complete.utilisation;
    scenario.ramp = complete.ramp;
    scenario.overloadElasticity = complete.overloadElasticity;
    scenario.uncertainty = complete.uncertainty;
    scenario.correlation = complete.correlation;
    return scenario;
}

} // namespace qd::scenario
