#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// qdeck forecast and qdeck expansion from imported files to JSON (CONTRACT-ROOMS section 3). The rules are core's
/// tests'.
class TestQdeckForecast : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;

    [[nodiscard]] Json forecast(const QStringList &more) const
    {
        return run(QStringList{"forecast", m_workspace, "--json"} + more).json();
    }

private slots:
    /// A is due in December; B was renewed in March, C lost in June; so 1 of 2 in a segment of its own.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,domain,segment\nA,Acme,acme.example,SMB\nB,Birch,birch.example,SMB\n"
            "C,Cedar,cedar.example,SMB\n");
        writeFile(m_dir, QStringLiteral("data/crm.subscriptions.csv"),
            "subscription_id,account_id,product,start_date,end_date,arr\na1,A,Core,2026-01-01,2026-12-31,1000.00\n"
            "b1,B,Core,2025-04-01,2026-03-31,100.00\nb2,B,Plus,2026-04-01,2027-03-31,50.00\n"
            "c1,C,Core,2025-07-01,2026-06-30,100.00\n");
        writeFile(m_dir, QStringLiteral("data/crm.opportunities.csv"),
            "opportunity_id,account_id,subscription_id,type,amount,created_date,close_date,forecast_category,"
            "probability,is_closed,is_won\no1,A,a1,renewal,900.00,2026-09-01,2026-12-15,commit,0.5,false,false\n"
            "o2,B,,expansion,300.00,2026-09-01,2026-12-15,pipeline,0.25,false,false\n");
        writeFile(m_dir, QStringLiteral("data/crm.forecasts.csv"),
            "period,account_id,date,author,amount\n2026Q1,B,2026-01-01,mia,80.00\n");
        writeFile(
            m_dir, QStringLiteral("data/finance.targets.csv"), "period,metric,group,value\n2026Q4,expansion,,600\n");
        QCOMPARE(run({"init", m_workspace}).status, 0);
        QCOMPARE(
            run({"import", m_workspace, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
    }

    /// One cell: nobody has a colour. p0 = (1 + 10 x 0.5) / 12, p = (1 + 10 p0) / 12 = 0.5; r = 50 / 100; 1000 x 0.25.
    void quarter()
    {
        const Json found = forecast({"--quarter", "2026Q4"});
        QCOMPARE(keysOf(found),
            (QStringList{"as_of", "best_case", "by", "commit", "currency", "definitions", "due_arr", "due_count",
                "model", "quarter", "rho", "seed", "settled", "untouched", "weighted"}));
        QCOMPARE(found["quarter"], "2026Q4");
        QCOMPARE(found["as_of"], "2026-10-31");
        QCOMPARE(found["definitions"].dump(),
            std::string(R"({"commit":1,"renewal_forecast":1,"untouched_renewals":1,"weighted_pipeline":1})"));
        QCOMPARE(found["due_arr"], 1000.0);
        QCOMPARE(found["due_count"], 1);
        QCOMPARE(found["settled"].dump(), std::string(R"({"arr":0.0,"count":0,"renewed":0})"));
        QCOMPARE(found["by"].dump(),
            std::string(R"([{"colour":"none","leads":[90],"n":2,"open":1,"open_arr":1000.0,"p":0.5,"r":0.5,)"
                        R"("renewed":1,"segment":"SMB"}])"));
        QCOMPARE(keysOf(found["model"]),
            (QStringList{"count_mean", "count_p10", "count_p50", "count_p90", "mean", "p10", "p50", "p90"}));
        QCOMPARE(found["model"]["mean"], 250.0);
        QCOMPARE(found["model"]["count_mean"], 0.5);
        QCOMPARE(found["model"]["p10"], 0.0);
        QCOMPARE(found["model"]["p90"], 500.0);
        QCOMPARE(found["weighted"], 450.0);
        QCOMPARE(found["commit"], 900.0);
        QCOMPARE(found["best_case"], 900.0);
        QCOMPARE(found["untouched"].dump(), std::string(R"({"arr":0.0,"count":0})"));
        QCOMPARE(found["rho"], 0.1);
        QCOMPARE(found["seed"], 1);
    }

    /// All came in one import of 2026-10-31.
    void strictlyKnown()
    {
        const auto on = [&](const char *day) {
            return forecast({"--quarter", "2026Q4", "--as-of", day, "--strict-known"});
        };
        QCOMPARE(on("2026-10-30")["due_count"], 0);
        QCOMPARE(forecast({"--quarter", "2026Q4", "--as-of", "2026-10-30"})["due_count"], 1);
        QCOMPARE(on("2026-10-31"), forecast({"--quarter", "2026Q4"}));
        const Json rows = forecast({"--quarter", "2026Q1", "--accuracy", "--strict-known"})["rows"];
        QVERIFY(rows.empty() || rows[0]["n"] == 0); // nothing was known on the days of the leads
    }

    /// Neither run nor threads change a byte; another seed may.
    void same()
    {
        const QStringList arguments{"forecast", m_workspace, "--json", "--quarter", "2026Q4", "--seed", "7"};
        QCOMPARE(run(arguments).out, run(arguments).out);
        QCOMPARE(forecast({"--quarter", "2026Q4", "--seed", "7"})["seed"], 7);
    }

    /// Exact counts at rho 0: of two halves none, one or two with 1/4, 1/2, 1/4. Rows in another order say the same.
    void query()
    {
        const char *rows = "SELECT 100 AS due, 0.5 AS p UNION ALL SELECT 50, 0.5";
        const char *turned = "SELECT 50 AS due, 0.5 AS p UNION ALL SELECT 100, 0.5";
        const Json found = forecast({"--sql", QString::fromLatin1(rows), "--rho", "0"});
        QCOMPARE(found["model"]["mean"], 75.0);
        QCOMPARE(found["model"]["count_mean"], 1.0);
        QCOMPARE(found["model"]["count_p10"], 0.0);
        QCOMPARE(found["model"]["count_p50"], 1.0);
        QCOMPARE(found["model"]["count_p90"], 2.0);
        QCOMPARE(found["rho"], 0.0);
        QCOMPARE(forecast({"--sql", QString::fromLatin1(rows)}), forecast({"--sql", QString::fromLatin1(turned)}));
        QCOMPARE(forecast({"--sql", "SELECT 0.1 AS due, 0.5 AS p, 'A' AS grp"})["model"]["mean"], 0.05); // unrounded
    }

    /// B alone was due and renewed at 50; mia said 80 on 1 January. Lead days 120, 90, 60: 1 and 31 December, 30
    /// January.
    void accuracy()
    {
        const Json found = forecast({"--quarter", "2026Q1", "--accuracy"});
        QCOMPARE(keysOf(found), (QStringList{"currency", "definitions", "quarter", "rows"}));
        QCOMPARE(found["definitions"].dump(),
            std::string(R"({"forecast_accuracy":1,"forecast_bias":1,"forecast_error":1,"untouched_renewals":1,)"
                        R"("wape":1})"));
        QCOMPARE(found["rows"].size(), std::size_t(5));
        QCOMPARE(found["rows"][0].dump(),
            std::string(R"({"accuracy":0.0,"actual":50.0,"author":"mia","bias":-1.0,"error":1.0,"forecast":0.0,)"
                        R"("lead":120,"n":1,"untouched":1,"wape":1.0})"));
        QCOMPARE(found["rows"][2].dump(),
            std::string(R"({"accuracy":0.4,"actual":50.0,"author":"mia","bias":0.6,"error":0.6,"forecast":80.0,)"
                        R"("lead":60,"n":1,"untouched":0,"wape":0.6})"));
    }

    void expansion()
    {
        const Json found = run({"expansion", m_workspace, "--period", "2026Q4", "--by", "segment", "--json"}).json();
        QCOMPARE(
            keysOf(found), (QStringList{"as_of", "currency", "definitions", "leads", "period", "rows", "white_space"}));
        QVERIFY(found["leads"].empty()); // no usage, no contacts
        QCOMPARE(found["rows"].dump(),
            std::string(R"([{"coverage":0.5,"group":"total","pipeline":300.0,"target":600.0,"weighted":75.0},)"
                        R"({"coverage":null,"group":"SMB","pipeline":300.0,"target":null,"weighted":75.0}])"));
        QCOMPARE(found["white_space"].size(), std::size_t(2)); // Acme lacks Plus, Birch Core; Cedar is gone
        QCOMPARE(keysOf(found["white_space"][0]), (QStringList{"account", "having", "of", "product", "segment"}));
        QCOMPARE(found["white_space"][0]["having"], 1);
        QCOMPARE(found["white_space"][0]["of"], 2);
    }

    void tables()
    {
        const QByteArray quarter = run({"forecast", m_workspace, "--quarter", "2026Q4"}).out;
        QVERIFY2(quarter.contains("Renewals due in 2026Q4, as known on 2026-10-31, USD"), quarter.constData());
        QVERIFY2(quarter.contains("untouched"), quarter.constData());
        QVERIFY(run({"forecast", m_workspace, "--quarter", "2026Q1", "--accuracy"}).out.contains("mia"));
        QVERIFY(run({"forecast", m_workspace, "--sql", "SELECT 1 AS due, 1 AS p"}).out.contains("1.0 renewals"));
        QVERIFY(run({"expansion", m_workspace, "--period", "2026Q4"}).out.contains("White space: 2 pairs"));
        const auto noTarget = run({"expansion", m_workspace, "--period", "2026-12"});
        QVERIFY2(noTarget.err.contains("No target \"expansion\" of 2026-12 was imported"), noTarget.err.constData());
    }

    /// What figures cannot say is said beside them: all files are of one day, B has nothing due in 2026Q1 but what is
    /// renewed; of a quarter without history, where history was looked for.
    void notes()
    {
        const QByteArray once = "All files are of one day, 2026-10-31: ";
        for (const QStringList &more : {QStringList{"--quarter", "2026Q4"}, {"--quarter", "2026Q1", "--accuracy"},
                 {"--quarter", "2026Q4", "--since", "2026-10-01"}}) {
            const QdeckRun done = run(QStringList{"forecast", m_workspace} + more);
            QVERIFY2(done.err.contains(once), done.err.constData());
            QVERIFY(!done.out.contains(once));
        }
        const QByteArray early = run({"forecast", m_workspace, "--quarter", "2026Q1", "--as-of", "2026-01-31"}).err;
        QVERIFY2(early.contains("No renewal due from 2024-01-01 to 2025-12-31 is settled"), early.constData());
        QVERIFY(!early.contains(once));
    }

    /// A call and a submission are kept, listed and compared; a second one of the week is refused. (The last to write.)
    void records()
    {
        const QStringList call{"forecast", m_workspace, "--quarter", "2026Q4", "--call"};
        QString account;
        const Json accounts = run({"accounts", m_workspace, "--json"}).json();
        for (const Json &each : accounts["accounts"]) {
            if (each["name"] == "Acme")
                account = QString::fromStdString(each["account"].get<std::string>());
        }
        QVERIFY(run(call + QStringList{account, "--amount", "800.50", "--category", "commit", "--by", "Ann"})
                    .out.contains("is called commit at 800.50 USD for 2026Q4, on 2026-10-31 by Ann."));
        QVERIFY(run(call + QStringList{account, "--amount", "800.50", "--category", "commit", "--by", "Ann"})
                    .out.contains("It takes the place of commit at 800.50 of the same day."));
        QCOMPARE(run(call + QStringList{account, "--amount", "x", "--category", "commit"}, 2).status, 2);
        QCOMPARE(run(call + QStringList{account, "--amount", "1", "--category", "comit"}, 2).status, 2);
        QCOMPARE(run(call + QStringList{account, "--amount", "1"}, 2).status, 2);
        const Json due = forecast({"--quarter", "2026Q4", "--since", "2026-10-01"});
        QCOMPARE(
            keysOf(due), (QStringList{"author", "closing", "currency", "from", "opening", "quarter", "steps", "to"}));
        QCOMPARE(due["opening"], 1000.0);
        QCOMPARE(due["closing"], 1000.0);
        QCOMPARE(due["steps"].size(), std::size_t(8));
        QVERIFY(due["author"].is_null());
        const Json called = forecast({"--quarter", "2026Q4", "--since", "2026-10-01", "--author", "Ann"});
        QCOMPARE(called["opening"], 0.0);
        QCOMPARE(called["closing"], 800.5);
        QCOMPARE(called["steps"][5]["step"], "amount_up");
        QCOMPARE(called["steps"][5]["amount"], 800.5);
        QCOMPARE(called["steps"][5]["count"], 1);
        QCOMPARE(called["steps"][5]["renewals"][0]["then"], 0.0);
        QVERIFY(
            run({"forecast", m_workspace, "--quarter", "2026Q4", "--since", "2026-10-01"}).out.contains("pulled_in"));
        QCOMPARE(run({"forecast", m_workspace, "--quarter", "2026Q4", "--submit", "Nobody"}, 2).status, 2);
        QCOMPARE(forecast({"--quarter", "2026Q4", "--submissions"})["submissions"].size(), std::size_t(0));
        QCOMPARE(run({"forecast", m_workspace, "--quarter", "2026Q4", "--since", "2026-W44"}, 1).status, 1);
    }

    void wrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const QString sql = QStringLiteral("SELECT 1 AS due, 1 AS p");
        QTest::newRow("nothing to forecast") << QStringList{"forecast", "W"} << 2;
        QTest::newRow("both") << QStringList{"forecast", "W", "--quarter", "2026Q4", "--sql", sql} << 2;
        QTest::newRow("quarter") << QStringList{"forecast", "W", "--quarter", "2026-10"} << 2;
        QTest::newRow("rho above 1") << QStringList{"forecast", "W", "--quarter", "2026Q4", "--rho", "1.1"} << 2;
        QTest::newRow("rho below 0") << QStringList{"forecast", "W", "--sql", sql, "--rho", "-0.1"} << 2;
        QTest::newRow("seed") << QStringList{"forecast", "W", "--sql", sql, "--seed", "-1"} << 2;
        QTest::newRow("day") << QStringList{"forecast", "W", "--quarter", "2026Q4", "--as-of", "today"} << 2;
        QTest::newRow("accuracy of a query") << QStringList{"forecast", "W", "--sql", sql, "--accuracy"} << 2;
        QTest::newRow("since and accuracy")
            << QStringList{"forecast", "W", "--quarter", "2026Q4", "--accuracy", "--since", "2026-10-01"} << 2;
        QTest::newRow("since a later day")
            << QStringList{"forecast", "W", "--quarter", "2026Q4", "--since", "2026-11-01"} << 2;
        for (const auto &[since, status] :
            QList<QPair<QString, int>>{{"x", 2}, {"2026-13-01", 2}, {"2026-W4", 2}, {"2026-w44", 2}, {"2026-W00", 2},
                {"2026-W54", 2}, {"2O26-W44", 2}, {"2026-W4x", 2}, {"2026-W01", 1}, {"2026-W53", 1}})
            QTest::newRow(qPrintable("since " + since))
                << QStringList{"forecast", "W", "--quarter", "2026Q4", "--since", since} << status;
        QTest::newRow("author of nothing") << QStringList{"forecast", "W", "--quarter", "2026Q4", "--author", "x"} << 2;
        QTest::newRow("no p") << QStringList{"forecast", "W", "--sql", "SELECT 1 AS due"} << 1;
        QTest::newRow("p above 1") << QStringList{"forecast", "W", "--sql", "SELECT 1 AS due, 1.1 AS p"} << 1;
        QTest::newRow("due below 0") << QStringList{"forecast", "W", "--sql", "SELECT -1 AS due, 1 AS p"} << 1;
        QTest::newRow("no period") << QStringList{"expansion", "W"} << 2;
        QTest::newRow("a year") << QStringList{"expansion", "W", "--period", "2026"} << 2;
        QTest::newRow("dimension") << QStringList{"expansion", "W", "--period", "2026Q4", "--by", "x"} << 2;
    }
    void wrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        arguments[1] = m_workspace;
        const QdeckRun done = run(arguments, status);
        QCOMPARE(done.status, status);
        QVERIFY(done.out.isEmpty() && !done.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQdeckForecast)
#include "tst_qdeck_forecast.moc"
