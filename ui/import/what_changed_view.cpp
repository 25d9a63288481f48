#include "ui/import/what_changed_view.h"

#include "core/store/workspace.h"

#include <algorithm>

namespace qd::ui {

namespace {

bool stands(const std::vector<governance::ImportChoice> &choices, std::int64_t import)
{
    return std::ranges::find(choices, import, &governance::ImportChoice::import) != choices.end();
}

} // namespace

Result<WhatChangedPtr> readWhatChanged(const std::string &workspacePath, std::optional<std::int64_t> from,
    std::optional<std::int64_t> to, Progress &progress)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto view = std::make_shared<WhatChangedView>();
    view->choices = governance::importChoices(**workspace);
    if (view->choices.empty())
        return WhatChangedPtr(view);
    view->to = to && stands(view->choices, *to) ? *to : view->choices.back().import;
    const auto end = std::ranges::find(view->choices, view->to, &governance::ImportChoice::import);
    view->from = end == view->choices.begin() ? 0 : std::prev(end)->import;
    if (from && *from < view->to && (*from == 0 || stands(view->choices, *from)))
        view->from = *from;
    auto changed = governance::whatImportsChanged(**workspace, view->from, view->to, progress);
    if (!changed)
        return changed.error();
    view->changed = std::move(*changed);
    return WhatChangedPtr(view);
}

} // namespace qd::ui
