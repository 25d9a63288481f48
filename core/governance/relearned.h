#pragma once
#include "core/explain/change_since.h"

namespace qd::governance {

/// What later imports made of a figure of the same window: late rows, corrections, other customers.
struct Relearned {
    /// `then` as the workspace told it once the import of the batch was in, `now` as it does; customers are those of
    /// now. Parts as explain::changeBetween() has them.
    explain::ChangeSince change;
    std::vector<explain::ExplainedRow> rows; ///< of now that were not behind it, or gave another amount there
    std::vector<explain::ExplainedRow> gone; ///< of then that are behind it no more, or give another amount
};

/// The figure of `request` as known after the import that `batch` came with, against now: in a copy of the workspace
/// every later import is taken back, last first. What persons decided since (links, settings, definitions) stays, so
/// that only files make the difference. The window is that of now. Linear in the workspace and in the later imports.
///
/// InvalidArgument for `survival`, which is no sum over customers; NotFound for a batch there is not; Conflict for one
/// that was taken back, where nothing was imported after it, and where a customer of then is none any more; errors of
/// explain() and session::undoImport(), with nothing changed.
[[nodiscard]] Result<Relearned> relearnedSince(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, explain::Request request, std::int64_t batch,
    Progress &progress);

/// The last batch of the import before the latest one that stands: what to ask relearnedSince() for "since the last
/// import". Nothing where there was one import or none.
[[nodiscard]] std::optional<std::int64_t> batchBeforeLastImport(const store::Workspace &workspace);

/// relearnedSince() the import before the latest one. Conflict where there was none.
[[nodiscard]] Result<Relearned> relearnedSinceLastImport(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, explain::Request request, Progress &progress);

/// A month that was signed and has come out otherwise since.
struct ReopenedMonth {
    std::string period; ///< as the sign-off has it
    std::string left;
    std::string right;
    std::int64_t batch = 0; ///< the last one of the files it was prepared with
    Relearned arr; ///< ARR of the system of record on the period's last day, then and now
};

/// Months whose reconciliation was signed and is to be reviewed again because files came in since, each with the ARR of
/// the system of record on its last day as known then and now, and the rows that changed it. Those that changed for
/// another reason (a setting, a link) are not among them, nor those where ARR is as it was. Errors as relearnedSince().
[[nodiscard]] Result<std::vector<ReopenedMonth>> reopenedMonths(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, Progress &progress);

} // namespace qd::governance
