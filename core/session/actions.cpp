#include "core/session/actions.h"

#include "core/identity/account_register.h"
#include "core/identity/golden_record.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/write_transaction.h"

#include <future>

namespace qd::session {

namespace {

constexpr const char *ResolvedOnce = "identity.resolved";
constexpr std::size_t MostBesideBreaks = 200'000; // records

/// A break register that cannot be filled (a missing rate, say) is no reason to refuse an import: the comparison
/// itself will say what is missing when somebody asks for it.
void settleBreaks(store::Workspace &workspace)
{
    // Before identities were ever resolved every customer would be missing somewhere, and each would take a number.
    if (!workspace.setting(ResolvedOnce))
        return;
    const auto portfolio = portfolio::Portfolio::ofBooks(workspace);
    const auto pair = portfolio->defaultPair();
    if (!pair)
        return;
    Progress quiet;
    if (const auto found = reconcile::reconcile(*portfolio, {pair->left, pair->right, std::nullopt, {}, 0, {}}, quiet))
        reconcile::registerBreaks(workspace, *found);
}

/// The report, where it is asked for: while the breaks are settled, unless both at once would take too much memory.
identity::IdentityReport resolve(store::Workspace &workspace, bool reporting)
{
    std::vector<identity::SourceRecord> records = identity::acceptCertainLinks(workspace); // which settles the accounts
    workspace.setSetting(ResolvedOnce, "1");
    const std::vector<std::string> order = identity::precedence(workspace, "parent");
    const auto report = [&records, &order] { return identity::identityReport(records, order); };
    if (reporting && records.size() <= MostBesideBreaks) {
        auto beside = std::async(std::launch::async, report);
        settleBreaks(workspace);
        return beside.get();
    }
    identity::IdentityReport found = reporting ? report() : identity::IdentityReport();
    records = std::vector<identity::SourceRecord>();
    settleBreaks(workspace);
    return found;
}

} // namespace

Result<sources::ImportReport> importExports(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = [](store::Workspace &changed) {
        settleAll(changed, false);
        return Result<void>();
    };
    return sources::importFiles(workspace, paths, options, progress);
}

Result<sources::ImportReport> importAndResolve(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = [](store::Workspace &changed) {
        settleAll(changed, true);
        return Result<void>();
    };
    return sources::importFiles(workspace, paths, options, progress);
}

Result<identity::IdentityReport> resolveIdentities(store::Workspace &workspace, Progress &progress)
{
    progress.begin("Matching identities");
    store::WriteTransaction transaction(workspace, "resolve identities");
    identity::IdentityReport report = resolve(workspace, true);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return report;
}

void settleAll(store::Workspace &workspace, bool resolving)
{
    if (resolving) {
        resolve(workspace, false);
        return;
    }
    identity::settleAccounts(workspace);
    settleBreaks(workspace);
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
    settleAll(workspace, false);
    transaction.commit();
    return {};
}

} // namespace qd::session
