#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// `qdeck health` on three accounts, worked out by hand (CONTRACT-ROOMS section 3).
class TestQdeckHealth : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_model;

    /// Acme (Enterprise), Birch and Cedar (SMB); Cedar ends on 2026-09-30.
    [[nodiscard]] QString workspace(const char *name)
    {
        const QString path = m_dir.filePath(QString::fromLatin1(name));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,segment,region\nA,Acme,Enterprise,EMEA\nB,Birch,SMB,EMEA\nC,Cedar,SMB,\nP,Prospect,SMB,"
            "EMEA\n");
        writeFile(m_dir, QStringLiteral("data/billing.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,,1000\n2,B,2025-01-01,,100\n"
            "3,C,2025-01-01,2026-09-30,100\n");
        writeFile(m_dir, QStringLiteral("data/billing.accounts.csv"),
            "account_id,name,crm_account_id\nA,Acme,A\nB,Birch,B\nC,Cedar,C\n");
        writeFile(m_dir, QStringLiteral("data/crm.tickets.csv"),
            "ticket_id,account_id,created_at,solved_at,csat\n1,A,2026-09-15,2026-09-20,5\n2,A,2026-10-15,2026-11-02,"
            "1\n");
        writeFile(m_dir, QStringLiteral("data/crm.surveys.csv"),
            "response_id,account_id,date,kind,score,respondent\n1,A,2026-06-01,nps,9,p\n2,B,2026-06-01,nps,9,p\n"
            "3,B,2026-10-10,nps,3,p\n4,C,2026-01-10,nps,5,p\n");
        writeFile(m_dir, QStringLiteral("data/crm.health_scores.csv"),
            "account_id,date,model,score,colour\nA,2026-05-01,V,80,green\nC,2026-07-01,V,40,yellow\n");
        m_model = writeFile(m_dir, QStringLiteral("house.json"),
            json("{'name': 'House', 'segments': [{'name': 'Enterprise', 'when': [{'field': 'segment', 'any_of': "
                 "['enterprise']}], 'signals': [{'signal': 'tickets_90', 'weight': 60, 'steps': [[0, 100], [1, 60], "
                 "[null, 10]]}, {'signal': 'nps', 'weight': 30, 'points': [[0, 0], [10, 100]]}, {'signal': "
                 "'overdue_days', "
                 "'weight': 10, 'steps': [[0, 100], [null, 0]]}]}, {'name': 'Others', 'when': [], 'signals': "
                 "[{'signal': "
                 "'nps', 'weight': 1, 'points': [[0, 0], [10, 100]]}]}]}"));
        run({"init", path}, 0);
        run({"import", path, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}, 0);
        run({"identity", path, "--auto"}, 0);
        return path;
    }
    static QdeckRun run(const QStringList &arguments, int status)
    {
        const QdeckRun done = runQdeck(arguments);
        if (done.status != status)
            qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
        return done.status == status ? done : QdeckRun{-1, "{}", {}};
    }

private slots:
    void scores()
    {
        const QString w = workspace("scores.qdeck");
        const Json found = run({"health", w, "--model", m_model, "--json"}, 0).json();
        QCOMPARE(keysOf(found),
            (QStringList{"as_of", "coverage", "definitions", "distribution", "model", "scores", "version"}));
        QCOMPARE(found["model"], "House");
        QCOMPARE(found["as_of"], "2026-10-31");
        QCOMPARE(found["definitions"].dump(), std::string(R"({"health_coverage":1,"health_score":1})"));
        QVERIFY(found["version"].is_null());
        QCOMPARE(found["scores"].size(), std::size_t(2)); // Cedar is gone, the prospect never was
        const Json &acme = found["scores"][0];
        QCOMPARE(
            keysOf(acme), (QStringList{"account", "colour", "coverage", "override", "score", "segment", "signals"}));
        QCOMPARE(acme["segment"], "Enterprise");
        QCOMPARE(acme["score"], (60.0 * 10 + 30 * 90) / 90);
        QCOMPARE(acme["colour"], "red");
        QCOMPARE(acme["coverage"], 0.9);
        QVERIFY(acme["override"].is_null());
        QCOMPARE(acme["signals"].dump(),
            json("[{'effective_weight':0.6666666666666666,'score':10.0,'signal':'tickets_90','state':'present','value':"
                 "2.0,"
                 "'weight':60.0},{'effective_weight':0.3333333333333333,'score':90.0,'signal':'nps','state':'present',"
                 "'value':9.0,'weight':30.0},{'effective_weight':0.0,'score':null,'signal':'overdue_days',"
                 "'state':'dropped','value':null,'weight':10.0}]")
                .toStdString());
        QCOMPARE(found["scores"][1]["score"], 30.0);
        QCOMPARE(found["distribution"].dump(), std::string(R"({"green":0,"none":0,"red":2,"yellow":0})"));
        QCOMPARE(found["coverage"].dump(), std::string(R"({"active":2,"rate":1.0,"scored":2})"));
        QVERIFY(run({"health", w, "--model", m_model}, 0).out.contains("Acme"));
        const Json before =
            run({"health", w, "--model", m_model, "--as-of", "2026-09-30", "--by", "region", "--json"}, 0).json();
        QCOMPARE(before["scores"].size(), std::size_t(3));
        QCOMPARE(before["scores"][0]["signals"][0]["value"], 1.0);
        QCOMPARE(before["by"][0]["group"], "(none)");
        QCOMPARE(before["by"][0]["yellow"], 1); // Cedar 50
        QCOMPARE(before["by"][1]["green"], 1); // Birch 90
        QCOMPARE(before["by"][1]["yellow"], 1); // Acme 70
        QCOMPARE(run({"health", w, "--model", m_model, "--json"}, 0).out,
            run({"health", w, "--model", m_model, "--json"}, 0).out);
    }

    /// All came in one import of 2026-10-31.
    void strictlyKnown()
    {
        const QString w = workspace("strict.qdeck");
        const auto scores = [&](const char *day) {
            return run({"health", w, "--model", m_model, "--as-of", day, "--strict-known", "--json"}, 0).json();
        };
        QVERIFY(scores("2026-10-30")["scores"].empty());
        QCOMPARE(scores("2026-10-31"), run({"health", w, "--model", m_model, "--json"}, 0).json());
    }

    /// Ten accounts of which none has a row on the last Sunday; by then they are red.
    void incidents()
    {
        const QString w = m_dir.filePath(QStringLiteral("incidents.qdeck"));
        QByteArray accounts = "account_id,name\n";
        QByteArray contracts = "subscription_id,account_id,start_date,end_date,arr\n";
        QByteArray usage = "account_id,date,feature,events\n";
        for (int i = 0; i < 10; ++i) {
            const QByteArray id = "K" + QByteArray::number(100 + i);
            accounts += id + ",Customer " + id + '\n';
            contracts += id + "s," + id + ",2025-01-01,,100\n";
            for (const char *day : {"2026-09-20", "2026-09-27", "2026-10-04", "2026-10-11"})
                usage += id + ',' + day + ",,50\n";
        }
        writeFile(m_dir, QStringLiteral("outage/crm.accounts.csv"), accounts);
        writeFile(m_dir, QStringLiteral("outage/crm.subscriptions.csv"), contracts);
        writeFile(m_dir, QStringLiteral("outage/crm.usage.csv"), usage);
        const QString model = writeFile(m_dir, QStringLiteral("recent.json"),
            json("{'name': 'Recent', 'segments': [{'name': 'All', 'signals': [{'signal': 'days_since_usage', 'weight': "
                 "1, 'steps': [[6, 100], [null, 0]]}]}]}"));
        run({"init", w}, 0);
        run({"import", w, m_dir.filePath(QStringLiteral("outage")), "--as-of", "2026-10-18"}, 0);
        const Json found = run({"health", w, "--model", model, "--incidents", "--json"}, 0).json();
        QCOMPARE(keysOf(found), (QStringList{"as_of", "currency", "incidents", "model", "quiet", "version"}));
        QCOMPARE(found["incidents"].size(), std::size_t(1));
        const Json &incident = found["incidents"][0];
        QCOMPARE(keysOf(incident),
            (QStringList{"accounts", "changed", "changed_arr", "expected", "fallen", "from", "input", "source", "to"}));
        QCOMPARE(incident["source"], "crm");
        QCOMPARE(incident["from"], "2026-10-18");
        QCOMPARE(incident["fallen"], 10);
        QCOMPARE(incident["changed"].size(), std::size_t(10));
        QCOMPARE(incident["changed"][0]["from"], "green"); // six days after the last row
        QCOMPARE(incident["changed"][0]["to"], "red"); // seven
        QCOMPARE(incident["changed_arr"], 1000.0);
        QVERIFY(run({"health", w, "--model", model}, 0).err.contains("10 of 10 accounts fell"));
        QVERIFY(run({"health", w, "--model", model, "--as-of", "2026-10-17"}, 0).err.isEmpty());
        QVERIFY(
            run({"health", w, "--model", model, "--incidents", "--as-of", "2026-10-17"}, 0).out.contains("No input"));
    }

    /// Nobody has a parent, so each is an entity of its own.
    void rollUp()
    {
        const QString w = workspace("rollup.qdeck");
        const Json found = run({"health", w, "--model", m_model, "--roll-up", "arr", "--json"}, 0).json();
        QCOMPARE(found["entities"].size(), std::size_t(2));
        const Json &acme = found["entities"][0];
        QCOMPARE(keysOf(acme), (QStringList{"accounts", "arr", "colour", "coverage", "parent", "score", "scored"}));
        QCOMPARE(acme["parent"], found["scores"][0]["account"]);
        QCOMPARE(acme["score"], found["scores"][0]["score"]);
        QCOMPARE(acme["coverage"], 0.9);
        QCOMPARE(acme["arr"], 1000.0);
        QVERIFY(run({"health", w, "--model", m_model, "--roll-up", "worst", "--without-parent"}, 0)
                    .out.contains("roll-up: worst, without the parent"));
    }

    void whyAndStability()
    {
        const QString w = workspace("why.qdeck");
        const Json why =
            run({"health", w, "--model", m_model, "--why", "A", "--from", "2026-09-30", "--json"}, 0).json();
        QCOMPARE(keysOf(why), (QStringList{"account", "from", "parts", "score_from", "score_to", "to"}));
        QCOMPARE(why["score_from"], 70.0);
        QCOMPARE(why["parts"].size(), std::size_t(4));
        QCOMPARE(why["parts"][0].dump(), std::string(R"({"change":0.0,"part":"model"})"));
        QCOMPARE(why["parts"][2]["part"], "tickets_90");
        double sum = why["score_from"];
        for (const Json &part : why["parts"])
            sum += part["change"].get<double>();
        QVERIFY(std::abs(sum - why["score_to"].get<double>()) < 1e-12);
        const Json gone =
            run({"health", w, "--model", m_model, "--why", "C", "--from", "2026-09-30", "--json"}, 0).json();
        QVERIFY(gone["score_to"].is_null() && gone["parts"].is_null());

        const Json moved =
            run({"health", w, "--model", m_model, "--stability", "--from", "2026-09-30", "--json"}, 0).json();
        QCOMPARE(
            keysOf(moved), (QStringList{"definitions", "limit", "matrix", "moved", "n_from", "n_to", "psi", "steps"}));
        QCOMPARE(moved["definitions"].dump(), std::string(R"({"moved_share":1,"psi":1})"));
        QCOMPARE(moved["moved"], 1.0); // Acme yellow to red, Birch green to red
        double psi = 0;
        for (const Json &step : moved["steps"])
            psi += step["psi"].get<double>();
        QVERIFY(std::abs(psi - moved["psi"].get<double>()) < 1e-12);
        QCOMPARE(moved["matrix"].size(), std::size_t(16));
        QCOMPARE(moved["matrix"][2].dump(), std::string(R"({"from":"green","n":1,"to":"red"})"));
        QVERIFY(
            run({"health", w, "--model", m_model, "--why", "A", "--from", "2026-09-30"}, 0).out.contains("tickets_90"));
        QVERIFY(run({"health", w, "--model", m_model, "--stability", "--from", "2026-09-30"}, 0).out.contains("PSI"));
    }

    void accuracy()
    {
        const QString w = workspace("accuracy.qdeck");
        const QStringList period{"--accuracy", "--from", "2026-09-01", "--to", "2026-10-31", "--json"};
        const Json house = run(QStringList{"health", w, "--model", m_model} + period, 0).json();
        // Cedar churned on 10-01; on 07-03 its nps was 5: yellow. On 06-03 Acme had no ticket yet known, Birch 90.
        QCOMPARE(house.dump(),
            std::string(R"({"churned":1,"definitions":{"health_accuracy":1,"health_precision":1,"share_flagged":1},)"
                        R"("flagged":1,"from":"2026-09-01","model":"House","precision":1.0,"rate":1.0,)"
                        R"("share_flagged":0.5,"to":"2026-10-31","unscorable":0})"));
        const Json vendor = run(QStringList{"health", w, "--model", "vendor:V"} + period, 0).json();
        QCOMPARE(vendor["model"], "vendor:V");
        QCOMPARE(vendor["flagged"], 1);
        QCOMPARE(vendor["share_flagged"], 0.0); // Acme alone on 06-03
        QVERIFY(vendor["precision"].is_null());
        QVERIFY(run(QStringList{"health", w, "--model", "vendor:W"} + period, 1).err.isEmpty() == false);
    }

    void overrides()
    {
        const QString w = workspace("override.qdeck");
        const QStringList ask{"health", w, "--model", m_model, "--json"};
        QCOMPARE(run({"health", w, "--override", "A", "--colour", "green", "--reason", "new sponsor", "--by", "Ann",
                         "--json"},
                     0)
                     .json()["until"],
            "2026-11-30");
        const Json now = run(ask, 0).json();
        QCOMPARE(now["scores"][0]["override"], "green");
        QCOMPARE(now["scores"][0]["colour"], "red");
        QCOMPARE(now["scores"][0]["override_by"]["by"], "Ann");
        QCOMPARE(now["distribution"]["green"], 1);
        QCOMPARE(now["coverage"]["scored"], 2);
        QVERIFY(run(ask + QStringList{"--as-of", "2026-10-30"}, 0).json()["scores"][0]["override"].is_null());
        QVERIFY(run(ask + QStringList{"--as-of", "2026-12-01"}, 0).json()["scores"][0]["override"].is_null());
        run({"health", w, "--override", "A", "--colour", "none", "--reason", "no longer"}, 0);
        QVERIFY(run(ask, 0).json()["scores"][0]["override"].is_null());
        QCOMPARE(run({"query", w, "SELECT count(*) FROM health_override", "--json"}, 0).json()["rows"][0][0], 2);
        QCOMPARE(run({"check", w}, 0).status, 0);
    }

    void versions()
    {
        const QString w = workspace("versions.qdeck");
        const auto keep = [&w](const QStringList &more, int status = 0) {
            return run(QStringList{"health", w, "--json"} + more, status);
        };
        const Json saved = keep({"--save", m_model, "--reason", "tickets warn", "--by", "Ann"}).json();
        QCOMPARE(keysOf(saved),
            (QStringList{"approved_by", "approved_on", "author", "in_force_from", "name", "reason", "remark",
                "retired_on", "review_due", "reviewed_on", "saved_at", "state", "version"}));
        QCOMPARE(saved["state"], "draft");
        QCOMPARE(keep({"--model", "House"}).json()["version"], 1); // a draft can be looked at by name
        run({"health", w}, 1); // and is in force nowhere
        keep({"--propose", "1", "--by", "Ann"});
        QVERIFY(run({"health", w, "--approve", "1", "--by", "Ann"}, 1).err.contains("another person"));
        QCOMPARE(keep({"--reject", "1", "--reason", "weights?", "--by", "Ben"}).json()["remark"], "weights?");
        keep({"--propose", "1", "--by", "Ann"});
        const Json approved =
            keep({"--approve", "1", "--by", "Ben", "--as-of", "2026-09-01", "--in-force-from", "2026-10-01"}).json();
        QCOMPARE(approved["in_force_from"], "2026-10-01");
        QCOMPARE(approved["review_due"], "2027-04-01");
        const Json scores = keep({}).json();
        QCOMPARE(scores["model"], "House");
        QCOMPARE(scores["version"], 1);
        QCOMPARE(scores["scores"], keep({"--model", m_model}).json()["scores"]);
        QVERIFY(run({"health", w}, 0).out.contains("House version 1"));
        QVERIFY(keep({"--as-of", "2026-09-30"}, 1).err.contains("No health model was in force on 2026-09-30"));

        // a second one on the day of the data, which has all green: the first still tells of the days before
        const QString green = writeFile(m_dir, QStringLiteral("green.json"),
            json("{'name': 'Green', 'segments': [{'name': 'All', 'signals': [{'signal': 'arr', 'weight': 1, 'steps': "
                 "[[null, 100]]}]}]}"));
        keep({"--save", green, "--reason", "a bet", "--by", "Ben"});
        keep({"--propose", "2"});
        keep({"--approve", "2", "--by", "Ann"});
        QCOMPARE(keep({}).json()["distribution"]["green"], 2);
        QCOMPARE(keep({"--as-of", "2026-10-30"}).json()["version"], 1);
        const Json why = keep({"--why", "A", "--from", "2026-10-30"}).json();
        QCOMPARE(why["score_from"], (60.0 * 10 + 30 * 90) / 90);
        QCOMPARE(why["score_to"], 100.0);
        QCOMPARE(why["parts"][0]["part"], "model");
        QCOMPARE(why["parts"][0]["change"], 100.0 - (60.0 * 10 + 30 * 90) / 90);
        QCOMPARE(keep({"--stability", "--from", "2026-10-30"}).json()["moved"], 1.0);
        QCOMPARE(keep({"--accuracy", "--from", "2026-10-01", "--to", "2026-10-31"}).json()["model"], "in_force");

        // Acme (1000) and Birch (100) are red by the first, green by the second
        const Json effect = keep({"--model", "version:1", "--compare", "Green"}).json();
        QCOMPARE(keysOf(effect), (QStringList{"after", "as_of", "before", "changed", "changed_arr", "currency"}));
        QCOMPARE(effect["before"]["arr"]["red"], 1100.0);
        QCOMPARE(effect["after"]["distribution"]["green"], 2);
        QCOMPARE(effect["changed"][1]["arr"], 100.0);
        QCOMPARE(effect["changed"][1]["from"], "red");
        QCOMPARE(effect["changed_arr"], 1100.0);
        QVERIFY(run({"health", w, "--compare", "House"}, 0).out.contains("2 accounts change colour, ARR 1100"));

        const Json listed = keep({"--versions"}).json();
        QCOMPARE(keysOf(listed), (QStringList{"as_of", "in_force", "models"}));
        QCOMPARE(listed["in_force"], 2);
        QCOMPARE(listed["models"].size(), std::size_t(2));
        QCOMPARE(keep({"--versions", "--as-of", "2026-10-30"}).json()["in_force"], 1);
        QVERIFY(run({"health", w, "--versions"}, 0).out.contains("Green version 2 is in force on 2026-10-31."));
        QCOMPARE(keep({"--review", "2", "--as-of", "2026-12-01", "--by", "Ann"}).json()["review_due"], "2027-06-01");
        QCOMPARE(keep({"--retire", "2", "--as-of", "2026-12-02"}).json()["retired_on"], "2026-12-02");
        QVERIFY(keep({"--versions", "--as-of", "2026-12-02"}).json()["in_force"].is_null());
        QCOMPARE(keep({"--versions", "--as-of", "2026-12-01"}).json()["in_force"], 2);
        QCOMPARE(run({"check", w}, 0).status, 0);
    }

    void whatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no model") << QStringList{} << 1
                                  << "A health model is needed: name its file with --model M.json.";
        QTest::newRow("no such file") << QStringList{"--model", "no.json"} << 1 << "no.json";
        QTest::newRow("a vendor's") << QStringList{"--model", "vendor:V"} << 2 << "goes with --accuracy";
        QTest::newRow("no such account") << QStringList{"--model", "M", "--why", "Z", "--from", "2026-01-01"} << 1
                                         << "There is no account Z.";
        QTest::newRow("why without a day") << QStringList{"--model", "M", "--why", "A"} << 2 << "--from";
        QTest::newRow("accuracy without a period")
            << QStringList{"--model", "M", "--accuracy"} << 2 << "--from and --to";
        QTest::newRow("period the wrong way")
            << QStringList{"--model", "M", "--accuracy", "--from", "2026-02-01", "--to", "2026-01-01"} << 2 << "before";
        QTest::newRow("no day") << QStringList{"--model", "M", "--as-of", "2026-02-30"} << 2 << "--as-of";
        QTest::newRow("no dimension") << QStringList{"--model", "M", "--by", "segmnt"} << 2 << "did you mean segment";
        QTest::newRow("product") << QStringList{"--model", "M", "--by", "product"} << 2 << "dimension";
        QTest::newRow("two things") << QStringList{"--model", "M", "--stability", "--accuracy"} << 2 << "excludes";
        QTest::newRow("no reason") << QStringList{"--override", "A", "--colour", "red"} << 2 << "--reason";
        QTest::newRow("no colour of ours")
            << QStringList{"--override", "A", "--colour", "pink", "--reason", "x"} << 2 << "pink";
        QTest::newRow("no roll-up") << QStringList{"--model", "M", "--roll-up", "best"} << 2 << "best";
        QTest::newRow("without a roll-up") << QStringList{"--model", "M", "--without-parent"} << 2 << "--roll-up";
        QTest::newRow("the parent's own without it")
            << QStringList{"--model", "M", "--roll-up", "parent", "--without-parent"} << 2 << "--without-parent";
        QTest::newRow("saved without a reason") << QStringList{"--save", "M"} << 2 << "--reason";
        QTest::newRow("saved from nothing") << QStringList{"--save", "no.json", "--reason", "x"} << 1 << "no.json";
        QTest::newRow("no such version") << QStringList{"--propose", "7"} << 1 << "No health model has the version 7";
        QTest::newRow("no such name") << QStringList{"--model", "Hose"} << 1 << "no saved health model Hose";
        QTest::newRow("two steps") << QStringList{"--propose", "1", "--retire", "1"} << 2 << "excludes";
        QTest::newRow("a day without its step")
            << QStringList{"--model", "M", "--in-force-from", "2026-01-01"} << 2 << "--approve";
        QTest::newRow("ends before") << QStringList{"--override", "A", "--colour", "red", "--reason", "x", "--until",
            "2026-10-30"} << 2 << "before its first day";
    }
    void whatIsWrong()
    {
        static const QString w = workspace("wrong.qdeck");
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, sentence);
        arguments.replaceInStrings(QRegularExpression(QStringLiteral("^M$")), m_model);
        const QdeckRun done = runQdeck(QStringList{"health", w} + arguments);
        QCOMPARE(done.status, status);
        QVERIFY2(done.err.contains(sentence.toUtf8()), done.err.constData());
        QVERIFY(done.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQdeckHealth)
#include "tst_qdeck_health.moc"
