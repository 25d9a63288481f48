#include "ui/shell/page_context.h"

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

} // namespace qd::ui
