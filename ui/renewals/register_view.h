#pragma once
#include "core/backtest/risk_register.h"
#include "core/renewals/risk_changes.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// What the part Risks shows of a window, of the customers that pass the chips.
struct RegisterView {
    std::optional<renewals::KnownRenewals> known; ///< what the rows point into
    std::vector<backtest::RegisterRow> rows; ///< of the pending renewals
    std::vector<backtest::RiskGroup> groups; ///< of those at risk
    bool isLatest = true; ///< the latest day of the data, on which risks are judged

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return known->book().accounts(); }
    [[nodiscard]] Currency currency() const { return known->book().currency(); }
    [[nodiscard]] Date day() const { return known->day(); }
};

/// Reads and computes, in a job; errors of the renewals and the colours.
[[nodiscard]] Result<std::shared_ptr<const RegisterView>> computeRegisterView(const store::Workspace &workspace,
    const PageContext &context, const renewals::DueWindow &window, Progress &progress);

/// A row for each open renewal; row ids are customers.
[[nodiscard]] TableSpec registerTable(const RegisterView &view);
[[nodiscard]] QString registerSubtitle(const RegisterView &view);
/// Those at risk by reason and quarter; row ids are positions in `groups`.
[[nodiscard]] TableSpec reasonsTable(const RegisterView &view);
/// The customers of a row of reasonsTable(), with what is due of each.
[[nodiscard]] AccountList reasonAccounts(const RegisterView &view, std::size_t group);
/// The row of a customer; nullptr for none.
[[nodiscard]] const backtest::RegisterRow *registerRowOf(const RegisterView &view, const QString &account);
/// What is judged of it now: the last row, or nothing but the customer and the day.
[[nodiscard]] renewals::RiskEntry entryOf(const RegisterView &view, const backtest::RegisterRow &row);

} // namespace qd::ui
