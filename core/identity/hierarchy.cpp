#include "core/identity/hierarchy.h"

#include "core/identity/golden_record.h"
#include "core/identity/source_record.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

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
    SQLite::Statement query(workspace.db(),
        "SELECT l.account, a.source, s.kind, a.account_id, coalesce(a.parent_account_id, '') "
        "FROM account_link l JOIN accounts a ON a.source = l.source AND a.account_id = l.record_id "
        "JOIN source s ON s.name = a.source WHERE l.status = 'accepted' ORDER BY a.source, a.account_id");
    struct Row {
        std::string account, source, kind, parentId;
    };
    std::vector<Row> rows;
    std::unordered_map<std::string, std::string> accountOf;
    while (query.executeStep()) {
        Row row{query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString(),
            query.getColumn(4).getString()};
        accountOf.emplace(row.source + '\x1f' + comparableId(query.getColumn(3).getString()), row.account);
        rows.push_back(std::move(row));
    }
    const std::vector<std::string> order = precedence(workspace, "parent");
    std::map<std::string, RankedParent> best;
    for (const Row &row : rows) {
        if (row.parentId.empty())
            continue;
        const auto parent = accountOf.find(row.source + '\x1f' + comparableId(row.parentId));
        if (parent == accountOf.end() || parent->second == row.account)
            continue;
        std::size_t rank = 0;
        while (rank < order.size() && order[rank] != row.source && order[rank] != row.kind)
            ++rank;
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
    SQLite::Database &db = workspace.db();
    db.exec("UPDATE account SET parent = NULL, ultimate_parent = account "
            "WHERE parent IS NOT NULL OR ultimate_parent <> account");
    SQLite::Statement update(db, "UPDATE account SET parent = ?2, ultimate_parent = ?3 WHERE account = ?1");
    for (const auto &[account, parent] : parents) {
        std::string top = parent;
        for (auto up = parents.find(top); up != parents.end(); up = parents.find(top))
            top = up->second;
        update.reset();
        update.bind(1, account);
        update.bind(2, parent);
        update.bind(3, top);
        update.exec();
    }
    return {};
}

std::vector<std::vector<std::string>> hierarchyLoops(const store::Workspace &workspace)
{
    return loopsOf(statedParents(workspace));
}

} // namespace qd::identity
