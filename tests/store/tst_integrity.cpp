#include "core/reconcile/break_store.h"
#include "core/session/actions.h"
#include "core/store/integrity.h"
#include "core/store/usage_segment.h"
#include "core/store/write_transaction.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

using namespace qd;

/// `check` on a workspace made as people make one, and then changed behind the program's back.
class TestIntegrity : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string m_good;

    void write(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(m_dir.filePath(name)).path());
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    std::string copy(const QString &name) const
    {
        const QString path = m_dir.filePath(name);
        QFile::remove(path);
        QFile::copy(QString::fromStdString(m_good), path);
        return path.toStdString();
    }
    static QStringList findingsOf(const std::string &path)
    {
        const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
        Progress progress;
        const auto findings = store::checkIntegrity(**workspace, progress);
        QStringList texts;
        for (const Message &finding : *findings)
            texts << QString::fromStdString(finding.english());
        return texts;
    }

private slots:
    void initTestCase()
    {
        write("crm.accounts.csv", "account_id,name,domain,arr\nA1,Acme,acme.com,100.00\nA2,Beta,beta.de,200.00\n");
        write("billing.accounts.csv", "account_id,name,domain,arr\nB1,Acme,acme.com,100.00\nB2,Beta,beta.de,250.00\n");
        write("crm.usage.csv", "account_id,date,feature,events\nA1,2026-10-01,a,3\nA2,2026-10-01,b,4\n");
        write("plain.csv", "id,note\n1,x\n2,y\n");
        m_good = m_dir.filePath("good.qdeck").toStdString();
        QVERIFY(store::Workspace::create(m_good, {}).ok());
        const auto workspace = store::Workspace::open(m_good);
        Progress progress;
        sources::ImportOptions options;
        options.asOf = Date::fromIso("2026-10-31");
        const auto path = [&](const char *name) { return m_dir.filePath(name).toStdString(); };
        QVERIFY(session::importAndResolve(**workspace,
            {path("crm.accounts.csv"), path("billing.accounts.csv"), path("crm.usage.csv")}, options, progress)
                    .ok());
        options.hints.table = "plain";
        QVERIFY(session::importExports(**workspace, {path("plain.csv")}, options, progress).ok());
        QVERIFY(session::changeSettings(**workspace, {{"grace_days", "30"}}).ok());
        const auto breaks = reconcile::registeredBreaks(**workspace, "crm", "billing");
        QCOMPARE(breaks.size(), std::size_t(1));
        QVERIFY(reconcile::decideBreaks(**workspace, {{breaks.begin()->first, "accepted", "agreed"}}).ok());
    }

    void allIsWell() { QCOMPARE(findingsOf(m_good), QStringList()); }

    void tamperingIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("said");
        QTest::newRow("an amount") << "UPDATE accounts SET arr_minor = arr_minor + 1 WHERE account_id = 'A1'"
                                   << "Rows of accounts (crm) are not as the program wrote them.";
        QTest::newRow("a row gone") << "DELETE FROM subscriptions; DELETE FROM record_history"
                                    << "Of record_history";
        QTest::newRow("a row more") << "INSERT INTO setting VALUES ('company', 'X')"
                                    << "Of setting the program wrote";
        QTest::newRow("a golden field") << "UPDATE account SET segment = 'SMB'"
                                        << "Rows of account are not";
        QTest::newRow("a custom table") << "UPDATE plain SET note = 'z' WHERE id = 1"
                                        << "Rows of plain are not";
        QTest::newRow("a custom table's row") << "DELETE FROM plain WHERE id = 1"
                                              << "Table plain has 1 row, its import accepted 2.";
        QTest::newRow("a custom table gone") << "DROP TABLE plain"
                                             << "custom table plain is missing";
        QTest::newRow("a batch") << "UPDATE import_batch SET file = 'other.csv' WHERE batch_id = 1"
                                 << "Rows of import_batch are not";
        QTest::newRow("usage that cannot be read") << "UPDATE usage_segment SET data = x'0102'"
                                                   << "Usage segment 1 of crm cannot be read.";
        QTest::newRow("a segment's rows") << "UPDATE usage_segment SET rows = 3"
                                          << "holds 2 rows, not 3";
        QTest::newRow("a setting") << "UPDATE setting SET value = '60' WHERE key = 'grace_days'"
                                   << "Setting grace_days is \"60\", the log says \"30\".";
        QTest::newRow("a setting that cannot be") << "UPDATE setting SET value = 'abc' WHERE key = 'grace_days'"
                                                  << "grace_days cannot be \"abc\". Give a whole number";
        QTest::newRow("a decision") << "UPDATE break_register SET state = 'fixed'"
                                    << "The decision on break BR-0001";
        QTest::newRow("a decision taken back") << "UPDATE break_register SET note = ''"
                                               << "The decision on break BR-0001";
        QTest::newRow("an owner given") << "UPDATE break_register SET owner = 'Bea'"
                                        << "Owner or due date of break BR-0001 is not as in the log.";
        QTest::newRow("a due date given") << "UPDATE break_register SET due_date = '2026-12-01'"
                                          << "Owner or due date of break BR-0001 is not as in the log.";
        QTest::newRow("the last entry of the log")
            << "DELETE FROM audit_log WHERE audit_id = (SELECT max(audit_id) FROM audit_log)"
            << "The audit log had 2 entries, 1 are there.";
        QTest::newRow("the whole log") << "DELETE FROM audit_log"
                                       << "The audit log had 2 entries, 0 are there.";
        QTest::newRow("the log's last entry replaced")
            << "DELETE FROM audit_log WHERE audit_id = 2; INSERT INTO audit_log SELECT 2, at, who, action, subject, "
               "before, after, previous_hash, hash FROM audit_log WHERE audit_id = 1"
            << "The last entry of the audit log is not the one";
        QTest::newRow("a trigger") << "CREATE TRIGGER t AFTER UPDATE ON setting BEGIN DELETE FROM accounts; END"
                                   << "The trigger t is not of the program's making.";
        QTest::newRow("a view") << "CREATE VIEW v AS SELECT 1"
                                << "The view v is not of the program's making.";
        QTest::newRow("an index gone") << "DROP INDEX quarantine_by_batch"
                                       << "index quarantine_by_batch is missing";
        QTest::newRow("a table") << "CREATE TABLE mine (x)"
                                 << "The table mine is not of the program's making.";
        QTest::newRow("the mark of the last change") << "DELETE FROM workspace_change"
                                                     << "mark of the last change";
    }
    void tamperingIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, said);
        const std::string path = copy("tampered.qdeck");
        SQLite::Database(path, SQLite::OPEN_READWRITE).exec(sql.toStdString());
        const QString findings = findingsOf(path).join('\n');
        QVERIFY2(findings.contains(said), qPrintable(findings));
    }

    /// The break closes and comes back; an import opens it again, with or without a note, which no entry of the log
    /// says.
    void aBreakThatCameBackIsNoTampering_data()
    {
        QTest::addColumn<QString>("note");
        QTest::newRow("with a note") << "agreed";
        QTest::newRow("without") << "";
    }
    void aBreakThatCameBackIsNoTampering()
    {
        QFETCH(QString, note);
        const std::string path = copy("back.qdeck");
        const auto workspace = store::Workspace::open(path);
        const auto registered = [&] { return reconcile::registeredBreaks(**workspace, "crm", "billing"); };
        QVERIFY(
            reconcile::decideBreaks(**workspace, {{registered().begin()->first, "accepted", note.toStdString()}}).ok());
        Progress progress;
        sources::ImportOptions options;
        int day = 0;
        for (const char *arr : {"250.00", "200.00"}) { // as billing has it; as the CRM had it before
            write("again/crm.accounts.csv",
                QByteArray("account_id,name,domain,arr\nA1,Acme,acme.com,100.00\nA2,Beta,beta.de,") + arr + "\n");
            options.asOf = Date::fromIso("2026-11-0" + std::to_string(++day));
            const auto done = session::importAndResolve(
                **workspace, {m_dir.filePath("again/crm.accounts.csv").toStdString()}, options, progress);
            QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
            QCOMPARE(registered().size(), std::size_t(day == 1 ? 0 : 1));
        }
        QCOMPARE(registered().begin()->second.state, std::string("open"));
        const auto findings = store::checkIntegrity(**workspace, progress);
        QVERIFY2(findings->empty(), findings->empty() ? "" : findings->front().english().c_str());
    }

    void whatIsForeignDoesNotRun_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("trigger") << "CREATE TRIGGER t AFTER INSERT ON audit_log BEGIN DELETE FROM accounts; END";
        QTest::newRow("view") << "CREATE VIEW v AS SELECT 1";
    }
    void whatIsForeignDoesNotRun()
    {
        QFETCH(QString, sql);
        const std::string path = copy("foreign.qdeck");
        SQLite::Database(path, SQLite::OPEN_READWRITE).exec(sql.toStdString());
        const auto writing = store::Workspace::open(path);
        QVERIFY(!writing.ok());
        QCOMPARE(writing.error().code, ErrorCode::Damaged);
        QVERIFY(store::Workspace::open(path, store::Workspace::Mode::ReadOnly).ok());
    }

    void aBadSettingStopsWhatNeedsItAndCanBeMended()
    {
        const std::string path = copy("setting.qdeck");
        SQLite::Database(path, SQLite::OPEN_READWRITE)
            .exec("UPDATE setting SET value = 'abc' WHERE key = 'grace_days'");
        const auto workspace = store::Workspace::open(path);
        QVERIFY(workspace.ok());
        const auto grace = store::graceDays(**workspace);
        QCOMPARE(grace.error().code, ErrorCode::BadData);
        QVERIFY(grace.error().message.english().find("\"abc\"") != std::string::npos);
        QVERIFY(session::changeSettings(**workspace, {{"grace_days", "5"}}).ok());
        QCOMPARE(store::graceDays(**workspace).value(), 5);
    }

    void aWorkspaceWithoutACurrencyIsRefused()
    {
        const std::string path = copy("currency.qdeck");
        SQLite::Database(path, SQLite::OPEN_READWRITE)
            .exec("UPDATE setting SET value = 'abc' WHERE key = 'fiscal_year_start'");
        QCOMPARE(store::Workspace::open(path, store::Workspace::Mode::ReadOnly).error().code, ErrorCode::Damaged);
    }
};

QTEST_GUILESS_MAIN(TestIntegrity)
#include "tst_integrity.moc"
