#include "tests/app/qdeck_run.h"

using namespace qd::test;

/// `qdeck capacity` from CSV files to JSON, against figures added up by hand.
class TestQdeckCapacity : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString workspace() const { return m_dir.filePath("w.qdeck"); }
    QString model(const QByteArray &text) const { return writeFile(m_dir, "M.json", text); }
    static QByteArray goodModel()
    {
        return R"({"hours_per_month": 100, "utilisation": 0.8, "ramp": [0.5, 1.0],
            "segments": [{"name": "Enterprise", "touch": "high", "hours_per_account": 8.0},
                         {"name": "SMB", "touch": "tech", "hours_per_account": 0.5}],
            "lifecycle_factor": {"onboarding": 2.0}, "risk_factor": {"red": 1.5, "yellow": 1.2}})";
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(runQdeck({"init", workspace()}).status, 0);
        writeFile(m_dir, "in/crm.accounts.csv",
            "account_id,name,segment,owner,arr,health,lifecycle_stage\n"
            "A1,Alpha,Enterprise,Ann,100000.00,red,Onboarding\n" // 8 x 2 x 1.5 = 24
            "A2,Beta,smb,ANN,5000.50,green,Adoption\n" // 0.5
            "A3,Gamma,SMB,c2,4000.00,yellow,Adoption\n" // 0.6
            "A4,Delta,SMB,Gone,3000.00,,\n"); // 0.5, vacant
        writeFile(m_dir, "in/people.csms.csv",
            "csm_id,name,email,segments,start_date,end_date,fte\n"
            "c1,Ann,ann@x.example,Enterprise;SMB,2020-01-01,,1\n"
            "c2,Bob,bob@x.example,SMB,2026-10-20,,0.5\n"
            "c3,Cy,cy@x.example,,2020-01-01,2026-10-31,1\n");
        const QdeckRun imported = runQdeck({"import", workspace(), m_dir.filePath("in"), "--as-of", "2026-10-31"});
        QVERIFY2(imported.status == 0, imported.err);
    }

    void json()
    {
        const QdeckRun run =
            runQdeck({"capacity", workspace(), "--model", model(goodModel()), "--months", "2", "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(result["months"].size(), std::size_t(6));
        const nlohmann::json &total = result["months"][0];
        QCOMPARE(total["month"].get<std::string>(), std::string("2026-10"));
        QCOMPARE(total["group"].get<std::string>(), std::string("total"));
        QCOMPARE(total["required_hours"].get<double>(), 25.6);
        QCOMPARE(total["required_fte"].get<double>(), 25.6 / 80);
        QCOMPARE(total["available_fte"].get<double>(), 2.25);
        QCOMPARE(total["gap_fte"].get<double>(), 2.25 - 25.6 / 80);
        QCOMPARE(result["months"][3]["available_fte"].get<double>(), 1.5); // Cy gone, Bob at full strength
        const nlohmann::json &ann = result["csms"][0];
        QCOMPARE(ann["csm"].get<std::string>(), std::string("c1"));
        QCOMPARE(ann["accounts"].get<int>(), 2);
        QCOMPARE(ann["arr"].get<double>(), 105000.5);
        QCOMPARE(ann["hours"].get<double>(), 24.5);
        QCOMPARE(ann["capacity_hours"].get<double>(), 80.0);
        QCOMPARE(ann["utilisation"].get<double>(), 24.5 / 80);
        QCOMPARE(result["vacant"]["hours"].get<double>(), 0.5);
    }

    void sameDataSameBytes()
    {
        const QByteArray first = runQdeck({"capacity", workspace(), "--json"}).out;
        QVERIFY(!first.isEmpty());
        QCOMPARE(runQdeck({"capacity", workspace(), "--json"}).out, first);
        QCOMPARE(nlohmann::json::parse(first.toStdString())["months"].size(), std::size_t(12 * 4));
    }

    void table()
    {
        const QdeckRun run = runQdeck({"capacity", workspace(), "--model", model(goodModel()), "--months", "1"});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains("Enterprise"), run.out);
        QVERIFY2(run.out.contains("(vacant)"), run.out);
        QVERIFY2(run.err.contains("1 account has no CSM"), run.err);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown key") << QStringList{} << goodModel().replace("utilisation", "utilization") << 2
                                     << QByteArray("did you mean \"utilisation\"?");
        QTest::newRow("negative hours") << QStringList{} << goodModel().replace("8.0", "-8.0") << 2
                                        << QByteArray("hours_per_account of segment Enterprise is -8.0");
        QTest::newRow("no JSON") << QStringList{} << QByteArray("hours") << 1 << QByteArray("no JSON");
        QTest::newRow("no file") << QStringList{"--model", "/nowhere/M.json"} << QByteArray() << 1
                                 << QByteArray("/nowhere/M.json does not exist");
        QTest::newRow("months") << QStringList{"--months", "0"} << QByteArray() << 2 << QByteArray("--months");
        QTest::newRow("as-of") << QStringList{"--as-of", "soon"} << QByteArray() << 2 << QByteArray("--as-of");
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, model);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        QStringList all{"capacity", workspace(), "--json"};
        if (!model.isEmpty())
            all << "--model" << this->model(model);
        const QdeckRun run = runQdeck(all + arguments);
        QCOMPARE(run.status, status);
        QVERIFY2(run.err.contains(says), run.err);
        QVERIFY(run.out.isEmpty());
    }

    void noRoster()
    {
        const QString empty = m_dir.filePath("empty.qdeck");
        QCOMPARE(runQdeck({"init", empty}).status, 0);
        const QdeckRun run = runQdeck({"capacity", empty, "--json"});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("no CSMs"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestQdeckCapacity)
#include "tst_qdeck_capacity.moc"
