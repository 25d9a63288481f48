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

    /// 96,000 a year over 960 h is 100 an hour: (8 - 0.5) x 12 x 100 = 9,000 a year, over 0.8 x 0.1. Below it stands
    /// Alpha alone: 24 h to 1.5 h (onboarding, red), 27,000 a year, against 100,000 x 0.1 x 0.8.
    void techTouch()
    {
        const QStringList arguments{"tech-touch", workspace(), "--model", model(goodModel()), "--cost", "96000",
            "--margin", "0.8", "--uplift", "0.1", "--owner", "Ann", "--note", "two cohorts", "--json"};
        const QdeckRun run = runQdeck(arguments);
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(result["human"].get<std::string>(), std::string("Enterprise"));
        QCOMPARE(result["tech"].get<std::string>(), std::string("SMB"));
        QCOMPARE(result["assumptions"]["cost_basis"].get<std::string>(), std::string("assumed"));
        QCOMPARE(result["assumptions"]["owner"].get<std::string>(), std::string("Ann"));
        QCOMPARE(result["break_even"].get<double>(), 112'500.0);
        QCOMPARE(result["threshold"].get<double>(), 112'500.0);
        QCOMPARE(result["effect"]["accounts"].get<int>(), 1);
        QCOMPARE(result["effect"]["hours_freed"].get<double>(), 22.5);
        QCOMPARE(result["effect"]["fte_freed"].get<double>(), 22.5 / 80);
        QCOMPARE(result["effect"]["cost_freed"].get<double>(), 27'000.0);
        QCOMPARE(result["effect"]["arr_lost"].get<double>(), 10'000.0);
        QCOMPARE(result["effect"]["margin_lost"].get<double>(), 8'000.0);
        QCOMPARE(result["effect"]["net"].get<double>(), 19'000.0);
        QCOMPARE(result["accounts"].size(), std::size_t(1));
        QCOMPARE(runQdeck(arguments).out, run.out);
        const QdeckRun lower = runQdeck(arguments + QStringList{"--threshold", "100000"});
        QCOMPARE(lower.json()["effect"]["accounts"].get<int>(), 0); // at exactly the threshold it stays
    }

    /// What the model states counts where the command line says nothing.
    void techTouchOfTheModel()
    {
        const QByteArray stated = goodModel().trimmed().chopped(1)
            + R"(, "tech_touch": {"cost_per_fte": 96000, "gross_margin": 0.8, "retention_uplift": 0.1,
                 "owner": "Ann", "note": "two cohorts"}})";
        const QdeckRun run = runQdeck({"tech-touch", workspace(), "--model", model(stated), "--uplift", "0.2"});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("56250.0 USD a year, Enterprise against SMB touch"), run.out);
        QVERIFY2(run.out.contains("assumed by Ann: two cohorts"), run.out);
    }

    void techTouchRefuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        const QStringList all{"--cost", "96000", "--uplift", "0.1", "--owner", "Ann", "--note", "x"};
        QTest::newRow("no assumption") << QStringList{} << 2 << QByteArray("State the retention uplift, who stands");
        QTest::newRow("no cost") << all.mid(2) << 1 << QByteArray("No CSM in force has an annual_cost in USD");
        QTest::newRow("uplift in percent")
            << QStringList{"--uplift", "10"} << 2 << QByteArray("tech_touch.retention_uplift is 10");
        QTest::newRow("unknown segment") << all + QStringList{"--human", "Mid"} << 2
                                         << QByteArray("names segment Mid, which is none of the model");
        QTest::newRow("against itself") << all + QStringList{"--human", "SMB", "--tech", "SMB"} << 2
                                        << QByteArray("compares SMB with itself");
    }
    void techTouchRefuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        const QdeckRun run =
            runQdeck(QStringList{"tech-touch", workspace(), "--model", model(goodModel())} + arguments);
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
