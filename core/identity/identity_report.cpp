#include "core/identity/identity_report.h"

#include "core/identity/account_register.h"
#include "core/identity/certain_links.h"
#include "core/identity/identity_store.h"

namespace qd::identity {

namespace {

struct Present {
    std::vector<SourceRecord> records;
    std::vector<std::string> accounts; ///< of each record
    std::vector<int> customers; ///< the same, numbered
    std::vector<std::string> methods;
};

Present present(const store::Workspace &workspace)
{
    Present now;
    now.records = loadSourceRecords(workspace);
    const std::map<RecordKey, AcceptedLink> links = acceptedLinks(workspace);
    std::unordered_map<std::string, int> numbers;
    for (const SourceRecord &record : now.records) {
        const auto link = links.find({record.source, record.id});
        const auto &[account, method] = link == links.end() ? AcceptedLink() : link->second;
        now.accounts.push_back(account);
        now.methods.push_back(method);
        now.customers.push_back(numbers.try_emplace(account, int(numbers.size())).first->second);
    }
    return now;
}

Proposal proposal(const Present &now, const RecordPair &pair)
{
    return {now.records[std::size_t(pair.left)], now.records[std::size_t(pair.right)], pair.score, pair.evidence};
}

} // namespace

IdentityReport identityReport(const store::Workspace &workspace)
{
    const Present now = present(workspace);
    IdentityReport report;
    report.links = {{"id", 0}, {"domain", 0}, {"name", 0}, {"probable", 0}, {"manual", 0}};
    report.accounts = accountCount(workspace);
    for (std::size_t i = 0; i < now.records.size(); ++i) {
        if (now.records[i].bare && now.methods[i] != "own")
            continue;
        ++report.records;
        if (const auto count = report.links.find(now.methods[i]); count != report.links.end())
            ++count->second;
    }
    const CertainLinks found = findCertainLinks(now.records, now.customers);
    for (const auto *pairs : {&found.links, &found.proposals}) {
        for (const RecordPair &pair : *pairs)
            report.proposals.push_back(proposal(now, pair));
    }
    std::stable_sort(report.proposals.begin(), report.proposals.end(),
        [](const Proposal &a, const Proposal &b) { return a.score > b.score; });
    return report;
}

Result<void> acceptCertainLinks(store::Workspace &workspace)
{
    Present now = present(workspace);
    const CertainLinks found = findCertainLinks(now.records, now.customers);
    LinkWriter writer(workspace);
    std::unordered_map<std::string, std::string> mergedInto;
    const auto current = [&](std::string account) {
        for (auto next = mergedInto.find(account); next != mergedInto.end(); next = mergedInto.find(account))
            account = next->second;
        return account;
    };
    for (const RecordPair &pair : found.links) {
        const std::string left = current(now.accounts[std::size_t(pair.left)]);
        const std::string right = current(now.accounts[std::size_t(pair.right)]);
        const auto &[kept, gone] = std::minmax(left, right);
        // The customer on the right loses the record it was first seen by: that one is linked from now on.
        writer.merge(kept, gone, right, pair.method, pair.evidence);
        mergedInto[gone] = kept;
    }
    return settleAccounts(workspace);
}

} // namespace qd::identity
