#include "core/store/integrity.h"
#include "core/store/row_seals.h"
#include "core/store/schema.h"
#include "core/store/usage_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

/// What `check` says of rows that contradict each other, though each is sealed; and of seals that are broken.
class TestIntegrityFindings : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    QStringList findings()
    {
        Progress progress;
        const auto made = checkIntegrity(m_data->workspace(), progress);
        QStringList sentences;
        for (const Message &finding : *made)
            sentences << QString::fromStdString(finding.english());
        return sentences;
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "accounts", "2026-01-31", "complete = 1, rows_read = 2, accepted = 2");
        for (const char *id : {"1", "2"}) {
            db().exec(
                std::string("INSERT INTO accounts (source, account_id, name, content_hash, as_of, batch_id, line) "
                            "VALUES ('crm', 'A")
                + id + "', 'n', 0, '', 1, 2); INSERT INTO account (account, name, ultimate_parent) VALUES ('X" + id
                + "', 'n', 'X" + id
                + "'); INSERT INTO account_link (source, record_id, account, method, score, status, "
                  "decided_by) VALUES ('crm', 'A"
                + id + "', 'X" + id + "', 'own', 1, 'accepted', 'import')");
        }
        UsageColumns rows;
        rows.account = {1};
        rows.day = {1};
        rows.feature = {1};
        rows.line = {2};
        rows.measures = {std::vector<double>{1}, {1}, {1}, {1}};
        addUsage(db(), "crm", 1, rows);
        sealAll(db());
    }

    void contradictions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("said");
        const auto add = [](const char *name, const char *sql, const QStringList &said) {
            QTest::newRow(name) << sql << said;
        };
        add("none", "", {});
        add("more than accepted", "UPDATE import_batch SET rows_read = 1, accepted = 1",
            {"Batch 1 accepted 1 row of accounts but 2 are kept."});
        add("more than none", "UPDATE import_batch SET rows_read = 0, accepted = 0",
            {"Batch 1 accepted 0 rows of accounts but 2 are kept."});
        add("fewer than accepted", "UPDATE import_batch SET rows_read = 3, accepted = 3", {});
        add("bare ones are nobody's",
            "UPDATE import_batch SET rows_read = 0, accepted = 0; UPDATE accounts SET bare = 1", {});
        add("undone", "UPDATE import_batch SET state = 'undone'",
            {"Batch 1 was undone, but 2 rows of accounts are kept.",
                "Batch 1 was undone, but 1 row of usage is kept."});
        add("read and lost", "PRAGMA ignore_check_constraints = ON; UPDATE import_batch SET rows_read = 9",
            {"Batch 1 read 9 rows but accounts for 2."});
        add("quarantine", "UPDATE import_batch SET rows_read = 3, quarantined = 1",
            {"Batch 1 quarantined 1 row but 0 are kept."});
        add("closed by the file of that day", "UPDATE accounts SET closed_on = '2026-01-31'", {});
        add("closed by none", "UPDATE accounts SET closed_on = '2026-02-28' WHERE account_id = 'A2'",
            {"Record A2 of crm is closed as of 2026-02-28 in accounts, but no complete file of that day stands."});
        add("a key of two",
            "INSERT INTO arr_history (source, account_id, month, currency, content_hash, as_of, batch_id, line, "
            "closed_on) VALUES ('crm', 'A1', '2026-01', 'USD', 0, '', 1, 2, '2026-01-31')",
            {"Record A1 2026-01 of crm is closed as of 2026-01-31 in arr_history, but no complete file of that day "
             "stands."});
        add("a record of nobody", "UPDATE account_link SET status = 'proposed' WHERE record_id = 'A1'",
            {"Record A1 of crm belongs to no customer.", "Customer X1 has no records."});
        add("a link of none",
            "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) VALUES ('crm', "
            "'A9', 'X1', 'own', 1, 'accepted', 'import')",
            {"A link names record A9 of crm, which is not there."});
        add("a batch there is not",
            "PRAGMA foreign_keys = OFF; INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) "
            "VALUES "
            "(7, 1, '', '', '', '')",
            {"A row of quarantine (1) refers to something that is not in import_batch."});
        add("a source there is not",
            "PRAGMA foreign_keys = OFF; INSERT INTO arr_history (source, account_id, month, currency, content_hash, "
            "as_of, batch_id, line) VALUES ('zz', 'A1', '2026-01', 'USD', 0, '', 1, 2)",
            {"A row of arr_history (-) refers to something that is not in source."});
        add("an older schema", "PRAGMA user_version = 1",
            {QStringLiteral("The schema is 1, not %1.").arg(currentSchema())});
        add("usage", "UPDATE usage_segment SET rows = 2", {"Usage segment 1 of crm holds 1 row, not 2."});
        add("unreadable usage", "UPDATE usage_segment SET data = x'00'", {"Usage segment 1 of crm cannot be read."});
        add("a custom table", "CREATE TABLE plain (x); INSERT INTO custom_table VALUES ('plain', 1, '[]')",
            {"Table plain has 0 rows, its import accepted 2."});
        add("the log's length", "UPDATE workspace_change SET audit_entries = 2",
            {"The audit log had 2 entries, 0 are there."});
        add("a log of one", "UPDATE workspace_change SET audit_entries = 1",
            {"The audit log had 1 entry, 0 are there."});
        add("the log's end", "UPDATE workspace_change SET audit_head = 'x'",
            {"The last entry of the audit log is not the one that was written last."});
        add("the mark", "DELETE FROM workspace_change", {"The mark of the last change is missing."});
        add("a setting", "INSERT INTO setting VALUES ('grace_days', '367')",
            {"The settings hold a value they cannot have: grace_days cannot be \"367\". Give a whole number of days "
             "from 0 to 366."});
    }
    void contradictions()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, said);
        db().exec(sql.toStdString());
        sealAll(db());
        QCOMPARE(findings(), said);
    }

    void brokenOnesAreSaid_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("said");
        QTest::newRow("changed") << "UPDATE source SET kind = 'x'"
                                 << "Rows of source are not as the program wrote them.";
        QTest::newRow("a part changed") << "UPDATE accounts SET name = 'x'"
                                        << "Rows of accounts (crm) are not as the program wrote them.";
        QTest::newRow("one more") << "INSERT INTO source (name, kind) VALUES ('b', 'billing')"
                                  << "Of source the program wrote 1 row, 2 are there.";
        QTest::newRow("of none") << "INSERT INTO capacity_model VALUES (1, '', '{}', '', '')"
                                 << "Of capacity_model the program wrote 0 rows, 1 are there.";
    }
    void brokenOnesAreSaid()
    {
        QFETCH(QString, sql);
        QFETCH(QString, said);
        db().exec(sql.toStdString());
        QCOMPARE(findings(), QStringList{said});
    }

    void whoeverCancelsIsHeard()
    {
        Progress progress;
        progress.cancel();
        QCOMPARE(checkIntegrity(m_data->workspace(), progress).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestIntegrityFindings)
#include "tst_integrity_findings.moc"
