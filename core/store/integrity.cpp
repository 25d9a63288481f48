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

using Findings = std::vector<Message>;

/// Adds a sentence for each row of a query whose columns are its values: whole numbers are counts, ids are texts.
void findRows(SQLite::Database &db, const std::string &sql, const MessageWords &words, Findings &findings)
{
    SQLite::Statement query(db, sql);
    while (query.executeStep()) {
        std::vector<Message::Value> values;
        for (int i = 0; i < query.getColumnCount(); ++i) {
            const SQLite::Column column = query.getColumn(i);
            values.push_back(
                column.isInteger() ? Message::Value(Count{column.getInt64()}) : Message::Value(column.getString()));
        }
        findings.emplace_back(words, std::move(values));
    }
}

void checkFile(SQLite::Database &db, Findings &findings)
{
    SQLite::Statement pages(db, "PRAGMA integrity_check(20)");
    while (pages.executeStep()) {
        if (const std::string line = pages.getColumn(0).getString(); line != "ok")
            findings.push_back({QD_WORDS("Integrity", "The file is damaged: %1."), {line}});
    }
    findRows(db, "SELECT \"table\", coalesce(CAST(rowid AS TEXT), '-'), parent FROM pragma_foreign_key_check",
        QD_WORDS("Integrity", "A row of %1 (%2) refers to something that is not in %3."), findings);
}

void checkSchema(SQLite::Database &db, Findings &findings)
{
    if (const int version = db.execAndGet("PRAGMA user_version").getInt(); version != currentSchema())
        findings.push_back(
            {QD_WORDS("Integrity", "The schema is %1, not %2."), {Count{version}, Count{currentSchema()}}});
    for (Message &difference : schemaDifferences(db))
        findings.push_back(std::move(difference));
}

/// A batch keeps fewer rows than it accepted once later ones replace them, never more.
void checkBatches(SQLite::Database &db, Findings &findings)
{
    for (const Entity &entity : entities()) {
        const std::string name(entity.name);
        const std::string stored = entity.inSegments()
            ? "SELECT batch_id, source, sum(rows) AS kept FROM usage_segment GROUP BY batch_id, source"
            : "SELECT batch_id, source, count(*) AS kept FROM " + name + (entity.mayBeBare() ? " WHERE bare = 0" : "")
                + " GROUP BY batch_id, source"; // rows of the program's own source hang on the batch of another
        findRows(db,
            "SELECT CAST(b.batch_id AS TEXT), b.accepted, '" + name + "', s.kept FROM (" + stored
                + ") s JOIN import_batch b USING (batch_id, source) WHERE b.entity = '" + name
                + "' AND s.kept > b.accepted",
            QD_WORDS_N("Integrity", "Batch %1 accepted %2 rows of %3 but %4 are kept.",
                "Batch %1 accepted %2 row of %3 but %4 are kept."),
            findings);
        findRows(db,
            "SELECT CAST(b.batch_id AS TEXT), s.kept, '" + name + "' FROM (" + stored
                + ") s JOIN import_batch b USING (batch_id, source) WHERE b.state = 'undone'",
            QD_WORDS_N("Integrity", "Batch %1 was undone, but %2 rows of %3 are kept.",
                "Batch %1 was undone, but %2 row of %3 is kept."),
            findings);
    }
    SQLite::Statement custom(db,
        "SELECT name, b.accepted FROM custom_table JOIN import_batch b USING (batch_id) "
        "WHERE name IN (SELECT name FROM sqlite_master WHERE type = 'table')");
    while (custom.executeStep()) {
        const auto rows =
            db.execAndGet("SELECT count(*) FROM " + quotedName(custom.getColumn(0).getString())).getInt64();
        if (rows != custom.getColumn(1).getInt64())
            findings.push_back({QD_WORDS_N("Integrity", "Table %1 has %2 rows, its import accepted %3.",
                                    "Table %1 has %2 row, its import accepted %3."),
                {custom.getColumn(0).getString(), Count{rows}, Count{custom.getColumn(1).getInt64()}}});
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
            "SELECT t.source, " + key + ", t.closed_on, '" + name + "' FROM \"" + name
                + "\" t WHERE t.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.source = "
                  "t.source AND b.entity = '"
                + name + "' AND b.as_of = t.closed_on AND " + standsCompleteSql("b") + ") LIMIT 20",
            QD_WORDS("Integrity", "Record %2 of %1 is closed as of %3 in %4, but no complete file of that day stands."),
            findings);
    }
}

void checkTotals(SQLite::Database &db, Findings &findings)
{
    findRows(db,
        "SELECT CAST(batch_id AS TEXT), rows_read, accepted + unchanged + quarantined + skipped FROM import_batch "
        "WHERE rows_read <> accepted + unchanged + quarantined + skipped",
        QD_WORDS_N(
            "Integrity", "Batch %1 read %2 rows but accounts for %3.", "Batch %1 read %2 row but accounts for %3."),
        findings);
    findRows(db,
        "SELECT CAST(b.batch_id AS TEXT), b.quarantined, (SELECT count(DISTINCT q.line) FROM quarantine q WHERE "
        "q.batch_id = "
        "b.batch_id) AS kept "
        "FROM import_batch b WHERE b.quarantined <> kept AND b.state IS NULL",
        QD_WORDS_N("Integrity", "Batch %1 quarantined %2 rows but %3 are kept.",
            "Batch %1 quarantined %2 row but %3 are kept."),
        findings);
    findRows(db,
        "SELECT a.source, a.account_id FROM accounts a LEFT JOIN account_link l ON l.source = a.source "
        "AND l.record_id = a.account_id AND l.status = 'accepted' WHERE l.account IS NULL LIMIT 20",
        QD_WORDS("Integrity", "Record %2 of %1 belongs to no customer."), findings);
    findRows(db,
        "SELECT l.source, l.record_id FROM account_link l LEFT JOIN accounts a ON a.source = l.source "
        "AND a.account_id = l.record_id WHERE a.account_id IS NULL LIMIT 20",
        QD_WORDS("Integrity", "A link names record %2 of %1, which is not there."), findings);
    findRows(db,
        "SELECT account FROM account c WHERE NOT EXISTS (SELECT 1 FROM account_link l WHERE l.account = c.account "
        "AND l.status = 'accepted') LIMIT 20",
        QD_WORDS("Integrity", "Customer %1 has no records."), findings);
}

Result<void> checkSegments(SQLite::Database &db, Progress &progress, Findings &findings)
{
    SQLite::Statement row(db, "SELECT segment_id, source, rows, data FROM usage_segment ORDER BY segment_id");
    while (row.executeStep()) {
        if (progress.isCancelled())
            return cancelled();
        const SQLite::Column data = row.getColumn(3);
        const auto columns = decodeUsage({static_cast<const char *>(data.getBlob()), std::size_t(data.getBytes())});
        const std::string segment = row.getColumn(0).getString();
        const std::string source = row.getColumn(1).getString();
        const std::int64_t rows = row.getColumn(2).getInt64();
        if (!columns)
            findings.push_back({QD_WORDS("Integrity", "Usage segment %1 of %2 cannot be read."), {segment, source}});
        else if (std::int64_t(columns->size()) != rows)
            findings.push_back({QD_WORDS_N("Integrity", "Usage segment %1 of %2 holds %3 rows, not %4.",
                                    "Usage segment %1 of %2 holds %3 row, not %4."),
                {segment, source, Count{std::int64_t(columns->size())}, Count{rows}}});
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
        if (seal.sealed == seal.found)
            findings.push_back({QD_WORDS("Integrity", "Rows of %1 are not as the program wrote them."), {place}});
        else
            findings.push_back({QD_WORDS_N("Integrity", "Of %1 the program wrote %2 rows, %3 are there.",
                                    "Of %1 the program wrote %2 row, %3 are there."),
                {place, Count{seal.sealed}, Count{seal.found}}});
    }
    return {};
}

/// What people decided of breaks is what the log has last. The subject of an entry is the break's number, a blank, and
/// its key.
void checkDecisions(SQLite::Database &db, Findings &findings)
{
    const auto last = [](const std::string &action) {
        return "WITH said AS (SELECT substr(subject, instr(subject, ' ') + 1) AS break_key, after, max(audit_id) FROM "
               "audit_log WHERE action = '"
            + action
            + "' GROUP BY 1) SELECT CASE r.pair WHEN 1 THEN 'BR' ELSE 'BR' || r.pair END || format('-%04d', r.number) "
              "FROM break_register r LEFT JOIN said s USING (break_key) WHERE ";
    };
    findRows(db,
        last("decide break")
            + "r.closed IS NULL AND r.state || CASE r.note WHEN '' THEN '' ELSE ': ' || r.note END IS NOT "
              "coalesce(s.after, 'open') "
              // One that came back was opened again by an import; its note, or having none, stays.
              "AND NOT (r.state = 'open' AND s.after IS NOT NULL AND CASE r.note WHEN '' THEN instr(s.after, ': ') = 0 "
              "ELSE substr(s.after, -length(r.note)) = r.note END)",
        QD_WORDS("Integrity", "The decision on break %1 is not the one in the log."), findings);
    findRows(db,
        last("assign break")
            + "r.owner || CASE WHEN r.due_date IS NULL THEN '' ELSE ', due ' || r.due_date END IS NOT "
              "coalesce(s.after, '')",
        QD_WORDS("Integrity", "Owner or due date of break %1 is not as in the log."), findings);
}

/// What people decided is in the log, and the log ends where the last transaction left it.
void checkLog(const Workspace &workspace, Findings &findings)
{
    SQLite::Database &db = workspace.db();
    if (const auto broken = brokenAuditEntry(workspace))
        findings.push_back(
            {QD_WORDS("Integrity", "Entry %1 of the audit log is not as it was written."), {std::to_string(*broken)}});
    findRows(db,
        "SELECT audit_entries, (SELECT count(*) FROM audit_log) AS found FROM workspace_change WHERE audit_entries <> "
        "found",
        QD_WORDS_N(
            "Integrity", "The audit log had %1 entries, %2 are there.", "The audit log had %1 entry, %2 are there."),
        findings);
    findRows(db,
        "SELECT 1 FROM workspace_change WHERE audit_entries = (SELECT count(*) FROM audit_log) AND audit_head <> "
        "coalesce((SELECT hash FROM audit_log ORDER BY audit_id DESC LIMIT 1), '')",
        QD_WORDS("Integrity", "The last entry of the audit log is not the one that was written last."), findings);
    findRows(db,
        "SELECT l.subject, coalesce(l.after, ''), coalesce(s.value, '') AS now FROM audit_log l LEFT JOIN setting s ON "
        "s.key = l.subject WHERE l.audit_id IN (SELECT max(audit_id) FROM audit_log WHERE action = 'change setting' "
        "GROUP BY subject) AND coalesce(l.after, '') <> now",
        QD_WORDS("Integrity", "Setting %1 is \"%3\", the log says \"%2\"."), findings);
    checkDecisions(db, findings);
    if (db.execAndGet("SELECT count(*) FROM workspace_change").getInt() != 1)
        findings.push_back(QD_WORDS("Integrity", "The mark of the last change is missing."));
    for (Message &bad : badSettings(workspace))
        findings.push_back(std::move(bad));
}

} // namespace

Result<std::vector<Message>> checkIntegrity(const Workspace &workspace, Progress &progress)
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
    progress.begin({QD_WORDS("Progress", "Checking %1"), {workspace.path()}}, std::int64_t(steps.size()));
    for (std::size_t step = 0; step < steps.size(); ++step) {
        if (!progress.step(std::int64_t(step)))
            return cancelled();
        try {
            if (const auto done = steps[step](); !done)
                return done.error();
        } catch (const SQLite::Exception &failure) { // what is damaged or missing stops one step, not the others
            findings.push_back(
                {QD_WORDS("Integrity", "A part could not be checked: %1."), {std::string(failure.what())}});
        }
    }
    return findings;
}

} // namespace qd::store
