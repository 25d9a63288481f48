#include "core/session/actions.h"

#include "core/identity/account_register.h"
#include "core/identity/identity_report.h"
#include "core/reconcile/break_register.h"
#include "core/store/write_transaction.h"

namespace qd::session {

namespace {

constexpr const char *ResolvedOnce = "identity.resolved";

/// A break register that cannot be filled (a missing rate, say) is no reason to refuse an import: the comparison
/// itself will say what is missing when somebody asks for it.
Result<void> settle(store::Workspace &workspace)
{
    if (auto done = identity::settleAccounts(workspace); !done)
        return done;
    // Before identities were ever resolved every customer would be missing somewhere, and each would take a number.
    const auto pair = workspace.setting(ResolvedOnce) ? defaultPair(workspace) : std::nullopt;
    if (pair) {
        Progress quiet;
        if (const auto found =
                reconcile::reconcile(workspace, {pair->left, pair->right, std::nullopt, {}, 0, {}}, quiet))
            reconcile::registerBreaks(workspace, *found);
    }
    return {};
}

Result<void> resolve(store::Workspace &workspace)
{
    if (auto done = identity::acceptCertainLinks(workspace); !done)
        return done;
    workspace.setSetting(ResolvedOnce, "1");
    return settle(workspace);
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
    options.beforeCommit = [](store::Workspace &changed) -> Result<void> {
        if (auto done = identity::settleAccounts(changed); !done) // records need customers before these can be linked
            return done;
        return resolve(changed);
    };
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

std::optional<SourcePair> defaultPair(const store::Workspace &workspace)
{
    std::vector<revenue::ArrSource> withArr;
    for (revenue::ArrSource &source : revenue::allSources(workspace)) {
        if (source.basis != revenue::ArrBasis::None)
            withArr.push_back(std::move(source));
    }
    if (withArr.size() < 2)
        return std::nullopt;
    const auto firstOf = [&](const char *kind) {
        return std::find_if(
            withArr.begin(), withArr.end(), [&](const revenue::ArrSource &s) { return s.kind == kind; });
    };
    const auto crm = firstOf("crm");
    const auto billing = firstOf("billing");
    if (crm != withArr.end() && billing != withArr.end())
        return SourcePair{*crm, *billing};
    return SourcePair{withArr[0], withArr[1]};
}

} // namespace qd::session
