#include "core/session/actions.h"

#include "core/actions/rules_run.h"
#include "core/identity/account_register.h"
#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/store/settled_images.h"
#include "core/store/write_transaction.h"

#include <future>

namespace qd::session {

namespace {

using Records = std::shared_ptr<const identity::SourceRecords>; ///< all of the workspace

constexpr std::size_t MostBesideBreaks = 200'000; // records

using LettingGo = std::future<void>; ///< waits for its end when it goes out of scope

/// The pair that people reconcile first, and every other that has a register.
std::vector<portfolio::SourcePair> pairsToSettle(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio)
{
    std::vector<portfolio::SourcePair> pairs;
    const auto first = portfolio.defaultPair();
    if (first)
        pairs.push_back(*first);
    for (const auto &[left, right] : reconcile::registeredPairs(workspace)) {
        if (first && left == first->left.name && right == first->right.name)
            continue;
        const auto leftSource = portfolio.findSource(left);
        const auto rightSource = portfolio.findSource(right);
        if (leftSource && rightSource && leftSource->name == left && rightSource->name == right)
            pairs.push_back({*leftSource, *rightSource});
    }
    return pairs;
}

/// A break register that cannot be filled (a missing rate, say) is no reason to refuse an import: the comparison
/// itself will say what is missing when somebody asks for it. What it read is many small pieces, let go beside what
/// comes next. Once cancellation was asked for it stops; the caller looks.
LettingGo settleBreaks(store::Workspace &workspace, Records records, Progress &progress)
{
    // Before identities were ever resolved every customer would be missing somewhere, and each would take a number.
    if (!workspace.setting(store::ResolvedSetting) || progress.isCancelled())
        return {};
    auto portfolio = portfolio::Portfolio::ofBooks(workspace, std::move(records));
    for (const portfolio::SourcePair &pair : pairsToSettle(workspace, *portfolio)) {
        const reconcile::ReconcileOptions asked{pair.left, pair.right, std::nullopt, {}, {}, {}};
        if (const auto found = reconcile::reconcile(*portfolio, asked, progress))
            reconcile::registerBreaks(workspace, *found);
    }
    return std::async(std::launch::async, [read = std::move(portfolio)]() mutable { read.reset(); });
}

struct Resolved {
    identity::IdentityReport report; ///< where it was asked for
    LettingGo lettingGo;
};

/// The report is made while the breaks are settled, unless both at once would take too much memory.
Resolved resolve(store::Workspace &workspace, bool reporting, Progress &progress)
{
    auto records = std::make_shared<const identity::SourceRecords>(
        identity::acceptCertainLinks(workspace, &progress)); // which settles the accounts
    if (progress.isCancelled()) // they are not settled
        return {};
    workspace.setSetting(store::ResolvedSetting, "1");
    const std::vector<std::string> order = identity::precedence(workspace, "parent");
    const std::vector<identity::LinkDecision> decisions = identity::decisionsInForce(workspace);
    if (reporting && records->rows.size() <= MostBesideBreaks) {
        auto beside = std::async(std::launch::async, [&order, &decisions, all = records]() mutable {
            identity::IdentityReport found = identity::identityReport(all->rows, order, decisions);
            all.reset(); // beside the breaks, too
            return found;
        });
        auto lettingGo = settleBreaks(workspace, std::move(records), progress);
        return {beside.get(), std::move(lettingGo)};
    }
    auto report = reporting ? identity::identityReport(records->rows, order, decisions) : identity::IdentityReport();
    return {std::move(report), settleBreaks(workspace, std::move(records), progress)};
}

/// Rules that cannot be evaluated (no ARR yet, a missing rate) are no reason to refuse what was done: `qdeck actions`
/// says why.
void letRulesAct(store::Workspace &workspace, Progress &progress)
{
    (void)actions::openByRules(workspace, progress);
}

/// As settleAll(); once cancellation was asked for not all of it: the caller looks.
void settle(store::Workspace &workspace, bool resolving, Progress &progress)
{
    if (resolving)
        resolve(workspace, false, progress);
    else
        settleBreaks(workspace,
            std::make_shared<const identity::SourceRecords>(identity::settleAccounts(workspace, &progress)), progress);
}

/// The end of every import: what is in `changed` is settled, then rules look at it. Cancelled, with the transaction to
/// be given up, where that was asked for meanwhile.
std::function<Result<void>(store::Workspace &)> settling(bool resolving, Progress &progress)
{
    return [resolving, &progress](store::Workspace &changed) -> Result<void> {
        progress.begin(QD_WORDS("Progress", "Settling customers and breaks"));
        if (progress.isCancelled())
            return cancelled();
        settle(changed, resolving, progress);
        if (progress.isCancelled())
            return cancelled();
        letRulesAct(changed, progress);
        if (progress.isCancelled())
            return cancelled();
        return {};
    };
}

} // namespace

Result<sources::ImportReport> importExports(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = settling(false, progress);
    return sources::importFiles(workspace, paths, options, progress);
}

Result<sources::ImportReport> importAndResolve(store::Workspace &workspace, const std::vector<std::string> &paths,
    sources::ImportOptions options, Progress &progress)
{
    options.beforeCommit = settling(true, progress);
    return sources::importFiles(workspace, paths, options, progress);
}

Result<identity::IdentityReport> resolveIdentities(store::Workspace &workspace, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "resolve identities");
    Resolved resolved = resolve(workspace, true, progress);
    if (progress.isCancelled())
        return cancelled();
    letRulesAct(workspace, progress);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return std::move(resolved.report);
}

void settleActions(store::Workspace &workspace, std::int64_t import)
{
    actions::takeBackOpened(workspace, import);
    Progress quiet;
    letRulesAct(workspace, quiet);
}

void settleAll(store::Workspace &workspace, bool resolving)
{
    Progress quiet;
    settle(workspace, resolving, quiet);
}

std::shared_ptr<const identity::SourceRecords> settleDecisions(
    store::Workspace &workspace, const std::vector<identity::LinkDecision> &made)
{
    auto records = std::make_shared<const identity::SourceRecords>(identity::settleDecided(workspace, made));
    Progress quiet;
    const LettingGo lettingGo = settleBreaks(workspace, records, quiet);
    letRulesAct(workspace, quiet);
    return records;
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
