#include "ui/shell/page_context.h"

#include "core/store/workspace.h"

namespace qd::ui {

bool PageContext::passes(const identity::Account &account) const
{
    return revenue::passes(account, filters);
}

revenue::GroupingOptions PageContext::grouping(const std::string &by) const
{
    revenue::GroupingOptions options;
    options.by = by;
    options.filters = filters;
    return options;
}

Result<std::shared_ptr<const portfolio::Portfolio>> portfolioOf(const PageContext &context)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    return portfolio::Portfolio::of(**workspace);
}

} // namespace qd::ui
