#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// `qdeck validate` and `calibrate` on renewals, from imported files to JSON (CONTRACT-ROOMS section 3). The rules are
/// core's tests'.
class TestQdeckBacktest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;
    QString m_model;

    [[nodiscard]] QStringList validate(const QStringList &more = {}) const
    {
        return QStringList{"validate", m_workspace, "--from", "2026-06-01", "--to", "2026-06-30"} + more;
    }
    [[nodiscard]] QStringList calibrate(const QStringList &more = {}) const
    {
        return QStringList{"calibrate", m_workspace, "--from", "2026-06-01", "--to", "2026-06-30", "--lead", "90",
                   "--model", m_model}
        + more;
    }
    [[nodiscard]] static Json row(const Json &found, const char *model, int lead, const char *group = "total")
    {
        for (const Json &each : found["rows"]) {
            if (each["model"] == model && each["lead"] == lead && each["group"] == group)
                return each;
        }
        return {};
    }

private slots:
    /// 30 renewals due on 2026-06-30, 12 of them lost. The lost ones have a lower score, but for two, as others have
    /// who renewed; the CSMs see six of them; tickets tell nothing.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        QByteArray accounts = "account_id,name,segment,region\n";
        QByteArray contracts = "subscription_id,account_id,start_date,end_date,created_date,arr\n";
        QByteArray scores = "account_id,date,model,score,colour\n";
        QByteArray risks = "account_id,date,author,status,call\n";
        QByteArray tickets = "ticket_id,account_id,created_at\n";
        for (int i = 0; i < 30; ++i) {
            const QByteArray id = "K" + QByteArray::number(100 + i);
            const bool lost = i < 12;
            accounts += id + ",Customer " + id + (i % 2 == 0 ? ",SMB,EMEA\n" : ",Enterprise,\n");
            contracts += id + "a," + id + ",2025-07-01,2026-06-30,2025-06-01,100\n";
            if (!lost)
                contracts += id + "b," + id + ",2026-07-01,2027-06-30,2026-06-01," + (i == 29 ? "70\n" : "100\n");
            const bool odd = i == 3 || i == 7 || i == 15 || i == 20;
            const int score = (lost != odd ? 30 : 70) + (i % 6) * 4;
            scores += id + ",2026-03-15,V," + QByteArray::number(score) + (score < 60 ? ",red\n" : ",green\n");
            risks += id + ",2026-03-20,mia,monitor," + (i % 4 < 2 && lost ? "churn\n" : "renew\n");
            if (i % 3 == 0)
                tickets += QByteArray::number(i) + ',' + id + ",2026-03-01\n";
        }
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"), accounts);
        writeFile(m_dir, QStringLiteral("data/crm.subscriptions.csv"), contracts);
        writeFile(m_dir, QStringLiteral("data/crm.health_scores.csv"), scores);
        writeFile(m_dir, QStringLiteral("data/crm.risks.csv"), risks);
        writeFile(m_dir, QStringLiteral("data/crm.tickets.csv"), tickets);
        m_model = writeFile(m_dir, QStringLiteral("house.json"),
            json("{'name': 'House', 'segments': [{'name': 'All', 'signals': [{'signal': 'vendor:V', 'weight': 1, "
                 "'points': [[0, 0], [100, 100]]}, {'signal': 'tickets_90', 'weight': 3, 'steps': [[0, 100], [null, "
                 "10]]}, {'signal': 'nps', 'weight': 1, 'points': [[0, 0], [10, 100]]}]}]}"));
        QCOMPARE(run({"init", m_workspace}).status, 0);
        QCOMPARE(
            run({"import", m_workspace, m_dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}).status, 0);
    }

    /// Scores came in a file before the lead day, the CSMs' calls in one long after it: those were not seen by then.
    void strictlyKnown()
    {
        const QString late = m_dir.filePath(QStringLiteral("late.qdeck"));
        const auto file = [&](const char *name) {
            return m_dir.filePath(QStringLiteral("data/crm.%1.csv").arg(QLatin1String(name)));
        };
        QCOMPARE(run({"init", late}).status, 0);
        QCOMPARE(run({"import", late, file("accounts"), file("subscriptions"), file("health_scores"), "--as-of",
                         "2026-03-25"})
                     .status,
            0);
        QCOMPARE(run({"import", late, file("subscriptions"), file("risks"), "--as-of", "2026-10-31"}).status, 0);
        const auto judged = [&](const QStringList &more) {
            return run(
                QStringList{"validate", late, "--from", "2026-06-01", "--to", "2026-06-30", "--lead", "90", "--json"}
                + more)
                .json();
        };
        const Json strict = judged({"--strict-known"});
        const Json usual = judged({});
        QCOMPARE(row(strict, "vendor:V", 90)["n"], 30);
        QCOMPARE(row(strict, "call", 90)["n"], 0);
        QCOMPARE(row(strict, "call", 90)["unscored"], 30);
        QCOMPARE(row(usual, "call", 90)["n"], 30);
        QCOMPARE(row(strict, "constant", 90), row(usual, "constant", 90)); // what became of them is told of all rows
        const Json never = run(validate({"--strict-known", "--lead", "90", "--json"})).json(); // one import, later
        for (const char *model : {"vendor:V", "call"})
            QCOMPARE(row(never, model, 90)["unscored"], 30);
    }

    void allThereAre()
    {
        const Json found = run(validate({"--json"})).json();
        QCOMPARE(keysOf(found), (QStringList{"compare", "fairness", "rows"}));
        QCOMPARE(found["rows"].size(), std::size_t(5 * 4));
        // Of the lost ones (12) those with a good score (3 and 7), of the others 15 and 20: false alarms.
        const Json cases =
            run(validate({"--models", "vendor:V", "--lead", "90", "--cases", "--json"})).json()["misjudged"];
        QCOMPARE(cases.size(), std::size_t(4));
        QCOMPARE(keysOf(cases[0]), (QStringList{"account", "due_arr", "due_date", "kind", "lead", "model", "score"}));
        QCOMPARE(std::ranges::count(cases, Json("miss"), [](const Json &each) { return each["kind"]; }), 2);
        QCOMPARE(cases[0]["due_date"], "2026-06-30");
        QCOMPARE(cases[0]["due_arr"], 100.0);
        QStringList models;
        for (const Json &each : found["rows"]) {
            if (each["lead"] == 90)
                models << QString::fromStdString(each["model"]);
        }
        QCOMPARE(models, (QStringList{"call", "constant", "last_quarter", "tenure", "vendor:V"}));
        const Json vendor = row(found, "vendor:V", 90);
        QCOMPARE(keysOf(vendor),
            (QStringList{"auc", "auc_lower", "auc_upper", "brier", "calibration", "events", "group", "ks", "lead",
                "lead_time", "lift", "log_loss", "model", "n", "note", "precision", "recall", "share_flagged",
                "under_notice", "unscored"}));
        QCOMPARE(vendor["n"], 30);
        QCOMPARE(vendor["events"], 12);
        QCOMPARE(vendor["precision"], 10.0 / 12);
        QCOMPARE(vendor["recall"], 10.0 / 12);
        QCOMPARE(vendor["share_flagged"], 0.4);
        QVERIFY(vendor["brier"].is_null() && vendor["note"].is_null());
        QVERIFY(vendor["lead_time"].is_null()); // by the end the score is too old to count
        QCOMPARE(row(found, "vendor:V", 180)["unscored"], 30);
        QCOMPARE(row(found, "vendor:V", 180)["note"], "few_events");
        QCOMPARE(row(found, "call", 90)["recall"], 0.5);
        QCOMPARE(row(found, "call", 90)["precision"], 1.0);
        QCOMPARE(row(found, "constant", 90)["auc"], 0.5);
        QVERIFY(row(found, "constant", 90)["precision"].is_null());
        QCOMPARE(row(found, "tenure", 90)["auc"], 0.5);
        QCOMPARE(found["compare"].size(), std::size_t(10 * 4));
        const Json &fair = found["fairness"][0];
        QCOMPARE(keysOf(fair),
            (QStringList{"dimension", "events", "few", "group", "lead", "lower", "model", "n", "precision", "recall",
                "share_flagged", "upper"}));
        for (const Json &each : found["compare"]) {
            if (each["a"] != "call" || each["b"] != "vendor:V" || each["lead"] != 90)
                continue;
            const double call = row(found, "call", 90)["auc"];
            QVERIFY(std::abs(each["difference"].get<double>() - (call - vendor["auc"].get<double>())) < 1e-12);
            QVERIFY(each["p"].get<double>() > 0 && each["p"].get<double>() < 1);
        }
        QCOMPARE(run(validate({"--json"})).out, run(validate({"--json"})).out);
        QVERIFY(run(validate()).out.contains("vendor:V"));
    }

    /// The same cases by a query.
    void asTheQueryHasIt()
    {
        const Json found = run(validate({"--models", "vendor:V", "--lead", "90", "--by", "segment", "--json"})).json();
        const Json query =
            run({"validate", m_workspace, "--json", "--sql",
                    "SELECT h.score, s2.subscription_id IS NULL AS event, h.colour = 'red' AS flagged, 100 AS weight, "
                    "a.segment AS grp FROM health_scores h JOIN accounts a ON a.account_id = h.account_id LEFT JOIN "
                    "subscriptions s2 ON s2.subscription_id = h.account_id || 'b'"})
                .json();
        QCOMPARE(query["rows"].size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            for (const auto &[key, value] : query["rows"][i].items()) {
                if (key != "model" && key != "lead")
                    QCOMPARE(found["rows"][i][key].dump(), value.dump());
            }
        }
    }

    void aModelBesideThem()
    {
        const Json found =
            run(validate({"--models", m_model + ",vendor:V", "--lead", "90,30,90", "--min-events", "5", "--json"}))
                .json();
        QCOMPARE(found["rows"].size(), std::size_t(4)); // a lead counts once
        QCOMPARE(found["rows"][0]["model"], "House");
        QCOMPARE(found["rows"][0]["n"], 30);
        QCOMPARE(found["rows"][1]["lead"], 30);
        QCOMPARE(found["compare"].size(), std::size_t(2));
        QCOMPARE(found["compare"][0]["a"], "House");
        const Json downsell = run(validate({"--models", "constant", "--event", "downsell", "--json"})).json();
        QCOMPARE(row(downsell, "constant", 90)["events"], 13);
    }

    void weights()
    {
        const QString out = m_dir.filePath(QStringLiteral("new.json"));
        const QdeckRun done = run(calibrate({"--lambda", "0.01", "--monotone", "--out", out, "--json"}));
        const Json found = done.json();
        QCOMPARE(found["n"], 30);
        QCOMPARE(found["events"], 12);
        QCOMPARE(found["inputs"].size(), std::size_t(2));
        QCOMPARE(found["inputs"][1]["input"], "vendor:V");
        QVERIFY(found["inputs"][1]["points"].get<int>() > 50);
        QVERIFY(done.err.contains("no case") && done.err.contains("nps"));
        QVERIFY(found["judged"]["out_of_fold"].is_null()); // without fold 1 there are 9 events
        QVERIFY(done.err.contains("Not judged out of fold"));
        QVERIFY(found["judged"]["later"].is_null());
        QVERIFY(found["judged"]["fairness"].empty()); // on what it was fitted to nothing is said
        const Json later = run(calibrate({"--lambda", "0.01", "--later", "2026-10-31", "--json"})).json();
        QCOMPARE(keysOf(later["judged"]["later"]),
            (QStringList{"auc", "auc_lower", "auc_upper", "difference", "events", "model", "n", "p", "z"}));
        QCOMPARE(later["judged"]["later"]["n"], 0); // none was due since
        QVERIFY(later["judged"]["later"]["auc"].is_null() && later["judged"]["later"]["model"]["auc"].is_null());
        QFile written(out);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const Json model = Json::parse(written.readAll().toStdString());
        QCOMPARE(model["segments"][0]["signals"][0]["weight"], found["inputs"][1]["points"]);
        QCOMPARE(model["segments"][0]["signals"][2]["weight"], 0);
        QCOMPARE(run(validate({"--models", out, "--json"})).status, 0);
        // what a query with the same scores is fitted to
        const Json query =
            run({"calibrate", m_workspace, "--lambda", "0.01", "--monotone", "--json", "--sql",
                    "SELECT h.account_id AS account, s2.subscription_id IS NULL AS event, h.score AS "
                    "\"vendor:V\", CASE WHEN t.ticket_id IS NULL THEN 100 ELSE 10 END AS tickets_90 FROM "
                    "health_scores h LEFT JOIN tickets t ON t.account_id = h.account_id LEFT JOIN "
                    "subscriptions s2 ON s2.subscription_id = h.account_id || 'b'"})
                .json();
        QVERIFY(std::abs(query["deviance"].get<double>() - found["deviance"].get<double>()) < 1e-12);
        QVERIFY(std::abs(query["inputs"][1]["beta"].get<double>() - found["inputs"][1]["beta"].get<double>()) < 1e-12);
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        const auto none = QString();
        QTest::newRow("two ways") << validate({"--sql", "SELECT 1"}) << 2 << none;
        QTest::newRow("no way") << QStringList{"validate", m_workspace} << 2 << none;
        QTest::newRow("no end") << QStringList{"validate", m_workspace, "--from", "2026-06-01"} << 2 << none;
        QTest::newRow("turned") << QStringList{"validate", m_workspace, "--from", "2026-06-30", "--to", "2026-06-01"}
                                << 2 << QStringLiteral("--to 2026-06-01 is before --from 2026-06-30");
        QTest::newRow("lead") << validate({"--lead", "90,x"}) << 2 << QStringLiteral("--lead wants days");
        QTest::newRow("model") << validate({"--models", "vendor:W"}) << 1
                               << QStringLiteral("There is no model vendor:W");
        QTest::newRow("file") << validate({"--models", "none.json"}) << 1 << QStringLiteral("none.json");
        QTest::newRow("twice") << validate({"--models", "call,call"}) << 2 << QStringLiteral("called call");
        QTest::newRow("dimension") << validate({"--by", "colour"}) << 2 << QStringLiteral("colour");
        QTest::newRow("product") << validate({"--by", "product"}) << 2 << QStringLiteral("product");
        QTest::newRow("event") << validate({"--event", "loss"}) << 2 << none;
        QTest::newRow("without a model") << QStringList{"calibrate", m_workspace, "--from", "2026-06-01", "--to",
            "2026-06-30", "--lead", "90"} << 1
                                         << QStringLiteral("A health model is needed");
        QTest::newRow("its input") << calibrate({"--out", m_model}) << 1 << QStringLiteral("house.json");
        QTest::newRow("the workspace") << calibrate({"--out", m_workspace}) << 1 << none;
        QTest::newRow("segment") << calibrate({"--segment", "SMB"}) << 1 << QStringLiteral("no segment SMB");
    }
    void wrongArguments()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, status);
        QFETCH(const QString, said);
        const QdeckRun done = runQdeck(arguments);
        QCOMPARE(done.status, status);
        QVERIFY2(QString::fromUtf8(done.err).contains(said), done.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestQdeckBacktest)
#include "tst_qdeck_backtest.moc"
