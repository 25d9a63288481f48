#pragma once
#include "ui/revenue/revenue_view.h"
#include "ui/shell/account_list.h"

namespace qd::ui {

/// The customers behind a row of the groups table: its opening set, or those of it who left.
[[nodiscard]] AccountList groupAccounts(const RevenueView &view, int row, bool onlyChurned);
/// The customers behind a cell of the cohort heatmap, by its row and column there; the totals row is -1. For a worker;
/// errors as answers::cohortBehind() and opening the workspace.
[[nodiscard]] Result<AccountList> cohortAccounts(const PageContext &context, const RevenueView &view,
    const RevenueChoice &choice, int row, int k, Progress &progress);

} // namespace qd::ui
