#include "core/identity/hierarchy.h"

#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"
#include "core/identity/source_record.h"
#include "core/store/customer_rows.h"

#include <set>

namespace qd::identity {

namespace {

using Parents = std::map<std::string, std::string>; // account -> parent account, as the records say

struct RankedParent {
    std::size_t rank = 0;
    std::string parent;
};

Parents statedParents(const store::Workspace &workspace)
{
    std::vector<store::RecordRow> rows;
    std::map<RecordKey, std::string> accountOf;
    store::forEachRecord(workspace, [&](store::RecordRow &row) {
        if (row.account.empty())
            return;
        accountOf.emplace(RecordKey{row.source, comparableId(row.id)}, row.account);
        if (!row.parentId.empty())
            rows.push_back(std::move(row));
    });
    const std::vector<std::string> order = precedence(workspace, "parent");
    std::map<std::string, RankedParent> best;
    for (const store::RecordRow &row : rows) {
        const auto parent = accountOf.find({row.source, comparableId(row.parentId)});
        if (parent == accountOf.end() || parent->second == row.account)
            continue;
        const std::size_t rank = rankOf(row.source, row.kind, order);
        const auto [it, isNew] = best.try_emplace(row.account, RankedParent{rank, parent->second});
        if (!isNew && rank < it->second.rank)
            it->second = {rank, parent->second};
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

Result<void> refreshHierarchy(store::Workspace &workspace)
{
    Parents parents = statedParents(workspace);
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
    return {};
}

std::vector<std::vector<std::string>> hierarchyLoops(const store::Workspace &workspace)
{
    return loopsOf(statedParents(workspace));
}

} // namespace qd::identity
