#include "core/session/customer_mergers.h"

#include "core/identity/identity_store.h"
#include "core/session/actions.h"
#include "core/session/customer_records.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>

namespace qd::session {

namespace {

using identity::Merger;

std::string words(const Merger &merger, const MergerRequest &request)
{
    return "into " + request.into + " on " + merger.on.iso() + (merger.proForma ? ", pro forma" : "") + " by "
        + merger.by;
}

/// Whether `account` ends, over however many mergers, in `other`.
bool endsIn(
    const CustomerRecords &customers, const std::vector<Merger> &mergers, std::string account, const std::string &other)
{
    for (std::size_t steps = 0; steps <= mergers.size(); ++steps) {
        if (account == other)
            return true;
        const auto next =
            std::ranges::find(mergers, account, [&](const Merger &merger) { return customers.accountOf(merger.from); });
        if (next == mergers.end())
            return false;
        account = customers.accountOf(next->into);
    }
    return false;
}

Result<void> checkDecisions(
    const store::Workspace &workspace, const CustomerRecords &customers, const MergerRequest &request)
{
    for (const identity::LinkDecision &decision : identity::decisionsInForce(workspace)) {
        const std::string left = customers.accountOf(decision.left);
        const std::string right = customers.accountOf(decision.right);
        if (decision.ruling == identity::Ruling::Never
            && ((left == request.from && right == request.into) || (left == request.into && right == request.from)))
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Identity",
                     "%1 of %2 and %3 of %4 are never one customer, %5 says. Nothing was changed; withdraw that "
                     "first."),
                    {decision.left.id, decision.left.source, decision.right.id, decision.right.source, decision.by}},
                {decision.left.id, decision.right.id}};
    }
    return {};
}

} // namespace

Result<void> setMergers(store::Workspace &workspace, const std::vector<Merger> &mergers, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "merge customers");
    const auto before = workspace.setting(identity::MergersSetting);
    const std::string after = identity::textOf(mergers);
    workspace.setSetting(identity::MergersSetting, after);
    store::recordChange(workspace, "set mergers", identity::MergersSetting, before, after);
    settleAll(workspace, false);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return {};
}

Result<std::vector<Merger>> mergeCustomers(
    store::Workspace &workspace, const MergerRequest &request, Progress &progress)
{
    if (request.into == request.from)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Identity", "%1 cannot become a part of itself. Nothing was changed."), {request.from}},
            {request.from}};
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "merge customers");
    const CustomerRecords customers(workspace);
    const auto from = customers.recordOf(request.from);
    const auto into = customers.recordOf(request.into);
    if (!from || !into)
        return from ? into.error() : from.error();
    if (const auto fine = checkDecisions(workspace, customers, request); !fine)
        return fine.error();
    const std::vector<Merger> before = identity::mergersOf(workspace);
    std::vector<Merger> mergers = before;
    std::erase_if(mergers, [&](const Merger &each) { return customers.accountOf(each.from) == request.from; });
    if (endsIn(customers, mergers, request.into, request.from))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Identity", "%1 became a part of %2 already. Nothing was changed; take that back first."),
                {request.into, request.from}},
            {request.into, request.from}};
    mergers.push_back({*from, *into, request.on, request.proForma, request.by});
    workspace.setSetting(identity::MergersSetting, identity::textOf(mergers));
    store::recordChange(workspace, "merge customers", request.from, std::nullopt, words(mergers.back(), request));
    settleAll(workspace, false);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return before;
}

Result<std::vector<Merger>> unmergeCustomer(store::Workspace &workspace, const std::string &from, Progress &progress)
{
    const std::vector<Merger> before = identity::mergersOf(workspace);
    std::vector<Merger> mergers = before;
    const CustomerRecords customers(workspace);
    std::erase_if(mergers, [&](const Merger &each) { return customers.accountOf(each.from) == from; });
    if (mergers.size() == before.size())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Identity", "%1 is no part of another customer. Nothing was changed."), {from}}, {from}};
    if (const auto done = setMergers(workspace, mergers, progress); !done)
        return done.error();
    return before;
}

} // namespace qd::session
