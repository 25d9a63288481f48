#include "core/identity/identity_report.h"

#include "core/identity/account_directory.h"
#include "core/identity/certain_links.h"
#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"
#include "core/identity/identity_store.h"
#include "core/identity/mergers.h"
#include "core/store/contract_rows.h"

#include <algorithm>
#include <unordered_set>

namespace qd::identity {

namespace {

RecordName nameOf(const SourceRecord &record)
{
    return {record.source, record.id, record.name};
}

/// Gives the records of customers that became part of another by the latest as-of date to that one.
void joinMerged(const store::Workspace &workspace, SourceRecords &records)
{
    const std::vector<Merger> mergers = mergersOf(workspace);
    if (mergers.empty())
        return;
    std::optional<Date> latest;
    for (const store::SourceRow &source : store::sourceRows(workspace))
        latest = source.asOf ? std::max(latest.value_or(*source.asOf), *source.asOf) : latest;
    std::vector<store::CustomerRow> customers;
    store::forEachCustomer(
        workspace, {}, [&](store::CustomerRow &customer) { customers.push_back(std::move(customer)); });
    AccountDirectory directory(std::move(customers), records.texts);
    for (const SourceRecord &record : records.rows)
        directory.link(record);
    directory.merge(mergers, latest);
    for (SourceRecord &record : records.rows) {
        const int account = directory.indexOf(record.account.str());
        if (account >= 0)
            record.account = records.texts->keep(directory.at(directory.customerNow(account)).id);
    }
}

} // namespace

IdentityReport identityReport(const std::vector<SourceRecord> &records,
    const std::vector<std::string> &parentPrecedence, const std::vector<LinkDecision> &decisions)
{
    IdentityReport report;
    report.links = {{"id", 0}, {"domain", 0}, {"name", 0}, {"probable", 0}, {"manual", 0}};
    std::unordered_set<std::string_view> customers;
    for (const SourceRecord &record : records) {
        if (!record.account.empty())
            customers.insert(record.account.str());
        if (record.bare && record.method != "own")
            continue;
        ++report.records;
        if (const auto count = report.links.find(record.method.str()); count != report.links.end())
            ++count->second;
    }
    report.accounts = int(customers.size());
    const CertainLinks found = findCertainLinks(records, decidedPairs(records, decisions));
    for (const auto *pairs : {&found.links, &found.proposals}) {
        for (const RecordPair &pair : *pairs)
            report.proposals.push_back({nameOf(records[std::size_t(pair.left)]),
                nameOf(records[std::size_t(pair.right)]), pair.score, pair.evidence});
    }
    std::stable_sort(report.proposals.begin(), report.proposals.end(),
        [](const Proposal &a, const Proposal &b) { return a.score > b.score; });
    report.loops = hierarchyLoops(records, parentPrecedence);
    return report;
}

IdentityReport identityReport(const store::Workspace &workspace)
{
    SourceRecords records = loadSourceRecords(workspace);
    joinMerged(workspace, records);
    return identityReport(records.rows, precedence(workspace, "parent"), decisionsInForce(workspace));
}

} // namespace qd::identity
