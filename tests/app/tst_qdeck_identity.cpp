#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// Customers that become one on a day, from files to JSON (CONTRACT-ROOMS, Merger). The rules are core's tests'.
class TestQdeckIdentity : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_workspace;

    [[nodiscard]] static QdeckRun run(const QStringList &arguments, int status = 0)
    {
        const QdeckRun done = runQdeck(arguments);
        if (done.status != status)
            qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
        return done.status == status ? done : QdeckRun();
    }
    QString idOf(const char *name) const
    {
        const Json all = run({"accounts", m_workspace, "--json"}).json();
        for (const Json &account : all["accounts"]) {
            if (account["name"] == name)
                return QString::fromStdString(account["account"].get<std::string>());
        }
        return {};
    }
    QStringList names() const
    {
        QStringList all;
        const Json listed = run({"accounts", m_workspace, "--json"}).json();
        for (const Json &account : listed["accounts"])
            all << QStringLiteral("%1 %2").arg(QString::fromStdString(account["name"].get<std::string>()),
                QString::number(account["arr"].get<double>()));
        return all;
    }
    Json march() const
    {
        return run({"movements", m_workspace, "--from", "2026-03", "--to", "2026-03", "--json"}).json()["rows"][0];
    }

private slots:
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"), "account_id,name\nA,Acme\nB,Bolt\n");
        writeFile(m_dir, QStringLiteral("data/crm.subscriptions.csv"),
            "subscription_id,account_id,start_date,arr\n1,A,2026-01-01,1000.00\n2,B,2026-01-01,500.00\n");
        QCOMPARE(run({"init", m_workspace}).status, 0);
        QCOMPARE(
            run({"import", m_workspace, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
    }

    void twoBecomeOne()
    {
        const QString acme = idOf("Acme");
        const QString bolt = idOf("Bolt");
        QCOMPARE(march()["opening_logos"], 2);
        const Json report =
            run({"identity", m_workspace, "--merge", acme + u',' + bolt, "--on", "2026-03-15", "--json"}).json();
        QCOMPARE(report["accounts"], 1);
        const Json row = march();
        QCOMPARE(row["opening_logos"], 1);
        QCOMPARE(row["closing_logos"], 1);
        QCOMPARE(row["churned_logos"], 0);
        QCOMPARE(row["opening"], row["closing"]);
        QCOMPARE(names(), QStringList{"Acme 1500"});
        QCOMPARE(
            run({"identity", m_workspace, "--merge", acme + u',' + bolt, "--on", "2026-05-01", "--pro-forma"}).status,
            0);
        QCOMPARE(march()["opening_logos"], 1); // for all time
        QCOMPARE(run({"identity", m_workspace, "--unmerge", bolt}).status, 0);
        QCOMPARE(march()["closing_logos"], 2);
        QCOMPARE(names().size(), 2);
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("one customer") << QStringList{"--merge", "A", "--on", "2026-03-15"} << 2;
        QTest::newRow("no day") << QStringList{"--merge", "A,B"} << 2;
        QTest::newRow("no such day") << QStringList{"--merge", "A,B", "--on", "2026-02-30"} << 2;
        QTest::newRow("no such customer") << QStringList{"--merge", "A,B", "--on", "2026-03-15"} << 1;
        QTest::newRow("no merger") << QStringList{"--unmerge", "A"} << 1;
        QTest::newRow("a day alone") << QStringList{"--on", "2026-03-15"} << 2;
    }
    void refusals()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QCOMPARE(runQdeck(QStringList{"identity", m_workspace} + arguments).status, status);
    }
};

QTEST_GUILESS_MAIN(TestQdeckIdentity)
#include "tst_qdeck_identity.moc"
