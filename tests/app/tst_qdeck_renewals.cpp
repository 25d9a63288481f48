#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// qdeck renewals from imported files to JSON and CSV (CONTRACT-ROOMS section 3). The rules are core's tests'.
class TestQdeckRenewals : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;

    /// Of the window July to October 2026.
    [[nodiscard]] QStringList ask(const QStringList &more = {}) const
    {
        return QStringList{"renewals", m_workspace, "--from", "2026-07-01", "--to", "2026-10-31"} + more;
    }
    [[nodiscard]] static Json contract(const Json &found, const char *account)
    {
        for (const Json &each : found["contracts"]) {
            if (each["account"] == account)
                return each;
        }
        return {};
    }

private slots:
    /// A renewed on time for less, B too late for more, C lost, D pending, E due in December, F without a date.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,domain,owner,segment,renewal_date\n"
            "A,Acme,acme.example,Mia,SMB,\nB,Birch,birch.example,Mia,SMB,\nC,Cedar,cedar.example,Mia,Enterprise,\n"
            "D,Dell,dell.example,Lee,Enterprise,\nE,Elm,elm.example,Mia,,2026-12-30\nF,Fig,fig.example,,,\n");
        writeFile(m_dir, QStringLiteral("data/people.csms.csv"),
            "csm_id,name,start_date,end_date\nm1,Mia,2020-01-01,\nm2,Lee,2020-01-01,2026-09-30\n");
        writeFile(m_dir, QStringLiteral("data/crm.subscriptions.csv"),
            "subscription_id,account_id,product,start_date,end_date,created_date,arr,auto_renew\n"
            "a1,A,Core,2025-08-01,2026-07-31,2025-07-20,1000.00,true\n"
            "a2,A,Core,2026-08-01,2027-07-31,2026-07-10,800.00,true\n"
            "b1,B,Core,2025-08-01,2026-07-31,2025-07-20,500.00,false\n"
            "b2,B,Core,2026-08-01,2027-07-31,2026-08-10,700.00,false\n"
            "c1,C,Core,2025-09-01,2026-08-31,2025-08-20,300.00,false\n"
            "d1,D,Plus,2025-10-21,2026-10-20,2025-10-01,200.00,false\n"
            "e1,E,Plus,2026-01-01,2026-12-31,2025-12-01,50.00,false\n"
            "f1,F,Plus,2026-01-01,,2025-12-01,20.00,false\n");
        writeFile(m_dir, QStringLiteral("data/crm.opportunities.csv"),
            "opportunity_id,account_id,subscription_id,type,stage,amount,created_date,close_date,is_closed,is_won\n"
            "oa,A,a1,renewal,Won,800.00,2026-05-01,2026-07-31,true,true\n"
            "od,D,,renewal,Open,250.00,2026-06-01,2026-11-15,false,false\n"
            "oe,E,e1,renewal,Open,50.00,2026-09-01,2026-12-15,false,false\n");
        writeFile(m_dir, QStringLiteral("data/crm.risks.csv"),
            "account_id,date,author,status,next_action\nE,2026-10-01,mia,monitor,Call them\n");
        QCOMPARE(run({"init", m_workspace}).status, 0);
        QCOMPARE(
            run({"import", m_workspace, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
    }

    void rows()
    {
        const Json found = run(ask()).json();
        QCOMPARE(keysOf(found),
            (QStringList{"as_of", "contracts", "currency", "definitions", "disagreements", "hygiene", "open_ended",
                "readiness", "risk_coverage", "rows", "source", "undated"}));
        QCOMPARE(found["definitions"].dump(),
            std::string(R"({"on_time_renewal_rate":1,"renewal_hygiene":1,"renewal_rate":1,"renewal_rate_logos":1,)"
                        R"("renewal_readiness":1,"risk_coverage":1})"));
        QCOMPARE(found["rows"].size(), std::size_t(1));
        QCOMPARE(found["rows"][0].dump(),
            std::string(R"({"auto":1,"due":4,"due_arr":2000.0,"group":"total","lost":1,"lost_arr":300.0,"on_time":1,)"
                        R"("on_time_rate":0.5,"pending":1,"pending_arr":200.0,"rate_arr":0.7222222222222222,)"
                        R"("rate_logos":0.6666666666666666,"renewed":2,"renewed_arr":1500.0,"retained_arr":1300.0})"));
    }

    /// All came in one import of 2026-10-31.
    void strictlyKnown()
    {
        const auto on = [&](const char *day) { return run(ask({"--as-of", day, "--strict-known"}), 0).json(); };
        const Json whole = run(ask()).json();
        QCOMPARE(on("2026-10-30")["rows"][0]["due"], 0);
        QCOMPARE(on("2026-10-31")["rows"], whole["rows"]);
        QCOMPARE(on("2026-10-31")["contracts"], whole["contracts"]);
    }

    void contracts()
    {
        Json found = run(ask({"--json"})).json();
        QCOMPARE(found["contracts"].size(), std::size_t(4));
        const Json accounts = run({"accounts", m_workspace, "--json"}).json()["accounts"];
        const auto idOf = [&](const char *name) {
            for (const Json &each : accounts) {
                if (each["name"] == name)
                    return each["account"].get<std::string>();
            }
            return std::string();
        };
        const Json acme = contract(found, idOf("Acme").c_str());
        QCOMPARE(keysOf(acme),
            (QStringList{
                "account", "due_arr", "due_date", "exceptions", "on_time", "opportunity_id", "renewed_arr", "state"}));
        QCOMPARE(acme["due_date"], "2026-07-31");
        QCOMPARE(acme["due_arr"], 1000.0);
        QCOMPARE(acme["state"], "renewed");
        QCOMPARE(acme["renewed_arr"], 800.0);
        QCOMPARE(acme["on_time"], true);
        QCOMPARE(acme["opportunity_id"], "oa");
        QCOMPARE(acme["exceptions"].dump(), std::string(R"(["auto_renew_no_notice_date"])"));
        const Json birch = contract(found, idOf("Birch").c_str());
        QCOMPARE(birch["on_time"], false);
        QCOMPARE(birch["exceptions"].dump(), std::string(R"(["no_opportunity"])"));
        const Json cedar = contract(found, idOf("Cedar").c_str());
        QCOMPARE(cedar["state"], "lost");
        QVERIFY(cedar["on_time"].is_null() && cedar["opportunity_id"].is_null());
        const Json dell = contract(found, idOf("Dell").c_str());
        QCOMPARE(dell["state"], "pending");
        QCOMPARE(dell["opportunity_id"], "od");
        QCOMPARE(dell["exceptions"].dump(),
            std::string(R"(["owner_left","close_after_expiry","amount_differs","past_due_open"])"));
        QCOMPARE(found["undated"].size(), std::size_t(1));
        QCOMPARE(found["undated"][0]["account"], idOf("Fig"));
        QCOMPARE(found["undated"][0]["exceptions"].dump(), std::string(R"(["no_date"])"));
        QCOMPARE(found["open_ended"].size(), std::size_t(1));
        QCOMPARE(found["open_ended"][0]["account"], idOf("Fig"));
        found["open_ended"][0].erase("account");
        QCOMPARE(found["open_ended"][0].dump(),
            std::string(R"({"arr":20.0,"kind":"evergreen","start_date":"2026-01-01","subscription_id":"f1"})"));
    }

    void ahead()
    {
        const Json found = run(ask()).json();
        QCOMPARE(found["risk_coverage"].dump(),
            std::string(R"([{"covered":1,"covered_arr":50.0,"due":1,"due_arr":50.0,"rate":1.0,"window":120},)"
                        R"({"covered":1,"covered_arr":50.0,"due":1,"due_arr":50.0,"rate":1.0,"window":90},)"
                        R"({"covered":0,"covered_arr":0.0,"due":0,"due_arr":0.0,"rate":null,"window":60}])"));
        QCOMPARE(found["hygiene"].dump(), std::string(R"({"complete":1,"due":2,"rate":0.5})")); // Elm; Fig has no date
    }

    /// Elm alone is due in December: risk and action are there, but no reason, and nobody met an executive.
    void readiness()
    {
        const Json found =
            run({"renewals", m_workspace, "--from", "2026-12-01", "--to", "2026-12-31", "--as-of", "2026-10-31"})
                .json();
        QCOMPARE(found["readiness"].dump(),
            std::string(R"([{"checkpoint":180,"due":1,"rate":0.0,"ready":0},{"checkpoint":120,"due":1,"rate":0.0,)"
                        R"("ready":0},{"checkpoint":90,"due":1,"rate":0.0,"ready":0},{"checkpoint":60,"due":0,)"
                        R"("rate":null,"ready":0},{"checkpoint":30,"due":0,"rate":null,"ready":0}])"));
        QCOMPARE(found["disagreements"].dump(), std::string("[]"));
    }

    void groups()
    {
        const Json bySegment = run(ask({"--by", "segment"})).json()["rows"];
        QCOMPARE(bySegment.size(), std::size_t(3));
        QCOMPARE(bySegment[1]["group"], "Enterprise");
        QCOMPARE(bySegment[1]["due_arr"], 500.0);
        QCOMPARE(bySegment[2]["group"], "SMB");
        const Json byProduct = run(ask({"--by", "product"})).json()["rows"];
        QCOMPARE(byProduct[1]["group"], "Core");
        QCOMPARE(byProduct[2]["group"], "Plus");
        QCOMPARE(byProduct[2]["pending_arr"], 200.0);
        const Json byMonth = run(ask({"--by", "month"})).json()["rows"];
        QCOMPARE(byMonth.size(), std::size_t(4));
        QCOMPARE(byMonth[1]["group"], "2026-07"); // Acme and Birch
        QCOMPARE(byMonth[1]["due_arr"], 1500.0);
        QCOMPARE(byMonth[3]["group"], "2026-10");
        const Json byQuarter = run(ask({"--by", "quarter"})).json()["rows"];
        QCOMPARE(byQuarter[1]["group"], "2026Q3");
        QCOMPARE(byQuarter[1]["due"], 3);
        QCOMPARE(byQuarter[2]["due_arr"], 200.0);
        const Json byRisk = run({"renewals", m_workspace, "--from", "2026-08-01", "--to", "2026-12-31", "--by", "risk"})
                                .json()["rows"]; // only Elm was judged
        QCOMPARE(byRisk.size(), std::size_t(3));
        QCOMPARE(byRisk[1]["group"], "monitor");
        QCOMPARE(byRisk[1]["due_arr"], 50.0);
        QCOMPARE(byRisk[2]["group"], "(none)");
        QCOMPARE(byRisk[2]["due"], 2);
        const QByteArray csv = run(ask({"--by", "segment", "--csv"})).out;
        QCOMPARE(csv.split('\n')[0],
            QByteArray("group,due,due_arr,renewed,renewed_arr,retained_arr,lost,lost_arr,pending,pending_arr,auto,"
                       "rate_logos,rate_arr,on_time,on_time_rate"));
        QCOMPARE(csv.split('\n')[2], QByteArray("Enterprise,2,500.0,0,0.0,0.0,1,300.0,1,200.0,0,0.0,0.0,0,"));
    }

    /// Every exception is a line of a file for the CRM, which knows Dell as D; the answer is the same, and the log has
    /// it.
    void exceptionsAsAFile()
    {
        const QString path = m_dir.filePath(QStringLiteral("wrong.csv"));
        const QdeckRun done = run(ask({"--exceptions", path}));
        QCOMPARE(done.out, run(ask()).out);
        QVERIFY2(done.err.contains("wrong.csv: 8 exceptions"), done.err.constData());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 1 + 8 + 1); // header, exceptions, and what stands behind the last line end
        QCOMPARE(lines[0],
            QByteArray("CRM Id,Company Id,Company Name,Owner,Segment,Region,Renewal Date,ARR,Currency,"
                       "State,Opportunity Id,Exception,What To Do"));
        QVERIFY(lines.contains("D,,Dell,Lee,Enterprise,,2026-10-20,200.00,USD,pending,od,close_after_expiry,Move the "
                               "close date before the term ends"));
        QVERIFY(lines.contains("F,,Fig,,,,,,,,,no_date,Set a renewal date"));
        const QByteArray logged =
            run({"query", m_workspace, "SELECT count(*) FROM audit_log WHERE action = 'export renewal exceptions'",
                    "--csv"})
                .out;
        QVERIFY2(logged.contains("\n1"), logged.constData());
        QVERIFY(runQdeck(ask({"--exceptions", m_workspace})).status > 0); // never over the workspace
        QCOMPARE(run(ask({"--pii"}), 2).status, 2);
    }

    /// On 31 July nobody knows of Birch's new contract, nor that Cedar will be lost.
    void aPastDay()
    {
        const Json found = run(ask({"--as-of", "2026-07-31"})).json();
        QCOMPARE(found["as_of"], "2026-07-31");
        QCOMPARE(found["rows"][0]["renewed"], 1);
        QCOMPARE(found["rows"][0]["pending"], 3);
        QCOMPARE(found["rows"][0]["lost"], 0);
    }

    /// A rate that many due dates used is warned about once, by its oldest use: of a day long past too.
    void anOldRateIsSaidOnce()
    {
        const QString w = m_dir.filePath(QStringLiteral("rates.qdeck"));
        QCOMPARE(run({"init", w, "--currency", "USD"}).status, 0);
        writeFile(m_dir, QStringLiteral("rates/crm.accounts.csv"), "account_id,name\nA,Acme\nB,Birch\n");
        writeFile(m_dir, QStringLiteral("rates/crm.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr,currency\n1,A,2025-01-01,2026-03-20,100,EUR\n"
            "2,B,2025-01-01,2026-03-31,100,EUR\n3,B,2026-04-01,,100,EUR\n");
        writeFile(m_dir, QStringLiteral("rates/finance.fx_rates.csv"),
            "currency,date,rate\nEUR,2026-01-01,1.1\nEUR,2026-10-15,1.2\n");
        QCOMPARE(run({"import", w, m_dir.filePath(QStringLiteral("rates")), "--as-of", "2026-10-31"}).status, 0);
        const QdeckRun asked = run({"renewals", w, "--from", "2026-03-01", "--to", "2026-03-31"});
        QCOMPARE(asked.err, QByteArray("qdeck: The rate of EUR used on 2026-03-31 is of 2026-01-01, 89 days old.\n"));
    }

    void theSameDataGiveTheSameBytes() { QCOMPARE(run(ask()).out, run(ask()).out); }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const QStringList fine{"renewals", "W", "--from", "2026-07-01", "--to", "2026-10-31"};
        QTest::newRow("no window") << QStringList{"renewals", "W"} << 2;
        QTest::newRow("no end") << QStringList{"renewals", "W", "--from", "2026-07-01"} << 2;
        QTest::newRow("a month") << QStringList{"renewals", "W", "--from", "2026-07", "--to", "2026-10-31"} << 2;
        QTest::newRow("an empty day") << QStringList{"renewals", "W", "--from", "", "--to", "2026-10-31"} << 2;
        QTest::newRow("no such day") << QStringList{"renewals", "W", "--from", "2026-02-29", "--to", "2026-10-31"} << 2;
        QTest::newRow("ends before it begins")
            << QStringList{"renewals", "W", "--from", "2026-07-02", "--to", "2026-07-01"} << 2;
        QTest::newRow("one day") << QStringList{"renewals", "W", "--from", "2026-07-31", "--to", "2026-07-31"} << 0;
        QTest::newRow("no dimension") << fine + QStringList{"--by", "colour"} << 2;
        QTest::newRow("a negative tolerance") << fine + QStringList{"--date-tolerance", "-1"} << 2;
        QTest::newRow("csv and json") << fine + QStringList{"--csv", "--json"} << 2;
        QTest::newRow("a wrong as-of") << fine + QStringList{"--as-of", "yesterday"} << 2;
        QTest::newRow("help") << QStringList{"renewals", "--help"} << 0;
        QTest::newRow("no workspace") << QStringList{"renewals", "nowhere.qdeck", "--from", "2026-07-01", "--to",
            "2026-10-31"} << 1;
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^W$")), m_workspace);
        QCOMPARE(runQdeck(arguments).status, status);
    }

    void withoutArr()
    {
        const QString empty = m_dir.filePath(QStringLiteral("empty.qdeck"));
        QCOMPARE(run({"init", empty}).status, 0);
        QCOMPARE(runQdeck({"renewals", empty, "--from", "2026-07-01", "--to", "2026-10-31"}).status, 1);
    }
};

QTEST_GUILESS_MAIN(TestQdeckRenewals)
#include "tst_qdeck_renewals.moc"
