#include "core/store/bare_accounts.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

/// Ids of the source ?1 that rows of `table` mention, where `which` holds of these, and nobody describes, with the
/// first row that does: the first batch's least line, as one number, so that one pass finds it.
std::string bareSql(std::string_view table, const std::string &which)
{
    return "INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) "
           "SELECT ?1, f.account_id, f.account_id, 1, 0, b.as_of, b.batch_id, f.place & 4294967295 FROM (SELECT "
           "t.account_id, min((t.batch_id << 32) | t.line) AS place FROM \""
        + std::string(table) + "\" t WHERE t.source = ?1" + which
        + " AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.source = t.source AND a.account_id = t.account_id) "
          "GROUP BY t.account_id) f JOIN import_batch b ON b.batch_id = f.place >> 32";
}

} // namespace

void makeBareAccounts(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch)
{
    SQLite::Statement insert(db, bareSql(entity.mentions(), " AND t.batch_id = ?2"));
    insert.bind(1, source);
    insert.bind(2, batch);
    insert.exec();
}

void settleBareAccounts(SQLite::Database &db, const std::string &source)
{
    SQLite::Statement remove(db,
        "DELETE FROM accounts WHERE source = ? AND bare = 1 AND batch_id IN (SELECT batch_id FROM import_batch WHERE "
        "state = 'undone')");
    remove.bind(1, source);
    remove.exec();
    for (const Entity &entity : entities()) {
        if (!entity.hasAccount)
            continue;
        SQLite::Statement insert(db, bareSql(entity.mentions(), ""));
        insert.bind(1, source);
        insert.exec();
    }
}

} // namespace qd::store
