#include "core/session/actions.h"

#include "core/identity/account_register.h"
#include "core/identity/golden_record.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/write_transaction.h"

#include <future>

namespace qd::session {

namespace {

using Records = std::shared_ptr<const identity::SourceRecords>; ///< all of the workspace

constexpr const char *ResolvedOnce = "identity.resolved";
constexpr std::size_t MostBesideBreaks = 200'000; // records

/// A break register that cannot be filled (a missing rate, say) is no reason to refuse an import: the comparison
/// itself will say what is missing when somebody asks for it.
void settleBreaks(store::Workspace &workspace, Records records)
{
    // Before identities were ever resolved every customer would be missing somewhere, and each would take a number.
    if (!workspace.setting(ResolvedOnce))
        return;
    const auto portfolio = portfolio::Portfolio::ofBooks(workspace, std::move(records));
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
    auto records = std::make_shared<const identity::SourceRecords>(
        identity::acceptCertainLinks(workspace)); // which settles the accounts
    workspace.setSetting(ResolvedOnce, "1");
    const std::vector<std::string> order = identity::precedence(workspace, "parent");
    if (reporting && records->rows.size() <= MostBesideBreaks) {
        auto beside = std::async(std::launch::async, [&order, all = records]() mutable {
            identity::IdentityReport found = identity::identityReport(all->rows, order);
            all.reset(); // beside the breaks, too
            return found;
        });
        settleBreaks(workspace, std::move(records));
        return beside.get();
    }
    identity::IdentityReport found =
        reporting ? identity::identityReport(records->rows, order) : identity::IdentityReport();
    settleBreaks(workspace, std::move(records));
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
    settleBreaks(workspace, std::make_shared<const identity::SourceRecords>(identity::settleAccounts(workspace)));
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
