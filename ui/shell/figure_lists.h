#pragma once
#include "core/revenue/movements.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// The customers behind figures that several pages show. Their amounts add up to the figure.

/// Movements a page shows, for the list behind one of them.
struct MonthMovements {
    const std::vector<revenue::AccountMovement> &details;
    const identity::AccountDirectory &accounts;
    Currency currency;
};
/// Who moved in `month`, by how much (losses negative), from what to what; without a kind every movement but FX.
[[nodiscard]] AccountList movementAccounts(
    const MonthMovements &of, Month month, std::optional<revenue::MovementKind> kind);

/// The chips of a page as the scope of a figure.
[[nodiscard]] answers::FigureScope figureScope(const PageContext &context, revenue::Grain grain);
/// Everybody with ARR at the end of `month`. For a worker; errors as answers::arrBehind() and opening the workspace.
[[nodiscard]] Result<AccountList> arrAccounts(const PageContext &context, revenue::Grain grain, Month month);
/// The same on any day.
[[nodiscard]] Result<AccountList> arrAccounts(const PageContext &context, revenue::Grain grain, Date day);
/// Movements of a month where a page has none at hand. For a worker; errors likewise.
[[nodiscard]] Result<AccountList> movementAccounts(
    const PageContext &context, Month month, std::optional<revenue::MovementKind> kind, Progress &progress);
/// The opening set of the twelve months to `month` at constant rates, behind `metric`: "nrr", "grr" or "logo_churn".
/// For a worker; errors likewise.
[[nodiscard]] Result<AccountList> retentionAccounts(
    const PageContext &context, revenue::Grain grain, Month month, Progress &progress, const char *metric = "nrr");

} // namespace qd::ui
