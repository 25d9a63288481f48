#include "core/reconcile/break_register.h"

#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <set>

namespace qd::reconcile {

std::string breakKey(const Reconciliation &reconciliation, const Break &found)
{
    return reconciliation.left.name + '|' + reconciliation.right.name + '|'
        + reconciliation.accounts->at(found.account).id + '|' + found.field;
}

void registerBreaks(store::Workspace &workspace, const Reconciliation &reconciliation)
{
    SQLite::Database &db = workspace.db();
    const std::string asOf = reconciliation.asOf.iso();
    std::set<std::string> present;
    SQLite::Statement upsert(db,
        "INSERT INTO break_register (break_key, number, left_source, right_source, account, field, first_seen) "
        "VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM break_register), ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (break_key) DO UPDATE SET closed = NULL, "
        "state = CASE WHEN closed IS NULL THEN state ELSE 'open' END");
    for (const Break &found : reconciliation.breaks) {
        const std::string key = breakKey(reconciliation, found);
        present.insert(key);
        upsert.reset();
        upsert.bind(1, key);
        upsert.bind(2, reconciliation.left.name);
        upsert.bind(3, reconciliation.right.name);
        upsert.bind(4, reconciliation.accounts->at(found.account).id);
        upsert.bind(5, found.field);
        upsert.bind(6, asOf);
        upsert.exec();
    }
    SQLite::Statement close(db, "UPDATE break_register SET closed = ?2 WHERE break_key = ?1");
    for (const auto &[key, known] : registeredBreaks(workspace, reconciliation.left.name, reconciliation.right.name)) {
        if (present.contains(key))
            continue;
        close.reset();
        close.bind(1, key);
        close.bind(2, asOf);
        close.exec();
    }
}

std::map<std::string, RegisteredBreak> registeredBreaks(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::map<std::string, RegisteredBreak> known;
    SQLite::Statement row(workspace.db(),
        "SELECT break_key, number, first_seen, state, note FROM break_register "
        "WHERE left_source = ? AND right_source = ? AND closed IS NULL");
    row.bind(1, left);
    row.bind(2, right);
    while (row.executeStep())
        known.emplace(row.getColumn(0).getString(),
            RegisteredBreak{row.getColumn(1).getInt(), row.getColumn(2).getString(), row.getColumn(3).getString(),
                row.getColumn(4).getString()});
    return known;
}

} // namespace qd::reconcile
