#include "core/session/actions.h"

#include "core/identity/account_register.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/write_transaction.h"

namespace qd::session {

namespace {

constexpr const char *ResolvedOnce = "identity.resolved";

/// A break register that cannot be filled (a missing rate, say) is no reason to refuse an import: the comparison
/// itself will say what is missing when somebody asks for it.
void settleBreaks(store::Workspace &workspace)
{
    // Before identities were ever resolved every customer would be missing somewhere, and each would take a number.
    if (!workspace.setting(ResolvedOnce))
        return;
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto pair = portfolio->defaultPair();
    if (!pair)
        return;
    Progress quiet;
    if (const auto found = reconcile::reconcile(*portfolio, {pair->left, pair->right, std::nullopt, {}, 0, {}}, quiet))
        reconcile::registerBreaks(workspace, *found);
}

Result<void> settle(store::Workspace &workspace)
{
    if (auto done = identity::settleAccounts(workspace); !done)
        return done;
    settleBreaks(workspace);
    return {};
}

Result<void> resolve(store::Workspace &workspace)
{
    if (auto done = identity::acceptCertainLinks(workspace); !done) // which settles the accounts
        return done;
    workspace.setSetting(ResolvedOnce, "1");
    settleBreaks(workspace);
    return {};
}

} // namespace

Result<sources::ImportReport> importExports(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = settle;
    return sources::importFiles(workspace, paths, options, progress);
}

Result<sources::ImportReport> importAndResolve(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = [](store::Workspace &changed) { return settleAll(changed, true); };
    return sources::importFiles(workspace, paths, options, progress);
}

Result<void> resolveIdentities(store::Workspace &workspace, Progress &progress)
{
    progress.begin("Matching identities");
    store::WriteTransaction transaction(workspace, "resolve identities");
    if (auto done = resolve(workspace); !done)
        return done;
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return {};
}

Result<void> settleAll(store::Workspace &workspace, bool resolving)
{
    if (!resolving)
        return settle(workspace);
    if (auto done = identity::settleAccounts(workspace); !done) // records need customers before these can be linked
        return done;
    return resolve(workspace);
}

Result<void> changeSettings(
    store::Workspace &workspace, const store::SettingValues &values, const store::SettingValues &shown)
{
    store::WriteTransaction transaction(workspace, "change settings");
    for (const auto &[key, value] : shown) {
        if (workspace.setting(key).value_or("") != value)
            return store::changedMeanwhile(store::lastChange(workspace));
    }
    for (const auto &[key, value] : values) {
        if (auto changed = store::changeSetting(workspace, key, value); !changed)
            return changed;
    }
    if (auto settled = settle(workspace); !settled)
        return settled;
    transaction.commit();
    return {};
}

} // namespace qd::session
