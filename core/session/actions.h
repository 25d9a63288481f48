#pragma once
#include "core/identity/identity_report.h"
#include "core/sources/import.h"
#include "core/store/settings.h"

namespace qd::session {

/// What a person does to a workspace as one action: each of these is one transaction that leaves every room's part of
/// the file in step (records have customers, golden fields are chosen, breaks have their first-seen dates). Both front
/// doors use these and nothing below them to change a workspace.

/// Imports files and directories (sources/import.h), then settles accounts and the break register.
[[nodiscard]] Result<sources::ImportReport> importExports(store::Workspace &workspace,
    const std::vector<std::string> &paths, sources::ImportOptions options, Progress &progress);

/// The same with the certain links accepted, all in one transaction: what the workbench does with dropped files.
[[nodiscard]] Result<sources::ImportReport> importAndResolve(store::Workspace &workspace,
    const std::vector<std::string> &paths, sources::ImportOptions options, Progress &progress);

/// Accepts the certain links and settles as above, and says how identity stands then. Nothing to do in a workspace
/// without records.
[[nodiscard]] Result<identity::IdentityReport> resolveIdentities(store::Workspace &workspace, Progress &progress);

/// Takes back what rules opened with an import whose batches were undone (actions/actions_store.h) and lets the rules
/// in force look at what is left. Within the caller's transaction.
void settleActions(store::Workspace &workspace, std::int64_t import);

/// Gives every record its customer and registers breaks, with `resolving` after accepting the certain links. Within the
/// caller's transaction: the end of every action here.
void settleAll(store::Workspace &workspace, bool resolving);

/// The same after persons' decisions about pairs of records, which are kept already (identity_decisions.h): their
/// customers are put together anew, by the certain links too once these were ever accepted. Gives the records as they
/// are then.
std::shared_ptr<const identity::SourceRecords> settleDecisions(
    store::Workspace &workspace, const std::vector<identity::LinkDecision> &made);

/// Sets settings as one action, each recorded in the audit log, and settles what depends on them: golden fields by the
/// new precedence, the break register by the new system of record. All or nothing. Errors as store::checkSetting();
/// Conflict when one of `shown`, what stood there when it was decided, stands there no more.
[[nodiscard]] Result<void> changeSettings(
    store::Workspace &workspace, const store::SettingValues &values, const store::SettingValues &shown = {});

} // namespace qd::session
