#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// ttv, funnel, cohort and survival of customers, from imported files to JSON (CONTRACT-ROOMS section 3). The rules are
/// core's tests'.
class TestQdeckLifecycle : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;

private slots:
    /// Acme has its value after 30 days; Birch left after 59 without it; Cedar is open at 90, its opportunity closed 12
    /// days before it began.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        const auto file = [&](const char *name, const QByteArray &text) {
            writeFile(m_dir, QStringLiteral("data/%1.csv").arg(QLatin1String(name)), text);
        };
        file("crm.accounts",
            "account_id,name,domain,segment,owner,churn_reason\nA,Acme,acme.example,SMB,Mia,\n"
            "B,Birch,birch.example,SMB,Mia,Price\n"
            "C,Cedar,cedar.example,,Lee,\n");
        file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2026-01-01,,1000.00\n"
            "2,B,2026-01-01,2026-02-28,500.00\n3,C,2026-08-02,,200.00\n");
        file("crm.milestones",
            "account_id,milestone,due_date,completed_date\nA,first_value,2026-02-15,2026-01-31\n"
            "A,handoff,2026-01-10,2026-01-12\nB,handoff,2026-01-10,\n");
        file("crm.lifecycle",
            "account_id,stage,entered_date\nA,onboarding,2026-01-01\nA,adoption,2026-01-31\n"
            "B,onboarding,2026-01-05\nC,onboarding,2026-08-02\n");
        file("crm.opportunities",
            "opportunity_id,account_id,type,created_date,close_date,is_closed,is_won\n"
            "o1,A,new,2025-10-01,2025-12-22,true,true\no2,C,new,2026-01-01,2026-07-21,true,true\n");
        file("crm.usage",
            "account_id,date,feature,active_users,events\nA,2026-01-05,,3,10\nA,2026-02-05,,3,0\n"
            "A,2026-03-05,,3,4\nB,2026-01-05,reports,1,2\nB,2026-02-05,reports,1,2\n");
        file("crm.assignments", "account_id,csm_id,start_date\nA,Mia,2026-01-01\nA,Lee,2026-10-11\n");
        QCOMPARE(run({"init", m_workspace}).status, 0);
        QCOMPARE(
            run({"import", m_workspace, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
        QCOMPARE(run({"identity", m_workspace, "--auto"}).status, 0);
    }

    /// S is 2/3 at 30; nobody has it later.
    void timeToValue()
    {
        const Json found = run({"ttv", m_workspace, "--json"}).json();
        QCOMPARE(found["as_of"], "2026-10-31");
        QCOMPARE(found["clock"], "contract");
        QCOMPARE(found["milestone"], "first_value");
        QCOMPARE(found["groups"].size(), std::size_t(1));
        const Json row = found["groups"][0];
        QCOMPARE(row["group"], "total");
        QCOMPARE(row["n"], 3);
        QCOMPARE(row["completed"], 1);
        QCOMPARE(row["negative"], 0);
        QVERIFY(row["median"].is_null());
        QCOMPARE(row["within_30"].get<double>(), 1 - 2.0 / 3);
        QCOMPARE(row["within_60"].get<double>(), 1 - 2.0 / 3);
        QCOMPARE(row["within_90"].get<double>(), 1 - 2.0 / 3);
        const Json groups = run({"ttv", m_workspace, "--by", "segment", "--json"}).json()["groups"];
        QCOMPARE(groups.size(), std::size_t(2));
        QCOMPARE(groups[0]["group"], "(none)");
        QCOMPARE(groups[1]["group"], "SMB");
        QCOMPARE(groups[1]["median"], 30.0);
        QCOMPARE(run({"ttv", m_workspace, "--as-of", "2026-01-30", "--json"}).json()["groups"][0]["completed"], 0);
    }

    /// From the close Acme takes 40 days, and Cedar is open at 102.
    void anotherClock()
    {
        QCOMPARE(run({"settings", m_workspace, "ttv.clock", "close"}).status, 0);
        const Json found = run({"ttv", m_workspace, "--json"}).json();
        QCOMPARE(run({"settings", m_workspace, "ttv.clock", "kickoff"}).status, 0);
        const Json nobody = run({"ttv", m_workspace, "--json"}).json();
        QCOMPARE(run({"settings", m_workspace, "ttv.clock", ""}).status, 0);
        QCOMPARE(found["clock"], "close");
        QCOMPARE(found["groups"][0]["n"], 2);
        QCOMPARE(found["groups"][0]["median"], 40.0);
        QCOMPARE(nobody["groups"].dump(),
            std::string(R"([{"completed":0,"group":"total","median":null,"n":0,"negative":0,"within_30":null,)"
                        R"("within_60":null,"within_90":null}])"));
        QCOMPARE(runQdeck({"settings", m_workspace, "ttv.clock", "sunrise"}).status, 2);
    }

    void funnel()
    {
        const QStringList ask{"funnel", m_workspace, "--from", "2026-01-01", "--to", "2026-01-31", "--json"};
        const Json found = run(ask).json();
        QCOMPARE(found["stages"].size(), std::size_t(4));
        QCOMPARE(found["stages"][0].dump(),
            std::string(R"({"entered":2,"group":"total","in_stage":2,"median_days":30.0,"moved_on":1,"rate":0.5,)"
                        R"("stage":"onboarding","stuck":null})"));
        QCOMPARE(found["stages"][1].dump(),
            std::string(R"({"entered":1,"group":"total","in_stage":1,"median_days":null,"moved_on":0,"rate":0.0,)"
                        R"("stage":"adoption","stuck":null})"));
        QCOMPARE(found["stages"][3]["stage"], "renewal");
        QVERIFY(found["stages"][3]["rate"].is_null());
        QCOMPARE(found["handoff"].dump(), std::string(R"({"done":1,"due":2,"rate":0.5})"));
        QCOMPARE(found["milestones"].dump(), std::string(R"({"accounts":2,"rate":1.0,"with":2})"));
        QCOMPARE(run({"settings", m_workspace, "lifecycle.sla_days.onboarding", "90"}).status, 0);
        QCOMPARE(run(ask).json()["stages"][0]["stuck"], 1); // Cedar is in it for exactly 90 days
        QCOMPARE(run({"settings", m_workspace, "lifecycle.sla_days.onboarding", "89"}).status, 0);
        QCOMPARE(run(ask).json()["stages"][0]["stuck"], 2);
        QVERIFY(run({"settings", m_workspace}).out.contains("lifecycle.sla_days.onboarding = 89"));
        const Json groups = run(ask + QStringList{"--by", "segment"}).json()["stages"];
        QCOMPARE(groups.size(), std::size_t(8));
        QCOMPARE(groups[0]["group"], "(none)");
        QCOMPARE(groups[4]["group"], "SMB");
    }

    /// Months with events above 0: January both, February Birch alone, March Acme; the rest none.
    void usageCohorts()
    {
        const QStringList ask{"cohort", m_workspace, "--measure", "usage", "--as-of", "2026-04-30"};
        const Json found = run(ask).json();
        QCOMPARE(found["measure"], "usage");
        QCOMPARE(found["base"], "start");
        QCOMPARE(found["rows"][0]["values"].dump(), std::string("[1.0,0.5,0.5,0.0]"));
        QCOMPARE(run(ask + QStringList{"--base", "previous"}).json()["rows"][0]["values"].dump(),
            std::string("[null,0.5,1.0,0.0]"));
        QCOMPARE(run(ask + QStringList{"--base", "previous", "--csv"}).out.split('\n')[1],
            QByteArray("2026-01,2,1500.00,0,"));
        const Json blocks =
            run({"cohort", m_workspace, "--measure", "logo", "--group", "segment", "--as-of", "2026-08-31"}).json();
        QCOMPARE(blocks["group"], "segment");
        QCOMPARE(blocks["rows"].size(), std::size_t(2));
        QCOMPARE(blocks["rows"][0]["group"], "(none)");
        QCOMPARE(blocks["rows"][0]["cohort"], "2026-08");
        QCOMPARE(blocks["rows"][0]["values"].dump(), std::string("[1.0]"));
        QCOMPARE(blocks["rows"][1]["group"], "SMB");
    }

    void customersLives()
    {
        const Json found = run({"survival", m_workspace, "--json"}).json();
        QCOMPARE(found["as_of"], "2026-10-31");
        QCOMPARE(found["groups"].size(), std::size_t(1));
        const Json total = found["groups"][0];
        QCOMPARE(total["group"], "total");
        QCOMPARE(total["n"], 3);
        QCOMPARE(total["events"], 1);
        QCOMPARE(total["curve"][0]["t"], 59.0); // Birch; Cedar at 90, Acme at 303
        QCOMPARE(total["curve"][0]["n_risk"], 3);
        QCOMPARE(total["curve"].size(), std::size_t(3));
        QVERIFY(found["log_rank"].is_null());
        const Json bySegment =
            run({"survival", m_workspace, "--by", "segment", "--strata", "owner", "--as-of", "2026-02-28", "--json"})
                .json();
        QCOMPARE(bySegment["groups"].size(), std::size_t(1)); // Cedar starts later
        QCOMPARE(bySegment["groups"][0]["group"], "SMB");
        QCOMPARE(bySegment["groups"][0]["events"], 0);
        const auto firstTime = [&](const char *event) {
            return run({"survival", m_workspace, "--after", event, "--json"}).json()["groups"][0]["curve"][0]["t"];
        };
        QCOMPARE(firstTime("milestone:first_value"), 273.0);
        QCOMPARE(firstTime("csm_change"), 20.0);
        QCOMPARE(firstTime("stage:adoption"), 273.0);
        QCOMPARE(run({"survival", m_workspace, "--after", "sponsor_lost", "--json"}).json()["groups"].size(),
            std::size_t(0));
    }

    /// Birch is in force on the last day of February, and so leaves in March.
    void churnByReason()
    {
        const QStringList ask{"movements", m_workspace, "--from", "2026-02", "--to", "2026-04", "--by", "segment"};
        QVERIFY(!run(ask).json().contains("churn_reasons"));
        const Json found = run(ask + QStringList{"--churn-reasons"}).json();
        QCOMPARE(found["churn_reasons"].dump(),
            std::string(R"([{"churn":500.0,"churned_logos":1,"month":"2026-03","reason":"Price"}])"));
        QCOMPARE(runQdeck(ask + QStringList{"--churn-reasons", "--csv"}).status, 2);
    }

    void tables()
    {
        QVERIFY(run({"ttv", m_workspace}).out.contains("From contract to first_value, as of 2026-10-31"));
        QVERIFY(run({"funnel", m_workspace, "--from", "2026-01-01", "--to", "2026-01-31"}).out.contains("onboarding"));
        QVERIFY(run({"survival", m_workspace, "--by", "segment"}).out.contains("Log-rank: chi-square"));
        // Of twelve that end one a day, the fourth leaves nine.
        const QByteArray twelve = run({"survival", m_workspace, "--sql",
                                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                                          "12) SELECT i AS duration, 1 AS event FROM n"})
                                      .out;
        QVERIFY2(twelve.contains("Fewer than 10 at risk: total from 4.0"), twelve.constData());
    }

    void theSameDataGiveTheSameBytes()
    {
        const QStringList ask{"funnel", m_workspace, "--from", "2026-01-01", "--to", "2026-10-31", "--json"};
        QCOMPARE(run(ask).out, run(ask).out);
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const QStringList window{"--from", "2026-01-01", "--to", "2026-01-31"};
        QTest::newRow("ttv: no dimension") << QStringList{"ttv", "W", "--by", "colour"} << 2;
        QTest::newRow("ttv: several products") << QStringList{"ttv", "W", "--by", "product"} << 0;
        QTest::newRow("ttv: by path") << QStringList{"ttv", "W", "--by", "onboarding_path"} << 0;
        QTest::newRow("funnel: several products")
            << QStringList{"funnel", "W"} + window + QStringList{"--by", "product"} << 2;
        QTest::newRow("survival: by lead source") << QStringList{"survival", "W", "--by", "lead_source"} << 0;
        QTest::newRow("cox: neither customers nor a query") << QStringList{"cox", "W"} << 2;
        QTest::newRow("cox: no dimension") << QStringList{"cox", "W", "--by", "segment,colour"} << 2;
        QTest::newRow("cox: by product") << QStringList{"cox", "W", "--by", "product"} << 2;
        QTest::newRow("survival: no rows")
            << QStringList{"survival", "W", "--sql", "SELECT 1 AS duration, 1 AS event WHERE 0"} << 0;
        QTest::newRow("ttv: no day") << QStringList{"ttv", "W", "--as-of", "2026-02-29"} << 2;
        QTest::newRow("ttv: help") << QStringList{"ttv", "--help"} << 0;
        QTest::newRow("ttv: no workspace") << QStringList{"ttv", "nowhere.qdeck"} << 1;
        QTest::newRow("funnel: no window") << QStringList{"funnel", "W"} << 2;
        QTest::newRow("funnel: a month") << QStringList{"funnel", "W", "--from", "2026-01", "--to", "2026-01-31"} << 2;
        QTest::newRow("funnel: an empty day") << QStringList{"funnel", "W", "--from", "", "--to", "2026-01-31"} << 2;
        QTest::newRow("funnel: ends before it begins")
            << QStringList{"funnel", "W", "--from", "2026-02-01", "--to", "2026-01-31"} << 2;
        QTest::newRow("funnel: one day") << QStringList{"funnel", "W", "--from", "2026-01-31", "--to", "2026-01-31"}
                                         << 0;
        QTest::newRow("funnel: no dimension") << QStringList{"funnel", "W"} + window + QStringList{"--by", "x"} << 2;
        QTest::newRow("cohort: no base") << QStringList{"cohort", "W", "--measure", "nrr", "--base", "first"} << 2;
        QTest::newRow("cohort: no group") << QStringList{"cohort", "W", "--measure", "nrr", "--group", "x"} << 2;
        QTest::newRow("cohort: one to compare")
            << QStringList{"cohort", "W", "--measure", "nrr", "--compare", "2026-01"} << 2;
        QTest::newRow("cohort: a place without a comparison")
            << QStringList{"cohort", "W", "--measure", "nrr", "--at", "1"} << 2;
        QTest::newRow("economics: no dimension")
            << QStringList{"economics", "W", "--from", "2026-01", "--to", "2026-09", "--by", "x"} << 2;
        QTest::newRow("economics: an empty window")
            << QStringList{"economics", "W", "--from", "2026-09", "--to", "2026-09"} << 2;
        QTest::newRow("survival: no event") << QStringList{"survival", "W", "--after", "milestone"} << 2;
        QTest::newRow("survival: strata by product") << QStringList{"survival", "W", "--strata", "product"} << 2;
        QTest::newRow("survival: no dimension") << QStringList{"survival", "W", "--by", "x"} << 2;
        QTest::newRow("survival: query and customers")
            << QStringList{"survival", "W", "--sql", "SELECT 1 AS duration, 1 AS event", "--by", "segment"} << 2;
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^W$")), m_workspace);
        QCOMPARE(runQdeck(arguments).status, status);
    }

    /// January: Acme 1,000 stays, Birch 500 is gone at the end of March; August: Cedar 200. Of both after two months
    /// 1,200 of 1,700 is left; Birch pulls January down by (0 - 500 x 12/17) / 1,500.
    void comparedCohorts()
    {
        const Json found =
            run({"cohort", m_workspace, "--measure", "nrr", "--compare", "2026-01,2026-08", "--at", "2"}).json();
        QCOMPARE(found["a_value"].get<double>(), 1000.0 / 1500);
        QCOMPARE(found["b_value"].get<double>(), 1.0);
        QCOMPARE(found["a_n"], 2);
        QCOMPARE(found["customers"].size(), std::size_t(3));
        double sum = 0;
        for (const Json &customer : found["customers"])
            sum += customer["part"].get<double>();
        QVERIFY(std::abs(sum - found["difference"].get<double>()) < 1e-12);
        const Json &cedar = found["customers"][0]; // -(200 - 200 x 12/17) / 200, more than Birch's -0.235
        QCOMPARE(cedar["cohort"], "2026-08");
        QVERIFY(std::abs(cedar["part"].get<double>() + 5.0 / 17) < 1e-12);
    }

    /// Without a team there are no hours, and a note says so; ARR is told all the same.
    void economics()
    {
        const Json found =
            run({"economics", m_workspace, "--from", "2026-01", "--to", "2026-09", "--by", "segment", "--json"}).json();
        QCOMPARE(found["rows"][0]["group"], "total");
        QCOMPARE(found["rows"][0]["customers"], 2);
        QCOMPARE(found["rows"][0]["left"], 1);
        QCOMPARE(found["rows"][0]["kept"], 1000.0);
        QVERIFY(found["rows"][0]["hours"].is_null() && found["cost_per_hour"].is_null());
        QCOMPARE(found["notes"].size(), std::size_t(1));
        QCOMPARE(run({"economics", m_workspace, "--from", "2026-01", "--to", "2026-09"}).status, 0);
    }

    void withoutData()
    {
        const QString empty = m_dir.filePath(QStringLiteral("empty.qdeck"));
        QCOMPARE(run({"init", empty}).status, 0);
        for (const QStringList &ask : {QStringList{"ttv", empty}, QStringList{"survival", empty},
                 QStringList{"funnel", empty, "--from", "2026-01-01", "--to", "2026-01-31"}})
            QCOMPARE(runQdeck(ask).status, 1);
        writeFile(m_dir, QStringLiteral("contracts/crm.accounts.csv"), "account_id,name\nA,Acme\n");
        writeFile(m_dir, QStringLiteral("contracts/crm.subscriptions.csv"),
            "subscription_id,account_id,start_date,arr\n1,A,2026-01-01,100.00\n");
        QCOMPARE(
            run({"import", empty, m_dir.filePath(QStringLiteral("contracts")), "--as-of", "2026-10-31"}).status, 0);
        QCOMPARE(runQdeck({"cohort", empty, "--measure", "usage"}).status, 1);
        const Json funnel = run({"funnel", empty, "--from", "2026-01-01", "--to", "2026-01-31", "--json"}).json();
        QCOMPARE(funnel["stages"].size(), std::size_t(4)); // nobody was in any
        QCOMPARE(funnel["stages"][0]["entered"], 0);
        QCOMPARE(funnel["handoff"]["due"], 1);
    }
};

QTEST_GUILESS_MAIN(TestQdeckLifecycle)
#include "tst_qdeck_lifecycle.moc"
