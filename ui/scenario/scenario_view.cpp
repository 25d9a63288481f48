#include "ui/scenario/scenario_view.h"

#include "core/revenue/retention_rates.h"
#include "core/scenario/lever_board.h"
#include "core/store/workspace.h"

namespace qd::ui {

namespace {

constexpr int HistoryMonths = 12;
constexpr std::uint64_t Seed = 11;

/// Saved scenarios that can still be projected; the others say why not.
Result<void> fillSaved(const store::Workspace &workspace, ScenarioView &view, Progress &progress)
{
    const auto saved = scenario::savedScenarios(workspace);
    if (!saved)
        return saved.error();
    for (const scenario::SavedScenario &each : *saved) {
        auto completed = scenario::complete(workspace, each.scenario, progress);
        auto versions = scenario::scenarioVersions(workspace, each.name);
        if (completed && versions)
            view.saved.push_back({each.name, std::move(completed->scenario), std::move(*versions)});
        else if (completed)
            view.unusable.push_back(versions.error().message);
        else if (completed.error().code == ErrorCode::Cancelled)
            return completed.error();
        else
            view.unusable.push_back(
                {QD_WORDS("Scenarios", "%1: %2"), {each.name, Sentences(completed.error().message)}});
    }
    return {};
}

Result<void> fillHistory(
    const store::Workspace &workspace, const PageContext &context, ScenarioView &view, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book();
    if (!book)
        return book.error();
    view.source = book->source().name;
    view.currency = book->currency();
    const Month last = view.base.scenario.start;
    const auto points =
        revenue::retentionTrend(*portfolio, *book, last.plus(1 - HistoryMonths), last, context.grouping(), progress);
    if (!points)
        return points.error();
    for (const revenue::RetentionPoint &point : *points)
        view.history.push_back({point.month, Money{point.arr, view.currency}.major().approximate()});
    return {};
}

/// The base of the customers that pass the chips, as it was on the chosen day.
Result<scenario::CompletedScenario> completeBase(
    const store::Workspace &workspace, const PageContext &context, Progress &progress)
{
    auto base = scenario::complete(workspace, {}, progress, context.filters);
    const auto start = context.asOf ? std::optional(Month::lastEndedBy(*context.asOf)) : std::nullopt;
    if (!base || !start || *start >= base->scenario.start)
        return base;
    scenario::Scenario earlier;
    earlier.start = start;
    return scenario::complete(workspace, earlier, progress, context.filters);
}

} // namespace

Result<std::shared_ptr<const ScenarioView>> computeScenarioView(const PageContext &context, Progress &progress)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto view = std::make_shared<ScenarioView>();
    view->filters = context.filters;
    view->fiscalYearStart = (*workspace)->fiscalYearStart();
    auto base = completeBase(**workspace, context, progress);
    if (!base)
        return base.error();
    view->base = std::move(*base);
    view->base.scenario.uncertainty = scenario::boardUncertainty();
    if (auto done = fillHistory(**workspace, context, *view, progress); !done)
        return done.error();
    if (context.filters.empty()) { // those that are saved state all customers
        if (auto done = fillSaved(**workspace, *view, progress); !done)
            return done.error();
    }
    return std::shared_ptr<const ScenarioView>(view);
}

Result<std::shared_ptr<const ScenarioSpread>> computeSpread(
    const scenario::CompleteScenario &base, const scenario::CompleteScenario &varied, Progress &progress)
{
    auto spread = std::make_shared<ScenarioSpread>();
    scenario::MonteCarloOptions options;
    options.seed = Seed;
    auto simulatedBase = simulate(base, options, progress);
    if (!simulatedBase)
        return simulatedBase.error();
    spread->base = std::move(*simulatedBase);
    options.keepFactors = true;
    auto simulated = simulate(varied, options, progress);
    if (!simulated)
        return simulated.error();
    spread->scenario = std::move(*simulated);
    auto bars = tornado(varied, scenario::tornadoLevers(varied), TornadoShare, scenario::Outcome::ClosingArr);
    if (!bars)
        return bars.error();
    spread->bars = std::move(*bars);
    spread->ranks = rankTornado(varied, spread->scenario);
    return std::shared_ptr<const ScenarioSpread>(spread);
}

} // namespace qd::ui
