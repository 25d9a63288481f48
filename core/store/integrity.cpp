#include "core/store/integrity.h"

#include "core/store/audit.h"
#include "core/store/entities.h"
#include "core/store/schema.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

using Findings = std::vector<std::string>;

/// Adds a sentence for each row of a query whose columns fill the @1, @2 ... of `sentence`.
void findRows(SQLite::Database &db, const std::string &sql, const std::string &sentence, Findings &findings)
{
    SQLite::Statement query(db, sql);
    while (query.executeStep()) {
        std::string text = sentence;
        for (int i = 0; i < query.getColumnCount(); ++i) {
            const std::string mark = "@" + std::to_string(i + 1);
            if (const auto at = text.find(mark); at != std::string::npos)
                text.replace(at, mark.size(), query.getColumn(i).getString());
        }
        findings.push_back(std::move(text));
    }
}

void checkFile(SQLite::Database &db, Findings &findings)
{
    SQLite::Statement pages(db, "PRAGMA integrity_check(20)");
    while (pages.executeStep()) {
        if (const std::string line = pages.getColumn(0).getString(); line != "ok")
            findings.push_back("The file is damaged: " + line + ".");
    }
    findRows(db, "SELECT \"table\", coalesce(rowid, 'without rowid'), parent FROM pragma_foreign_key_check",
        "A row of @1 (@2) refers to something that is not in @3.", findings);
}

void checkSchema(SQLite::Database &db, Findings &findings)
{
    if (const int version = db.execAndGet("PRAGMA user_version").getInt(); version != currentSchema())
        findings.push_back(
            "The schema is " + std::to_string(version) + ", not " + std::to_string(currentSchema()) + ".");
    for (const Entity &entity : entities()) {
        if (entity.name == "usage")
            continue;
        for (const Column &column : entity.columns) {
            SQLite::Statement query(db, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE name = ?");
            query.bind(1, std::string(entity.name));
            query.bind(2, std::string(column.name));
            query.executeStep();
            if (query.getColumn(0).getInt() == 0)
                findings.push_back(
                    "Table " + std::string(entity.name) + " lacks its column " + std::string(column.name) + ".");
        }
    }
}

void checkTotals(SQLite::Database &db, Findings &findings)
{
    findRows(db,
        "SELECT batch_id, rows_read, accepted + unchanged + quarantined + skipped FROM import_batch "
        "WHERE rows_read <> accepted + unchanged + quarantined + skipped",
        "Batch @1 read @2 rows but accounts for @3.", findings);
    findRows(db,
        "SELECT b.batch_id, b.quarantined, (SELECT count(DISTINCT q.line) FROM quarantine q WHERE q.batch_id = "
        "b.batch_id) AS kept "
        "FROM import_batch b WHERE b.quarantined <> kept",
        "Batch @1 quarantined @2 rows but @3 are kept.", findings);
    findRows(db,
        "SELECT a.source, a.account_id FROM accounts a LEFT JOIN account_link l ON l.source = a.source "
        "AND l.record_id = a.account_id AND l.status = 'accepted' WHERE l.account IS NULL LIMIT 20",
        "Record @2 of @1 belongs to no customer.", findings);
    findRows(db,
        "SELECT l.source, l.record_id FROM account_link l LEFT JOIN accounts a ON a.source = l.source "
        "AND a.account_id = l.record_id WHERE a.account_id IS NULL LIMIT 20",
        "A link names record @2 of @1, which is not there.", findings);
    findRows(db,
        "SELECT account FROM account c WHERE NOT EXISTS (SELECT 1 FROM account_link l WHERE l.account = c.account "
        "AND l.status = 'accepted') LIMIT 20",
        "Customer @1 has no records.", findings);
}

} // namespace

Result<std::vector<std::string>> checkIntegrity(const Workspace &workspace, Progress &progress)
{
    constexpr int Steps = 4;
    Findings findings;
    progress.begin("Checking " + workspace.path(), Steps);
    SQLite::Database &db = workspace.db();
    for (int step = 0; step < Steps; ++step) {
        if (!progress.step(step))
            return cancelled();
        if (step == 0)
            checkFile(db, findings);
        else if (step == 1)
            checkSchema(db, findings);
        else if (step == 2)
            checkTotals(db, findings);
        else if (const auto broken = brokenAuditEntry(workspace))
            findings.push_back("Entry " + std::to_string(*broken) + " of the audit log is not as it was written.");
    }
    return findings;
}

} // namespace qd::store
