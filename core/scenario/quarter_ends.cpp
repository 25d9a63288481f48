#include "core/scenario/quarter_ends.h"

#include <algorithm>
#include <cmath>

namespace qd::scenario {

namespace {

MonthFigures figuresOf(const Projection &projection, std::size_t position)
{
    const ProjectedTeam &team = projection.team[position];
    MonthFigures figures{std::round(projection.closingArr(position)), std::nullopt, std::round(team.cost)};
    if (team.requiredFte > 0)
        figures.utilisation = team.utilisation();
    if (figures.utilisation)
        figures.utilisation = std::round(*figures.utilisation * 1000) / 1000;
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

std::vector<double> wholeParts(const std::vector<double> &parts, double total)
{
    std::vector<double> whole;
    std::vector<std::size_t> order;
    double missing = total;
    for (const double part : parts) {
        order.push_back(whole.size());
        whole.push_back(std::floor(part));
        missing -= whole.back();
    }
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return parts[a] - whole[a] > parts[b] - whole[b]; });
    for (std::size_t i = 0; missing > 0 && !order.empty(); ++i, --missing)
        ++whole[order[i % order.size()]];
    for (std::size_t i = order.size(); missing < 0 && i > 0; ++missing)
        --whole[order[--i]];
    return whole;
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
