#include "core/session/customer_mergers.h"

#include "core/base/text.h"
#include "core/identity/identity_store.h"
#include "core/identity/source_record.h"
#include "core/session/actions.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <map>

namespace qd::session {

namespace {

using identity::Merger;
using identity::RecordKey;
using identity::SourceRecord;

/// Customers by their records.
class Customers {
public:
    explicit Customers(const store::Workspace &workspace)
        : m_records(identity::loadSourceRecords(workspace))
    {
        for (const SourceRecord &record : m_records.rows)
            m_accountOf.emplace(RecordKey{record.source.str(), record.id.str()}, record.account.str());
    }
    /// A record that names a customer: the first that is more than an id, else the first.
    [[nodiscard]] Result<RecordKey> recordOf(const std::string &account) const
    {
        const SourceRecord *found = nullptr;
        std::vector<std::string> ids;
        for (const SourceRecord &record : m_records.rows) {
            ids.push_back(record.account.str());
            if (record.account == account && (!found || (found->bare && !record.bare)))
                found = &record;
        }
        if (found)
            return RecordKey{found->source.str(), found->id.str()};
        const std::string close = nearest(account, ids);
        if (close.empty())
            return Error{ErrorCode::NotFound,
                {QD_WORDS("Identity", "There is no customer %1. Nothing was changed; qdeck accounts lists them."),
                    {account}},
                {account}};
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Identity", "There is no customer %1; did you mean %2? Nothing was changed."), {account, close}},
            {account}};
    }
    /// The customer a record belongs to without any merger; empty where it is not there.
    [[nodiscard]] std::string accountOf(const RecordKey &record) const
    {
        const auto found = m_accountOf.find(record);
        return found == m_accountOf.end() ? std::string() : found->second;
    }

private:
    identity::SourceRecords m_records;
    std::map<RecordKey, std::string> m_accountOf;
};

std::string words(const Merger &merger, const MergerRequest &request)
{
    return "into " + request.into + " on " + merger.on.iso() + (merger.proForma ? ", pro forma" : "") + " by "
        + merger.by;
}

/// Whether `account` ends, over however many mergers, in `other`.
bool endsIn(
    const Customers &customers, const std::vector<Merger> &mergers, std::string account, const std::string &other)
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

Result<void> checkDecisions(const store::Workspace &workspace, const Customers &customers, const MergerRequest &request)
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
    const Customers customers(workspace);
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
    const Customers customers(workspace);
    std::erase_if(mergers, [&](const Merger &each) { return customers.accountOf(each.from) == from; });
    if (mergers.size() == before.size())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Identity", "%1 is no part of another customer. Nothing was changed."), {from}}, {from}};
    if (const auto done = setMergers(workspace, mergers, progress); !done)
        return done.error();
    return before;
}

} // namespace qd::session
