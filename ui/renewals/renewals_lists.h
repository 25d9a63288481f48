#pragma once
#include "ui/renewals/renewals_view.h"
#include "ui/shell/account_list.h"

namespace qd::ui {

/// The customers behind figures of the page, with what is due of each; they add up to the figure.

/// A part of a month of the calendar, by the chart's series and category; all that is due for a series of -1.
[[nodiscard]] AccountList dueAccounts(const RenewalsView &view, int series, int category);
/// The renewals of a row of the rates. By product a customer may stand in several.
[[nodiscard]] AccountList rateAccounts(const RenewalsView &view, const std::string &by, int row);
/// Those measured at a checkpoint, by the heatmap's row and column, with 1 or 0 for having it: the sum over the number
/// of customers is the cell. For a worker; errors of opening the workspace.
[[nodiscard]] Result<AccountList> readinessAccounts(
    const PageContext &context, const RenewalsView &view, int row, int column);

} // namespace qd::ui
