#include "core/scenario/quarter_ends.h"

#include "core/base/rounding.h"

#include <algorithm>

namespace qd::scenario {

namespace {

MonthFigures figuresOf(const Projection &projection, std::size_t position)
{
    const ProjectedTeam &team = projection.team[position];
    MonthFigures figures{shownUnits(projection.closingArr(position), 0), std::nullopt, shownUnits(team.cost, 0)};
    if (team.requiredFte > 0)
        figures.utilisation = team.utilisation();
    if (figures.utilisation)
        figures.utilisation = shownValue(*figures.utilisation, 3);
    return figures;
}

} // namespace

std::optional<double> ComparedMonth::utilisationDifference() const
{
    if (!base.utilisation || !scenario.utilisation)
        return std::nullopt;
    return *scenario.utilisation - *base.utilisation;
}

std::vector<ComparedMonth> compareQuarterEnds(const Projection &base, const Projection &scenario, int fiscalYearStart)
{
    const Month last =
        std::min(base.start.plus(int(base.monthCount())), scenario.start.plus(int(scenario.monthCount())));
    std::vector<ComparedMonth> compared;
    for (Month month = std::max(base.start, scenario.start).plus(1); month <= last; month = month.plus(1)) {
        const bool quarterEnd = (month.month() - fiscalYearStart + 12) % 3 == 2;
        const auto left = positionOf(base, month);
        const auto right = positionOf(scenario, month);
        if ((quarterEnd || month == last) && left && right)
            compared.push_back({month, figuresOf(base, *left), figuresOf(scenario, *right)});
    }
    return compared;
}

double openingArr(const CompleteScenario &scenario)
{
    double sum = 0;
    for (const Segment &segment : scenario.segments)
        sum += segment.arr;
    return sum;
}

std::optional<std::size_t> positionOf(const Projection &projection, Month month)
{
    const int offset = monthsBetween(projection.start, month) - 1;
    if (offset < 0 || std::size_t(offset) >= projection.monthCount())
        return std::nullopt;
    return std::size_t(offset);
}

} // namespace qd::scenario
