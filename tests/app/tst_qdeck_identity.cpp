#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// Customers that become one on a day (CONTRACT-ROOMS, Merger), and registers of breaks by pair of systems, from files
/// to JSON. The rules are core's tests'.
class TestQdeckIdentity : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_workspace;

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

    /// A golden field is what a person says, until nobody says anything.
    void goldenByHand()
    {
        const QString bolt = idOf("Bolt");
        const QStringList owner{"identity", m_workspace, "--golden", bolt, "--field", "owner"};
        QCOMPARE(run(owner + QStringList{"--value", "Mia", "--reason", "agreed", "--by", "Ann"}).status, 0);
        const auto ownerOf = [&] {
            const Json listed = run({"accounts", m_workspace, "--json"}).json();
            for (const Json &account : listed["accounts"]) {
                if (account["name"] == "Bolt")
                    return account["owner"];
            }
            return Json();
        };
        QCOMPARE(ownerOf(), "Mia");
        QCOMPARE(run(owner).status, 0);
        QVERIFY(ownerOf().is_null());
        QCOMPARE(runQdeck(owner).status, 1); // nobody says anything
        QCOMPARE(runQdeck({"identity", m_workspace, "--golden", bolt, "--field", "ownr", "--value", "x"}).status, 2);
    }

    /// Two records of one domain are a pair, and a parent nobody has is a fault; what was decided is gone.
    void whatIsLeftToLookAt()
    {
        QTemporaryDir dir;
        const QString w = dir.filePath(QStringLiteral("w.qdeck"));
        writeFile(dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,domain,parent_account_id\nA,Acme,acme.example,\nB,Acme Europe,acme.example,Z\n"
            "C,Cog,cog.example,\n");
        QCOMPARE(run({"init", w}).status, 0);
        QCOMPARE(run({"import", w, dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
        const QStringList review{"identity", w, "--review", "--threshold", "0.05", "--json"};
        const Json found = run(review).json();
        QCOMPARE(found["pairs"].size(), std::size_t(1));
        QCOMPARE(found["pairs"][0]["left"]["id"], "A");
        QCOMPARE(found["pairs"][0]["right"]["id"], "B");
        QCOMPARE(found["pairs"][0]["reason"], "twice in crm: same domain acme.example");
        QCOMPARE(found["conflicts"].size(), std::size_t(0));
        QCOMPARE(found["parents"].size(), std::size_t(1));
        QCOMPARE(found["parents"][0]["fault"], "unknown_parent");
        const QString file = writeFile(
            dir, QStringLiteral("d.csv"), "left_source,left_id,right_source,right_id,decision\ncrm,A,crm,B,link\n");
        QCOMPARE(run({"identity", w, "--decisions", file}).status, 0);
        const Json decided = run(review).json();
        QCOMPARE(decided["pairs"].size(), std::size_t(0));
        QCOMPARE(decided["conflicts"].size(), std::size_t(1)); // one system has it twice
        QCOMPARE(decided["conflicts"][0]["conflict"], "twice_in_one_system");
        QVERIFY(run({"identity", w, "--review"}).out.startsWith("0 pairs to look at, 1 decided, 1 conflicts"));
    }

    /// Every pair that has a register is brought up to date by each import.
    void registersOfPairs()
    {
        QTemporaryDir dir;
        const QString w = dir.filePath(QStringLiteral("w.qdeck"));
        const auto import = [&](const char *system, const char *id, const char *arr, const char *day) {
            const QString path = writeFile(dir, QStringLiteral("%1.accounts.csv").arg(QLatin1String(system)),
                QByteArray("account_id,name,arr\n") + id + ",Acme," + arr + "\n");
            return run({"import", w, path, "--as-of", QLatin1String(day)}).status;
        };
        const auto closed = [&](const char *system) {
            const QString sql =
                QStringLiteral("SELECT number, coalesce(closed, 'open') AS closed FROM break_register WHERE "
                               "right_source = '%1' AND field = 'arr'")
                    .arg(QLatin1String(system));
            return run({"query", w, sql, "--csv"}).out.split('\n').value(1).trimmed();
        };
        QCOMPARE(run({"init", w}).status, 0);
        QCOMPARE(import("crm", "A", "900.00", "2026-10-31"), 0);
        QCOMPARE(import("billing", "B", "1000.00", "2026-10-31"), 0);
        QCOMPARE(import("cs_platform", "G", "950.00", "2026-10-31"), 0);
        QCOMPARE(run({"identity", w, "--auto"}).status, 0);
        QCOMPARE(closed("billing"), QByteArray("1,open")); // the pair that is reconciled first
        QCOMPARE(closed("cs_platform"), QByteArray());
        const QStringList systems{"reconcile", w, "--systems", "crm,billing,cs_platform", "--register"};
        const Json found = run(systems).json();
        QCOMPARE(found["registers"].size(), std::size_t(2));
        QCOMPARE(found["registers"][1]["right"], "cs_platform");
        QCOMPARE(found["registers"][1]["breaks"], 1);
        QCOMPARE(closed("cs_platform"), QByteArray("1,open"));
        const QByteArrayList rows = run(systems + QStringList{"--csv"}).out.split('\n');
        QCOMPARE(rows.size(), 4); // a header, two breaks, and the end
        QVERIFY(rows[1].contains("BR-0001") && rows[2].contains("BR2-0001"));
        QCOMPARE(import("cs_platform", "G", "900.00", "2026-11-30"), 0);
        QCOMPARE(closed("cs_platform"), QByteArray("1,2026-11-30"));
        QCOMPARE(closed("billing"), QByteArray("1,open"));
        QCOMPARE(import("cs_platform", "G", "970.00", "2026-12-31"), 0);
        QCOMPARE(closed("cs_platform"), QByteArray("1,open")); // the same one is back
        QCOMPARE(runQdeck(systems + QStringList{"--as-of", "2026-10-31"}).status, 2);
        QCOMPARE(runQdeck({"reconcile", w, "--systems", "crm,crm", "--register"}).status, 2);
        // A pair without a break has a register too: the first break is in it.
        QCOMPARE(import("support", "S", "900.00", "2026-12-31"), 0);
        QCOMPARE(run({"identity", w, "--auto"}).status, 0);
        const Json none = run({"reconcile", w, "--left", "crm", "--right", "support", "--register"}).json();
        QCOMPARE(none["registers"][0]["breaks"], 0);
        QCOMPARE(import("support", "S", "940.00", "2027-01-31"), 0);
        QCOMPARE(closed("support"), QByteArray("1,open")); // every register has numbers of its own
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
