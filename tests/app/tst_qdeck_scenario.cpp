#include "tests/app/qdeck_run.h"

/// `qdeck scenario` as a script meets it.
class TestQdeckScenario : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path(const QString &name) const { return m_dir.filePath(name); }

    using Run = qd::test::QdeckRun;
    static Run qdeck(const QStringList &arguments) { return qd::test::runQdeck(arguments); }
    void write(const QString &name, const QByteArray &text) const { qd::test::writeFile(m_dir, name, text); }
    Run scenario(const QStringList &options) const
    {
        return qdeck(QStringList{"scenario", path("w.qdeck"), path("s.json")} + options);
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(qdeck({"init", path("w.qdeck"), "--currency", "USD"}).status, 0);
        // Every value is stated, so an empty workspace will do. 1 - 0.99^12 a year is 1 % a month.
        write("s.json", R"({"name": "Base", "start": "2026-10", "months": 12,
            "segments": [{"name": "Enterprise", "logos": 100, "arr": 1200000.00, "annual_churn": 0.1136151282,
                          "annual_contraction": 0, "annual_expansion": 0, "new_logos_per_month": 2, "new_acv": 50000.00,
                          "hours_per_account": 5},
                         {"name": "SMB", "logos": 1000, "arr": 600000.00, "annual_churn": 0, "annual_contraction": 0,
                          "annual_expansion": 0, "new_logos_per_month": 0, "new_acv": 0, "hours_per_account": 0}],
            "csms": {"fte": 4, "annual_cost": 120000.00, "hires": [{"month": "2026-12", "fte": 2}]},
            "hours_per_month": 140, "utilisation": 0.75, "ramp": [0.25, 0.5, 0.75, 1.0], "overload_elasticity": 0,
            "uncertainty": {"annual_churn": 0.15}})");
    }

    void shapeAndFirstMonths()
    {
        const Run run = scenario({"--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json report = run.json();
        QCOMPARE(report["name"].get<std::string>(), std::string("Base"));
        QCOMPARE(report["months"].size(), std::size_t(24)); // 12 months x 2 segments
        QVERIFY(!report.contains("bands"));
        const nlohmann::json first = report["months"][0];
        const nlohmann::json expected{{"month", "2026-11"}, {"segment", "Enterprise"}, {"logos", 101.0},
            {"opening", 1200000.0}, {"churn", 12000.0}, {"contraction", 0.0}, {"expansion", 0.0}, {"new", 100000.0},
            {"closing", 1288000.0}, {"required_fte", 4.81}, {"available_fte", 4.0}, {"cost", 40000.0}};
        for (const auto &[key, value] : expected.items()) {
            QVERIFY2(first.contains(key), key.c_str());
            if (value.is_string())
                QCOMPARE(first[key].get<std::string>(), value.get<std::string>());
            else
                QVERIFY2(std::abs(first[key].get<double>() - value.get<double>()) < 1e-3, key.c_str());
        }
        const nlohmann::json december = report["months"][3]; // SMB in the month of hire
        QCOMPARE(december["segment"].get<std::string>(), std::string("SMB"));
        QCOMPARE(december["available_fte"].get<double>(), 4.5);
        QCOMPARE(december["cost"].get<double>(), 60000.0);
        QCOMPARE(december["required_fte"].get<double>(), 0.0);
        // (1,200,000 x 0.8863848718 + 600,000) / 1,800,000
        QVERIFY(std::abs(report["summary"]["nrr"].get<double>() - 0.9242565812) < 1e-9);
        QCOMPARE(report["summary"]["nrr"].get<double>(), report["summary"]["grr"].get<double>());
        QCOMPARE(report["summary"]["closing_arr"].get<double>(),
            report["months"][22]["closing"].get<double>() + report["months"][23]["closing"].get<double>());
    }

    void tableForPeople()
    {
        const Run run = scenario({});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("1288000.00"));
        QVERIFY(run.out.contains("NRR 92.4 %"));
    }

    void bandsOnlyWithMonteCarlo()
    {
        const Run run = scenario({"--monte-carlo", "2000", "--seed", "7", "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json report = run.json();
        const nlohmann::json band = report["bands"]["closing_arr"];
        const double closing = report["summary"]["closing_arr"].get<double>();
        QVERIFY(band["p10"].get<double>() < band["p50"].get<double>());
        QVERIFY(band["p50"].get<double>() < band["p90"].get<double>());
        QVERIFY(band["p10"].get<double>() < closing && closing < band["p90"].get<double>());
        QVERIFY(band["standard_error"]["p50"].get<double>() > 0);
        QCOMPARE(report["bands"]["months"].size(), std::size_t(12));
        QCOMPARE(report["bands"]["months"][11]["p10"].get<double>(), band["p10"].get<double>());
        QCOMPARE(report["runs"].get<int>(), 2000);
        QCOMPARE(report["seed"].get<int>(), 7);
        QCOMPARE(scenario({"--monte-carlo", "2000", "--seed", "7", "--json"}).out, run.out);
        QVERIFY(scenario({"--monte-carlo", "2000", "--seed", "8", "--json"}).out != run.out);
        QVERIFY(scenario({"--monte-carlo", "2000"}).out.contains("2000 runs with seed 1"));
        QCOMPARE(scenario({"--monte-carlo", "0"}).status, 2);
        QCOMPARE(scenario({"--seed", "3"}).status, 2);
        for (const char *seed : {"-1", "18446744073709551616", "1.5", "x"})
            QCOMPARE(scenario({"--monte-carlo", "10", "--seed", seed}).status, 2);
    }

    void sameBytesTwice() { QCOMPARE(scenario({"--json"}).out, scenario({"--json"}).out); }

    /// Two Enterprise customers of 90,000 and 20,000, two SMB ones of 60,000 and 1,000; parted at 50,000.
    void thresholdsAndLimits()
    {
        QCOMPARE(qdeck({"init", path("book.qdeck")}).status, 0);
        write("billing.accounts.csv",
            "account_id,name,segment\nA,Aster,Enterprise\nB,Birch,Enterprise\nC,Cedar,SMB\nD,Dill,SMB\n");
        write("billing.subscriptions.csv",
            "subscription_id,account_id,start_date,arr\na,A,2024-01-01,90000\nb,B,2024-01-01,20000\n"
            "c,C,2024-01-01,60000\nd,D,2024-01-01,1000\n");
        for (const char *file : {"billing.accounts.csv", "billing.subscriptions.csv"})
            QCOMPARE(qdeck({"import", path("book.qdeck"), path(file), "--as-of", "2026-11-05"}).status, 0);
        const auto run = [&](const char *json) {
            write("t.json", json);
            return qdeck({"scenario", path("book.qdeck"), path("t.json"), "--json"});
        };
        const Run sorted = run(R"({"months": 1, "segments": [
            {"name": "Enterprise", "hours_per_account": 1, "max_logos_per_csm": 4}, {"name": "SMB", "hours_per_account": 1}],
            "thresholds": [{"from": "SMB", "to": "Enterprise", "arr": 50000}]})");
        QVERIFY2(sorted.status == 0, sorted.err);
        const nlohmann::json report = sorted.json();
        const nlohmann::json moved = {{"from", "SMB"}, {"to", "Enterprise"}, {"arr", 50000.0}, {"up", 1}, {"down", 1}};
        QVERIFY(report["thresholds"] == nlohmann::json::array({moved}));
        QCOMPARE(report["months"][0]["opening"].get<double>(), 150000.0);
        QCOMPARE(report["months"][1]["opening"].get<double>(), 21000.0);
        QCOMPARE(report["months"][0]["required_fte"].get<double>(), 0.5); // two customers, at most four an FTE
        const Run misspelt = run(R"({"thresholds": [{"from": "SNB", "to": "Enterprise", "arr": 50000}]})");
        QCOMPARE(misspelt.status, 2);
        QVERIFY2(misspelt.err.contains("did you mean \"SMB\""), misspelt.err);
        const Run stated = run(R"({"segments": [{"name": "SMB", "logos": 3}, {"name": "Enterprise"}],
            "thresholds": [{"from": "SMB", "to": "Enterprise", "arr": 50000}]})");
        QCOMPARE(stated.status, 2);
        QVERIFY2(stated.err.contains("Leave out logos"), stated.err);
        write("t.json", R"({"thresholds": [{"from": "SMB", "to": "Enterprise", "arr": 50000}]})");
        QCOMPARE(qdeck({"scenario", path("w.qdeck"), path("t.json")}).status, 1); // a workspace without customers
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("unknown key") << QByteArray(R"({"moths": 3})") << 2 << QByteArray("\"months\"");
        QTest::newRow("rate out of range")
            << QByteArray(R"({"segments": [{"name": "A", "annual_churn": 2}]})") << 2 << QByteArray("annual_churn");
        QTest::newRow("nothing to measure") << QByteArray("{}") << 1 << QByteArray("ARR");
        QTest::newRow("beyond money") << QByteArray(
            R"({"start": "2026-10", "months": 600, "segments": [{"name": "A", "logos": 1, "arr": 1000000,
                "annual_churn": 0, "annual_contraction": 0, "annual_expansion": 9, "new_logos_per_month": 0,
                "new_acv": 0, "hours_per_account": 0}], "csms": {"fte": 1, "annual_cost": 1}})")
                                      << 1 << QByteArray("annual_expansion");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, status);
        QFETCH(QByteArray, said);
        write("bad.json", json);
        const Run run = qdeck({"scenario", path("w.qdeck"), path("bad.json")});
        QCOMPARE(run.status, status);
        QVERIFY2(run.err.contains(said), run.err);
        QVERIFY(run.out.isEmpty());
    }

    void filesThatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("") << QByteArray("is empty");
        QTest::newRow("no JSON") << QByteArray("name: x") << QByteArray("JSON");
        QTest::newRow("folder") << QByteArray() << QByteArray("it is a folder");
    }
    /// Scenario and capacity model alike.
    void filesThatCannotBeRead()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, says);
        const QString given = content.isNull() ? m_dir.path() : path("unreadable.json");
        if (!content.isNull())
            write("unreadable.json", content);
        for (const QStringList &arguments : {QStringList{"scenario", path("w.qdeck"), given},
                 QStringList{"capacity", path("w.qdeck"), "--model", given}}) {
            const Run run = qdeck(arguments);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.err.contains(says), run.err);
            QVERIFY(run.out.isEmpty());
        }
    }

    void noSuchFile()
    {
        const Run run = qdeck({"scenario", path("w.qdeck"), path("none.json")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("none.json"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestQdeckScenario)
#include "tst_qdeck_scenario.moc"
