#include "core/pack/scenario_pages.h"
#include "core/revenue/retention_rates.h"
#include "core/scenario/base_figures.h"
#include "core/scenario/scenario_store.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

constexpr int HistoryMonths = 12;

/// The one saved last; by name where two were saved in the same second.
Result<std::optional<scenario::SavedScenario>> lastSaved(const store::Workspace &workspace)
{
    auto all = scenario::savedScenarios(workspace);
    if (!all)
        return all.error();
    const auto last =
        std::max_element(all->begin(), all->end(), [](const auto &a, const auto &b) { return a.savedAt < b.savedAt; });
    if (last == all->end())
        return std::optional<scenario::SavedScenario>();
    return std::optional(std::move(*last));
}

Result<void> fillHistory(const store::Workspace &workspace, ScenarioMeasures &measures, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book();
    if (!book)
        return book.error();
    const auto points = revenue::retentionTrend(
        *portfolio, *book, measures.start.plus(1 - HistoryMonths), measures.start, {}, progress);
    if (!points)
        return points.error();
    const double unit = std::pow(10.0, -measures.currency.digits());
    for (const revenue::RetentionPoint &point : *points)
        measures.history.emplace_back(point.month, double(point.arr) * unit);
    return {};
}

} // namespace

Result<std::optional<ScenarioMeasures>> measureScenario(const store::Workspace &workspace, Progress &progress)
{
    const auto last = lastSaved(workspace);
    if (!last)
        return last.error();
    if (!*last)
        return std::optional<ScenarioMeasures>();
    const scenario::SavedScenario &saved = **last;
    const auto made = scenario::complete(workspace, saved.scenario, progress);
    if (!made)
        return made.error();
    scenario::Scenario like;
    like.start = made->scenario.start;
    like.months = made->scenario.months;
    auto base = scenario::complete(workspace, like, progress);
    if (!base)
        return base.error();
    base->scenario.name = "Base";
    ScenarioMeasures measures;
    measures.name = saved.name;
    measures.version = saved.version;
    measures.savedBy = saved.savedBy;
    measures.start = made->scenario.start;
    measures.months = made->scenario.months;
    measures.currency = workspace.baseCurrency();
    measures.fiscalYearStart = workspace.fiscalYearStart();
    measures.base = project(base->scenario);
    measures.scenario = project(made->scenario);
    measures.notes = base->notes;
    auto difference = scenario::compare(base->scenario, made->scenario, measures.currency);
    if (!difference)
        return difference.error();
    measures.difference = std::move(*difference);
    if (auto filled = fillHistory(workspace, measures, progress); !filled)
        return filled.error();
    return std::optional(std::move(measures));
}

} // namespace qd::pack
