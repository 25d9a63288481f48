#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "core/store/settings.h"
#include "core/store/write_transaction.h"
#include "tests/support/english.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

class TestAudit : public QObject {
    Q_OBJECT

private slots:
    void recordsASettingOnceAndOnlyIfItChanges()
    {
        test::WorkspaceFixture fixture;
        QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", "30").ok());
        QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", "30").ok());
        QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", "10").ok());
        QVERIFY(!store::changeSetting(fixture.workspace(), "grace_days", "soon").ok());
        const auto trail = store::auditTrail(fixture.workspace());
        QCOMPARE(trail.size(), std::size_t(2));
        QCOMPARE(trail[0].subject, std::string("grace_days"));
        QCOMPARE(trail[0].before.value(), std::string("30"));
        QCOMPARE(trail[0].after.value(), std::string("10"));
        QVERIFY(!trail[1].before);
        QVERIFY(!trail[0].who.empty());
        QVERIFY(QDateTime::fromString(QString::fromStdString(trail[0].at), Qt::ISODate).isValid());
    }

    void namesThePersonWhoSaysSo()
    {
        test::WorkspaceFixture fixture;
        const std::string writer = store::currentWriter();
        const std::string account = store::currentUser();
        QCOMPARE(account, store::systemUser());
        store::setCurrentUser(" Maya Okafor ");
        QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", "30").ok());
        QCOMPARE(store::auditTrail(fixture.workspace())[0].who, std::string("Maya Okafor"));
        QCOMPARE(store::currentWriter(), writer); // or this process would take its own changes for those of another
        store::setCurrentUser("  ");
        QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", "31").ok());
        QCOMPARE(store::auditTrail(fixture.workspace())[0].who, account);
    }

    void accountsOfTheMachine_data()
    {
        QTest::addColumn<QStringList>("names"); // in USER, USERNAME and LOGNAME; "-" for one that is not set
        QTest::addColumn<QString>("user");
        QTest::newRow("the first") << QStringList{"ann", "ben", "cay"} << "ann";
        QTest::newRow("an empty one is none") << QStringList{"", "ben", "cay"} << "ben";
        QTest::newRow("nor one that is not set") << QStringList{"-", "", "cay"} << "cay";
        QTest::newRow("none") << QStringList{"-", "-", "-"} << "unknown";
    }
    void accountsOfTheMachine()
    {
        QFETCH(QStringList, names);
        const auto exchange = [](const QStringList &values) {
            QStringList former;
            for (const char *variable : {"USER", "USERNAME", "LOGNAME"}) {
                former << qEnvironmentVariable(variable, QStringLiteral("-"));
                const QString &value = values[former.size() - 1];
                value == "-" ? qunsetenv(variable) : qputenv(variable, value.toUtf8());
            }
            return former;
        };
        const QStringList former = exchange(names);
        const std::string user = store::systemUser();
        exchange(former);
        QTEST(QString::fromStdString(user), "user");
    }

    void tamperingShows_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("broken");
        QTest::newRow("untouched") << "" << 0;
        QTest::newRow("another value") << "UPDATE audit_log SET after = '99' WHERE audit_id = 2" << 2;
        QTest::newRow("a value where there was none") << "UPDATE audit_log SET before = '' WHERE audit_id = 1" << 1;
        QTest::newRow("text moved between fields")
            << "UPDATE audit_log SET action = 'change', subject = ' settinggrace_days' WHERE audit_id = 3" << 3;
        QTest::newRow("an entry cut out") << "DELETE FROM audit_log WHERE audit_id = 2" << 3;
        QTest::newRow("the first cut off") << "DELETE FROM audit_log WHERE audit_id = 1" << 2;
    }
    void tamperingShows()
    {
        QFETCH(QString, sql);
        QFETCH(int, broken);
        test::WorkspaceFixture fixture;
        for (const char *days : {"1", "2", "3"})
            QVERIFY(store::changeSetting(fixture.workspace(), "grace_days", days).ok());
        if (!sql.isEmpty())
            fixture.db().exec(sql.toStdString());
        QCOMPARE(int(store::brokenAuditEntry(fixture.workspace()).value_or(0)), broken);
        Progress progress;
        const auto findings = store::checkIntegrity(fixture.workspace(), progress);
        QVERIFY(findings.ok());
        const std::vector<std::string> sentences = english(*findings);
        const std::string said = "Entry " + std::to_string(broken) + " of the audit log is not as it was written.";
        QCOMPARE(std::count(sentences.begin(), sentences.end(), said), broken == 0 ? 0 : 1);
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
