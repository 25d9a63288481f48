#pragma once
#include "core/explain/change_since.h"
#include "ui/common/table/table_spec.h"
#include "ui/common/totals_strip.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// What the choices of the page say.
struct ExplainChoice {
    std::string metric = "nrr";
    std::optional<Month> from; ///< both or neither: then the window that ends by the as-of day
    std::optional<Month> to;
    std::optional<Date> asOf; ///< of the figure that was asked for; else the chip's
    std::string by; ///< empty for all customers, or the one chip
    std::string group;
};

/// Everything the figure shows: one job's result.
struct ExplainView {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    std::optional<explain::Request> request; ///< what was asked for; nothing for a metric there is not
    std::optional<explain::Explanation> told; ///< nothing where there is a fault
    std::optional<Error>
        fault; ///< why this choice has no figure: the page keeps its choices, so that others can be made
    std::vector<std::string> groups; ///< of the dimension that is chosen
    std::vector<Month> months; ///< that can be chosen, the last one first
    revenue::Filters leftOut; ///< chips that do not hold
    bool isAtOtherRates = false; ///< the chip of rates does not hold
};

/// Reads and computes; runs in a job. NoData where nothing has ARR; a choice that has no figure is a fault of the view.
[[nodiscard]] Result<std::shared_ptr<const ExplainView>> computeExplainView(
    const PageContext &context, const ExplainChoice &choice, Progress &progress);
/// Since when a figure's movement is told.
struct MovedSince {
    int months = 1; ///< before the figure
    std::optional<Date> day = std::nullopt; ///< instead
    bool lastImport = false; ///< instead: the same figure as known before the last import
};
/// What moved the figure since then; runs in a job. Errors as explain::changeSince() and
/// governance::relearnedSinceLastImport().
[[nodiscard]] Result<std::shared_ptr<const explain::ChangeSince>> computeChange(
    const PageContext &context, const explain::Request &request, const MovedSince &since, Progress &progress);

/// Writes the figure as a sheet to be printed (pack::auditSheet()) to `path` and gives its name back; runs in a job.
/// Io, and errors of opening the workspace.
[[nodiscard]] Result<QString> saveAuditSheet(
    const ExplainView &view, const std::string &workspacePath, const QString &path);

/// A metric of `qdeck explain` as people read it; what it cannot be, as it is.
[[nodiscard]] QString metricTitle(const std::string &metric);
/// "NRR, 31 Oct 2025 to 31 Oct 2026, all customers".
[[nodiscard]] QString figureTitle(const explain::Explanation &told);
/// "83.6 %", "1,274,740", "120.5".
[[nodiscard]] QString valueText(const explain::Explanation &told);
/// The customers with what they add to the figure, which add up to it.
[[nodiscard]] AccountList figureAccounts(const ExplainView &view);
/// Value, numerator and denominator, customers.
[[nodiscard]] QVector<TotalCell> figureCells(const explain::Explanation &told);
/// Which chips do not hold and what is to be said besides; empty for nothing.
[[nodiscard]] QString explainNote(const ExplainView &view);
/// The id of a customer's row, "12:AC-00031": its directory index, and whose row it is, for marks of what is selected
/// elsewhere.
[[nodiscard]] QString rowOfAccount(const ExplainView &view, int account);
/// The index in such an id.
[[nodiscard]] int accountOfRow(const QString &rowId);
/// The customers that make the figure; row ids are rowOfAccount().
[[nodiscard]] TableSpec customersTable(const ExplainView &view);
/// The rows of files behind one customer, or of all for -1; row ids are positions among the figure's rows.
[[nodiscard]] TableSpec rowsTable(const ExplainView &view, int account);
/// What moved it; row ids are rowOfAccount() behind a position and a colon, or "-1" there for what is of none.
[[nodiscard]] TableSpec changeTable(const ExplainView &view, const explain::ChangeSince &change);
/// "83.6 % to 78.2 %".
[[nodiscard]] QString changeSubtitle(const explain::ChangeSince &change);
/// One customer with its rows, for the inspector.
[[nodiscard]] InspectorContent customerInspected(const ExplainView &view, int account);

} // namespace qd::ui
