#include "core/store/integrity.h"

#include "core/store/audit.h"
#include "core/store/custom_tables.h"
#include "core/store/entities.h"
#include "core/store/import_batches.h"
#include "core/store/row_seals.h"
#include "core/store/schema.h"
#include "core/store/settings.h"
#include "core/store/usage_segment.h"
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
    for (std::string &difference : schemaDifferences(db))
        findings.push_back(std::move(difference));
}

/// A batch keeps fewer rows than it accepted once later ones replace them, never more.
void checkBatches(SQLite::Database &db, Findings &findings)
{
    for (const Entity &entity : entities()) {
        const std::string name(entity.name);
        const std::string stored = entity.inSegments()
            ? "SELECT batch_id, sum(rows) AS kept FROM usage_segment GROUP BY batch_id"
            : "SELECT batch_id, count(*) AS kept FROM " + name + (entity.mayBeBare() ? " WHERE bare = 0" : "")
                + " GROUP BY batch_id";
        findRows(db,
            "SELECT b.batch_id, b.accepted, s.kept FROM (" + stored
                + ") s JOIN import_batch b USING (batch_id) WHERE b.entity = '" + name + "' AND s.kept > b.accepted",
            "Batch @1 accepted @2 rows of " + name + " but @3 are kept.", findings);
        findRows(db,
            "SELECT b.batch_id, s.kept FROM (" + stored
                + ") s JOIN import_batch b USING (batch_id) WHERE b.state = 'undone'",
            "Batch @1 was undone, but @2 rows of " + name + " are kept.", findings);
    }
    SQLite::Statement custom(db,
        "SELECT name, b.accepted FROM custom_table JOIN import_batch b USING (batch_id) "
        "WHERE name IN (SELECT name FROM sqlite_master WHERE type = 'table')");
    while (custom.executeStep()) {
        const auto rows =
            db.execAndGet("SELECT count(*) FROM " + quotedName(custom.getColumn(0).getString())).getInt64();
        if (rows != custom.getColumn(1).getInt64())
            findings.push_back("Table " + custom.getColumn(0).getString() + " has " + std::to_string(rows)
                + " rows, its import accepted " + custom.getColumn(1).getString() + ".");
    }
}

/// A record is closed by a complete batch that stands, its own or one of a later day that was there before.
void checkClosings(SQLite::Database &db, Findings &findings)
{
    for (const Entity &entity : entities()) {
        if (entity.inSegments())
            continue;
        const std::string name(entity.name);
        std::string key;
        for (const std::string &column : keyColumns(entity))
            key += (key.empty() ? "t.\"" : " || ' ' || t.\"") + column + '"';
        findRows(db,
            "SELECT t.source, " + key + ", t.closed_on FROM \"" + name
                + "\" t WHERE t.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.source = "
                  "t.source AND b.entity = '"
                + name + "' AND b.as_of = t.closed_on AND " + standsCompleteSql("b") + ") LIMIT 20",
            "Record @2 of @1 is closed as of @3 in " + name + ", but no complete file of that day stands.", findings);
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
        "FROM import_batch b WHERE b.quarantined <> kept AND b.state IS NULL",
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

Result<void> checkSegments(SQLite::Database &db, Progress &progress, Findings &findings)
{
    SQLite::Statement row(db, "SELECT segment_id, source, rows, data FROM usage_segment ORDER BY segment_id");
    while (row.executeStep()) {
        if (progress.isCancelled())
            return cancelled();
        const SQLite::Column data = row.getColumn(3);
        const auto columns = decodeUsage({static_cast<const char *>(data.getBlob()), std::size_t(data.getBytes())});
        const std::string name =
            "Usage segment " + row.getColumn(0).getString() + " of " + row.getColumn(1).getString();
        if (!columns)
            findings.push_back(name + " cannot be read.");
        else if (std::int64_t(columns->size()) != row.getColumn(2).getInt64())
            findings.push_back(name + " holds " + std::to_string(columns->size()) + " rows, not "
                + row.getColumn(2).getString() + '.');
    }
    return {};
}

Result<void> checkSeals(SQLite::Database &db, Progress &progress, Findings &findings)
{
    const auto broken = brokenSeals(db, progress);
    if (!broken)
        return broken.error();
    for (const SealBreak &seal : *broken) {
        const std::string place = seal.table + (seal.part.empty() ? "" : " (" + seal.part + ")");
        findings.push_back(seal.sealed == seal.found ? "Rows of " + place + " are not as the program wrote them."
                                                     : "Of " + place + " the program wrote "
                    + std::to_string(seal.sealed) + " rows, " + std::to_string(seal.found) + " are there.");
    }
    return {};
}

/// What people decided is in the log, and the log ends where the last transaction left it.
void checkLog(const Workspace &workspace, Findings &findings)
{
    SQLite::Database &db = workspace.db();
    if (const auto broken = brokenAuditEntry(workspace))
        findings.push_back("Entry " + std::to_string(*broken) + " of the audit log is not as it was written.");
    findRows(db,
        "SELECT audit_entries, (SELECT count(*) FROM audit_log) AS found FROM workspace_change WHERE audit_entries <> "
        "found",
        "The audit log had @1 entries, @2 are there.", findings);
    findRows(db,
        "SELECT 1 FROM workspace_change WHERE audit_entries = (SELECT count(*) FROM audit_log) AND audit_head <> "
        "coalesce((SELECT hash FROM audit_log ORDER BY audit_id DESC LIMIT 1), '')",
        "The last entry of the audit log is not the one that was written last.", findings);
    findRows(db,
        "SELECT l.subject, coalesce(l.after, ''), coalesce(s.value, '') AS now FROM audit_log l LEFT JOIN setting s ON "
        "s.key = l.subject WHERE l.audit_id IN (SELECT max(audit_id) FROM audit_log WHERE action = 'change setting' "
        "GROUP BY subject) AND coalesce(l.after, '') <> now",
        "Setting @1 is \"@3\", the log says \"@2\".", findings);
    findRows(db,
        // The subject is the break's number, a blank, and its key.
        "WITH said AS (SELECT substr(subject, instr(subject, ' ') + 1) AS break_key, after, max(audit_id) FROM "
        "audit_log "
        "WHERE action = 'decide break' GROUP BY 1) "
        "SELECT 'BR-' || r.number FROM break_register r LEFT JOIN said s USING (break_key) WHERE r.closed IS NULL "
        "AND r.state || CASE r.note WHEN '' THEN '' ELSE ': ' || r.note END IS NOT coalesce(s.after, 'open') "
        // One that came back was opened again by an import; its note, or having none, stays.
        "AND NOT (r.state = 'open' AND s.after IS NOT NULL AND CASE r.note WHEN '' THEN instr(s.after, ': ') = 0 "
        "ELSE substr(s.after, -length(r.note)) = r.note END)",
        "The decision on break @1 is not the one in the log.", findings);
    if (db.execAndGet("SELECT count(*) FROM workspace_change").getInt() != 1)
        findings.push_back("The mark of the last change is missing.");
    for (std::string &bad : badSettings(workspace))
        findings.push_back(std::move(bad));
}

} // namespace

Result<std::vector<std::string>> checkIntegrity(const Workspace &workspace, Progress &progress)
{
    Findings findings;
    SQLite::Database &db = workspace.db();
    const std::vector<std::function<Result<void>()>> steps{
        [&] { return checkFile(db, findings), Result<void>(); },
        [&] { return checkSchema(db, findings), Result<void>(); },
        [&] {
            return checkTotals(db, findings), checkBatches(db, findings), checkClosings(db, findings), Result<void>();
        },
        [&] { return checkSegments(db, progress, findings); },
        [&] { return checkSeals(db, progress, findings); },
        [&] { return checkLog(workspace, findings), Result<void>(); },
    };
    progress.begin("Checking " + workspace.path(), std::int64_t(steps.size()));
    for (std::size_t step = 0; step < steps.size(); ++step) {
        if (!progress.step(std::int64_t(step)))
            return cancelled();
        try {
            if (const auto done = steps[step](); !done)
                return done.error();
        } catch (const SQLite::Exception &failure) { // what is damaged or missing stops one step, not the others
            findings.push_back(std::string("A part could not be checked: ") + failure.what() + ".");
        }
    }
    return findings;
}

} // namespace qd::store
