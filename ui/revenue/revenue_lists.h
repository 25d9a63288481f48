#pragma once
#include "ui/paint/chart/chart_painter.h"
#include "ui/revenue/revenue_view.h"
#include "ui/shell/account_list.h"

namespace qd::ui {

/// The customers behind a cell of the groups table, by its row and the id of its column: its opening set, or of logo
/// churn those of it who left.
[[nodiscard]] AccountList groupAccounts(
    const RevenueView &view, const RevenueChoice &choice, int row, const QString &column);
/// The customers behind a cell of the cohort heatmap, by its row and column there; the totals row is -1. For a worker;
/// errors as answers::cohortBehind() and opening the workspace.
[[nodiscard]] Result<AccountList> cohortAccounts(const PageContext &context, const RevenueView &view,
    const RevenueChoice &choice, int row, int k, Progress &progress);

/// Where customers stand in the chart of movements, by their ids: the month and the kind by which each moved. Of
/// parents their own ids.
[[nodiscard]] QVector<ChartPlace> movementPlaces(
    const RevenueView &view, const ChartSpec &chart, const QSet<QString> &customers);

} // namespace qd::ui
