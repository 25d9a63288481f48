#include "ui/shell/page_context.h"

#include <algorithm>

namespace qd::ui {

bool PageContext::passes(const identity::Account &account) const
{
    return std::all_of(
        filters.begin(), filters.end(), [&](const auto &chip) { return account.field(chip.first) == chip.second; });
}

revenue::GroupingOptions PageContext::grouping(const std::string &by) const
{
    revenue::GroupingOptions options;
    options.by = by;
    options.filters = filters;
    return options;
}

} // namespace qd::ui
