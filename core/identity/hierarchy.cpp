#include "core/identity/hierarchy.h"

#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"

#include <map>
#include <set>

namespace qd::identity {

namespace {

using Parents = std::map<std::string, std::string>; // account -> parent account, as the records say

struct RankedParent {
    std::size_t rank = 0;
    std::string parent;
};

Parents statedParents(const std::vector<SourceRecord> &records, const std::vector<std::string> &order)
{
    ComparableIds ids;
    std::map<std::pair<std::string_view, std::string_view>, std::string_view> accountOf; // of parents, by source and id
    for (const SourceRecord &record : records) {
        if (!record.parentId.empty())
            accountOf.emplace(std::pair(std::string_view(record.source.str()), ids.of(record.parentId)), "");
    }
    if (accountOf.empty())
        return {};
    for (const SourceRecord &record : records) {
        const auto parent = accountOf.find({record.source.str(), ids.of(record.id)});
        if (parent != accountOf.end() && parent->second.empty())
            parent->second = record.account.str();
    }
    std::map<std::string, RankedParent> best;
    for (const SourceRecord &record : records) {
        if (record.account.empty() || record.parentId.empty())
            continue;
        const std::string_view parent = accountOf.at({record.source.str(), ids.of(record.parentId)});
        if (parent.empty() || record.account == parent)
            continue;
        const RankedParent stated{rankOf(record.source, record.kind, order), std::string(parent)};
        const auto [it, isNew] = best.try_emplace(record.account, stated);
        if (!isNew && stated.rank < it->second.rank)
            it->second = stated;
    }
    Parents parents;
    for (const auto &[account, ranked] : best)
        parents.emplace(account, ranked.parent);
    return parents;
}

std::vector<std::vector<std::string>> loopsOf(const Parents &parents)
{
    std::vector<std::vector<std::string>> loops;
    std::set<std::string> done;
    for (const auto &[start, unused] : parents) {
        std::vector<std::string> path;
        std::set<std::string> onPath;
        std::string account = start;
        while (!done.contains(account) && !onPath.contains(account) && parents.contains(account)) {
            path.push_back(account);
            onPath.insert(account);
            account = parents.at(account);
        }
        if (onPath.contains(account)) {
            std::vector<std::string> loop(std::find(path.begin(), path.end(), account), path.end());
            std::rotate(loop.begin(), std::min_element(loop.begin(), loop.end()), loop.end());
            loops.push_back(std::move(loop));
        }
        done.insert(path.begin(), path.end());
    }
    return loops;
}

} // namespace

void refreshHierarchy(store::Workspace &workspace, const std::vector<SourceRecord> &records)
{
    Parents parents = statedParents(records, precedence(workspace, "parent"));
    for (const auto &loop : loopsOf(parents)) {
        for (const std::string &account : loop)
            parents.erase(account);
    }
    std::vector<FamilyPlace> places;
    for (const auto &[account, parent] : parents) {
        std::string top = parent;
        for (auto up = parents.find(top); up != parents.end(); up = parents.find(top))
            top = up->second;
        places.push_back({account, parent, top});
    }
    writeParents(workspace, places);
}

std::vector<std::vector<std::string>> hierarchyLoops(
    const std::vector<SourceRecord> &records, const std::vector<std::string> &precedence)
{
    return loopsOf(statedParents(records, precedence));
}

} // namespace qd::identity
