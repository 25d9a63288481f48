#pragma once
#include "core/forecast/expansion_leads.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// What the part Expansion shows of a fiscal quarter, of the customers that pass the chips.
struct ExpansionView {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    forecast::Expansion found; ///< pipeline and target are of all customers
    std::vector<forecast::ExpansionLead> leads;
    std::vector<forecast::ProductSpace> space;
    bool isFiltered = false; ///< some chip leaves customers out

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return portfolio->accounts(); }
    [[nodiscard]] Currency currency() const { return portfolio->currency(); }
};

/// Reads and computes, in a job; errors of the expansion and the signals.
[[nodiscard]] Result<std::shared_ptr<const ExpansionView>> computeExpansionView(const store::Workspace &workspace,
    const PageContext &context, FiscalQuarter quarter, const std::string &by, Progress &progress);

/// Open expansion against the target; groups by the dimension `by`.
[[nodiscard]] TableSpec pipelineTable(const ExpansionView &view, const std::string &by);
[[nodiscard]] QString pipelineSubtitle(const ExpansionView &view);
/// Row ids are customers.
[[nodiscard]] TableSpec leadsTable(const ExpansionView &view);
/// Row ids are positions in `space`.
[[nodiscard]] TableSpec spaceTable(const ExpansionView &view);
[[nodiscard]] AccountList spaceAccounts(const ExpansionView &view, std::size_t product);

} // namespace qd::ui
