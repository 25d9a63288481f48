#include "core/identity/identity_report.h"

#include "core/identity/certain_links.h"
#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"
#include "core/identity/identity_store.h"

#include <algorithm>
#include <unordered_set>

namespace qd::identity {

namespace {

RecordName nameOf(const SourceRecord &record)
{
    return {record.source, record.id, record.name};
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
    return identityReport(
        loadSourceRecords(workspace).rows, precedence(workspace, "parent"), decisionsInForce(workspace));
}

} // namespace qd::identity
