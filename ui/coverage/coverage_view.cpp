#include "ui/coverage/coverage_view.h"

#include "core/health/model_colours.h"
#include "core/store/workspace.h"

namespace qd::ui {

Result<CoverageViewPtr> computeCoverageView(const PageContext &context, const Horizon &horizon)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto saved = coverage::currentModel(**workspace);
    if (!saved)
        return saved.error();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    auto input =
        coverage::coverageOf(*portfolio, saved->model, context.asOf, health::shownColoursOf(**workspace, *portfolio));
    if (!input)
        return input.error();
    auto view = std::make_shared<CoverageView>();
    view->scope = coverage::scopeOf(*input, coverage::scopeFilter(context.filters));
    const bool isWhole = view->scope.filter.isEmpty();
    coverage::CapacityOptions options;
    options.leave = true;
    options.knownChanges = horizon.knownChanges;
    options.annualGrowth = horizon.annualGrowth;
    auto capacity = coverage::computeCapacity(isWhole ? *input : coverage::narrowed(*input, view->scope), options);
    if (!capacity)
        return capacity.error();
    view->mainSegments = coverage::mainSegments(*input);
    view->horizon = horizon;
    view->saved = std::move(*saved);
    view->input = std::move(*input);
    view->capacity = std::move(*capacity);
    return CoverageViewPtr(view);
}

} // namespace qd::ui
