#include "ui/coverage/coverage_view.h"

#include "core/store/workspace.h"

namespace qd::ui {

Result<CoverageViewPtr> computeCoverageView(const PageContext &context)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto saved = coverage::currentModel(**workspace);
    if (!saved)
        return saved.error();
    auto input = coverage::loadCoverage(**workspace, saved->model, context.asOf);
    if (!input)
        return input.error();
    auto capacity = coverage::computeCapacity(*input, {.leave = true});
    if (!capacity)
        return capacity.error();
    auto view = std::make_shared<CoverageView>();
    view->mainSegments = coverage::mainSegments(*input);
    view->saved = std::move(*saved);
    view->input = std::move(*input);
    view->capacity = std::move(*capacity);
    return CoverageViewPtr(view);
}

} // namespace qd::ui
