#include "core/scenario/difference.h"

#include "core/scenario/lever_steps.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::scenario {

namespace {

/// Closing ARR and cost by month in minor units.
struct Series {
    std::vector<std::int64_t> arr;
    std::vector<std::int64_t> cost;
};

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
                {QD_WORDS("Scenarios",
                     "By %1 the projected amounts are beyond what an amount can hold; lower expansion or months."),
                    {projection.month(month)}}};
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
    for (const LeverStep &step : leverSteps(scenario, other)) {
        step.apply(scenario);
        auto after = seriesOf(projector.run(scenario), currency);
        if (!after)
            return after.error();
        levers.push_back({step.name, step.lever, step.from, step.to, minus(after->arr, before.arr),
            minus(after->cost, before.cost)});
        before = std::move(*after);
    }
    return levers;
}

} // namespace

std::int64_t LeverDifference::wholeCost() const
{
    return std::accumulate(cost.begin(), cost.end(), std::int64_t(0));
}

Result<Difference> compare(const CompleteScenario &base, const CompleteScenario &other, Currency currency)
{
    if (base.start != other.start)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "\"%1\" starts in %2 and \"%3\" in %4; give both the same start to compare them."),
                {base.name, base.start, other.name, other.start}}};
    CompleteScenario from = base;
    CompleteScenario to = other;
    from.months = to.months = std::min(base.months, other.months);
    const Projection fromMonths = project(from);
    // Segments in the order of `from`, as the steps leave them, so that sums round alike.
    std::stable_sort(to.segments.begin(), to.segments.end(), [&](const Segment &a, const Segment &b) {
        const auto place = [&](const Segment &s) {
            const Segment *at = findSegment(from, s.name);
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
