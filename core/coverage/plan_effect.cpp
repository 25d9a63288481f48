#include "core/coverage/plan_effect.h"

#include "core/base/ratio.h"
#include "core/coverage/fairness.h"

#include <algorithm>

namespace qd::coverage {

namespace {

BookFigures figuresOf(const AssignmentPlan &plan, PlannedBook::Content PlannedBook::*side)
{
    BookFigures figures;
    std::vector<double> utilisations;
    for (const PlannedBook &book : plan.books) {
        const double hours = (book.*side).hours;
        utilisations.push_back(hours / book.capacityHours);
        figures.overloadHours += std::max(0.0, hours - book.capacityHours);
    }
    if (utilisations.empty())
        return figures;
    const auto [lowest, highest] = std::minmax_element(utilisations.begin(), utilisations.end());
    figures.lowest = *lowest;
    figures.highest = *highest;
    figures.spread = *highest - *lowest;
    figures.gini = fairnessOf(utilisations, BandLower, BandUpper).gini.value_or(0);
    return figures;
}

} // namespace

double shownSpread(const BookFigures &figures)
{
    return shownDifference(figures.highest, figures.lowest, 0) * 100;
}

PlanEffect effectOf(const AssignmentPlan &plan)
{
    PlanEffect effect{figuresOf(plan, &PlannedBook::before), figuresOf(plan, &PlannedBook::after), 1};
    if (!plan.accounts.empty())
        effect.keptShare = 1 - double(plan.moves) / double(plan.accounts.size());
    return effect;
}

} // namespace qd::coverage
