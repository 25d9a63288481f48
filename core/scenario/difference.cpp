#include "core/scenario/difference.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace qd::scenario {

namespace {

struct Step {
    std::string name;
    std::function<void(CompleteScenario &)> apply;
};

/// Closing ARR and cost by month in minor units.
struct Series {
    std::vector<std::int64_t> arr;
    std::vector<std::int64_t> cost;
};

const Segment *find(const CompleteScenario &scenario, const std::string &name)
{
    const auto found = std::find_if(
        scenario.segments.begin(), scenario.segments.end(), [&](const Segment &s) { return s.name == name; });
    return found == scenario.segments.end() ? nullptr : &*found;
}

Segment &segmentNamed(CompleteScenario &scenario, const std::string &name)
{
    return *std::find_if(
        scenario.segments.begin(), scenario.segments.end(), [&](const Segment &s) { return s.name == name; });
}

template <typename Member>
void addSegmentStep(std::vector<Step> &steps, const char *key, const Segment &from, const Segment &to, Member member)
{
    if (from.*member == to.*member)
        return;
    steps.push_back({to.name + ": " + key, [name = to.name, value = to.*member, member](CompleteScenario &scenario) {
                         segmentNamed(scenario, name).*member = value;
                     }});
}

void addSegmentSteps(std::vector<Step> &steps, const Segment &from, const Segment &to)
{
    addSegmentStep(steps, "logos", from, to, &Segment::logos);
    addSegmentStep(steps, "arr", from, to, &Segment::arr);
    addSegmentStep(steps, "annual_churn", from, to, &Segment::annualChurn);
    addSegmentStep(steps, "annual_logo_churn", from, to, &Segment::annualLogoChurn);
    addSegmentStep(steps, "annual_contraction", from, to, &Segment::annualContraction);
    addSegmentStep(steps, "annual_expansion", from, to, &Segment::annualExpansion);
    addSegmentStep(steps, "annual_price_uplift", from, to, &Segment::annualPriceUplift);
    addSegmentStep(steps, "new_logos_per_month", from, to, &Segment::newLogosPerMonth);
    addSegmentStep(steps, "new_acv", from, to, &Segment::newAcv);
    addSegmentStep(steps, "hours_per_account", from, to, &Segment::hoursPerAccount);
}

template <typename Value>
void addStep(std::vector<Step> &steps, const char *key, const Value &from, const Value &to,
    std::function<void(CompleteScenario &, const Value &)> set)
{
    if (!(from == to))
        steps.push_back({key, [to, set = std::move(set)](CompleteScenario &scenario) { set(scenario, to); }});
}

void addTeamSteps(std::vector<Step> &steps, const CompleteScenario &base, const CompleteScenario &other)
{
    using Changes = std::vector<TeamChange>;
    const Team &from = base.team;
    const Team &to = other.team;
    addStep<double>(steps, "fte", from.fte, to.fte, [](auto &s, double v) { s.team.fte = v; });
    addStep<double>(
        steps, "annual_cost", from.annualCost, to.annualCost, [](auto &s, double v) { s.team.annualCost = v; });
    addStep<Changes>(steps, "hires", from.hires, to.hires, [](auto &s, const Changes &v) { s.team.hires = v; });
    addStep<Changes>(steps, "leavers", from.leavers, to.leavers, [](auto &s, const Changes &v) { s.team.leavers = v; });
    addStep<double>(steps, "hours_per_month", base.hoursPerMonth, other.hoursPerMonth,
        [](auto &s, double v) { s.hoursPerMonth = v; });
    addStep<double>(
        steps, "utilisation", base.utilisation, other.utilisation, [](auto &s, double v) { s.utilisation = v; });
    addStep<std::vector<double>>(
        steps, "ramp", base.ramp, other.ramp, [](auto &s, const std::vector<double> &v) { s.ramp = v; });
    addStep<double>(steps, "overload_elasticity", base.overloadElasticity, other.overloadElasticity,
        [](auto &s, double v) { s.overloadElasticity = v; });
}

std::vector<Step> stepsBetween(const CompleteScenario &base, const CompleteScenario &other)
{
    std::vector<Step> steps;
    for (const Segment &segment : base.segments) {
        if (!find(other, segment.name))
            steps.push_back({"segment " + segment.name, [name = segment.name](CompleteScenario &scenario) {
                                 std::erase_if(scenario.segments, [&](const Segment &s) { return s.name == name; });
                             }});
    }
    for (const Segment &segment : other.segments) {
        if (!find(base, segment.name))
            steps.push_back({"segment " + segment.name,
                [segment](CompleteScenario &scenario) { scenario.segments.push_back(segment); }});
    }
    for (const Segment &segment : other.segments) {
        if (const Segment *from = find(base, segment.name))
            addSegmentSteps(steps, *from, segment);
    }
    addTeamSteps(steps, base, other);
    return steps;
}

Result<Series> seriesOf(const Projection &projection, Currency currency)
{
    constexpr double largest = 9e18; // of 64 bits
    const double scale = std::pow(10.0, currency.digits());
    Series series;
    for (std::size_t month = 0; month < projection.monthCount(); ++month) {
        const double arr = std::nearbyint(projection.closingArr(month) * scale);
        const double cost = std::nearbyint(projection.team[month].cost * scale);
        if (!(std::abs(arr) < largest) || !(std::abs(cost) < largest))
            return Error{ErrorCode::Overflow,
                "By " + projection.month(month).iso()
                    + " the projected amounts are beyond what an amount can hold; lower expansion or months."};
        series.arr.push_back(std::int64_t(arr));
        series.cost.push_back(std::int64_t(cost));
    }
    return series;
}

std::vector<std::int64_t> minus(const std::vector<std::int64_t> &later, const std::vector<std::int64_t> &earlier)
{
    std::vector<std::int64_t> difference;
    for (std::size_t i = 0; i < later.size(); ++i)
        difference.push_back(later[i] - earlier[i]);
    return difference;
}

Result<std::vector<LeverDifference>> leverDifferences(
    CompleteScenario scenario, const CompleteScenario &other, Series before, Currency currency)
{
    std::vector<LeverDifference> levers;
    Projector projector;
    for (const Step &step : stepsBetween(scenario, other)) {
        step.apply(scenario);
        auto after = seriesOf(projector.run(scenario), currency);
        if (!after)
            return after.error();
        levers.push_back({step.name, minus(after->arr, before.arr), minus(after->cost, before.cost)});
        before = std::move(*after);
    }
    return levers;
}

} // namespace

Result<Difference> compare(const CompleteScenario &base, const CompleteScenario &other, Currency currency)
{
    if (base.start != other.start)
        return Error{ErrorCode::InvalidArgument,
            "\"" + base.name + "\" starts in " + base.start.iso() + " and \"" + other.name + "\" in "
                + other.start.iso() + "; give both the same start to compare them."};
    CompleteScenario from = base;
    CompleteScenario to = other;
    from.months = to.months = std::min(base.months, other.months);
    const Projection fromMonths = project(from);
    // Segments in the order of `from`, as the steps leave them, so that sums round alike.
    std::stable_sort(to.segments.begin(), to.segments.end(), [&](const Segment &a, const Segment &b) {
        const auto place = [&](const Segment &s) {
            const Segment *at = find(from, s.name);
            return at ? at - from.segments.data() : std::ptrdiff_t(from.segments.size());
        };
        return place(a) < place(b);
    });
    const Projection toMonths = project(to);
    const auto fromSeries = seriesOf(fromMonths, currency);
    const auto toSeries = seriesOf(toMonths, currency);
    if (!fromSeries || !toSeries)
        return fromSeries ? toSeries.error() : fromSeries.error();
    Difference result;
    for (std::size_t i = 0; i < fromMonths.monthCount(); ++i)
        result.months.push_back({fromMonths.month(i), fromSeries->arr[i], toSeries->arr[i], fromSeries->cost[i],
            toSeries->cost[i], toMonths.team[i].requiredFte - fromMonths.team[i].requiredFte,
            toMonths.team[i].availableFte - fromMonths.team[i].availableFte});
    auto levers = leverDifferences(from, to, *fromSeries, currency);
    if (!levers)
        return levers.error();
    result.levers = std::move(*levers);
    return result;
}

} // namespace qd::scenario
