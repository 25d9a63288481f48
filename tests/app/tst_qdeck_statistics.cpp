#include "tests/app/qdeck_run.h"

#include <cmath>

using namespace qd::test;

/// validate, calibrate, survival and cox from a table to JSON: shape, exit status, and figures that core's tests prove
/// carried through once.
class TestQdeckStatistics : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString workspace() const { return m_dir.filePath("w.qdeck"); }

    static std::vector<std::string> keysOf(const nlohmann::json &object)
    {
        std::vector<std::string> keys;
        for (const auto &item : object.items())
            keys.push_back(item.key());
        return keys; // nlohmann::json sorts them
    }
    void importTable(const QString &name, const QByteArray &text)
    {
        const QString path = writeFile(m_dir, name + ".csv", text);
        const QdeckRun run = runQdeck({"import", workspace(), path, "--table", name, "--as-of", "2026-10-31"});
        QVERIFY2(run.status == 0, run.err);
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(runQdeck({"init", workspace()}).status, 0);
        // 24 cases: low scores are lost more often; "0.50" makes prob a column of texts.
        QByteArray cases = "account,score,event,prob,flagged,weight,grp\n";
        for (int i = 0; i < 24; ++i) {
            const bool event = i % 3 == 0 || i < 6;
            const int score = 10 * (i / 3) + (i % 2);
            cases += "A" + QByteArray::number(100 + i) + ',' + QByteArray::number(score) + ',' + (event ? "1," : "0,")
                + (i < 12 ? "0.50," : "0.25,") + (score < 40 ? "1," : "0,") + QByteArray::number(100 + i) + ','
                + (i % 4 == 0 ? "\n" : "East\n");
        }
        importTable("cases", cases);
        importTable("lives",
            "duration,event,grp,size,part\n30,1,a,1,x\n60,0,a,2,x\n90,1,a,3,y\n120,1,a,1,y\n20,1,b,3,x\n40,1,b,2,y\n"
            "50,1,b,3,x\n100,0,b,1,y\n");
    }

    void validate()
    {
        const QdeckRun run =
            runQdeck({"validate", workspace(), "--sql", "SELECT * FROM cases", "--min-events", "5", "--json"});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.err.contains("not used: account"), run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(keysOf(result), (std::vector<std::string>{"compare", "fairness", "rows"}));
        QCOMPARE(result["rows"].size(), std::size_t(3));
        const nlohmann::json &total = result["rows"][0];
        QCOMPARE(keysOf(total),
            (std::vector<std::string>{"auc", "auc_lower", "auc_upper", "brier", "calibration", "events", "group", "ks",
                "lead", "lead_time", "lift", "log_loss", "model", "n", "note", "precision", "recall", "share_flagged",
                "under_notice", "unscored"}));
        QCOMPARE(total["model"].get<std::string>(), std::string("sql"));
        QVERIFY(total["lead"].is_null() && total["lead_time"].is_null() && total["note"].is_null());
        QCOMPARE(total["group"].get<std::string>(), std::string("total"));
        QCOMPARE(total["n"].get<int>(), 24);
        QCOMPARE(total["events"].get<int>(), 12);
        QCOMPARE(total["precision"].get<double>(), 8.0 / 12);
        QCOMPARE(total["recall"].get<double>(), 8.0 / 12);
        QVERIFY(std::abs(total["brier"].get<double>() - (12 * 0.25 + 4 * 0.5625 + 8 * 0.0625) / 24) < 1e-12);
        QCOMPARE(total["lift"].size(), std::size_t(10));
        QCOMPARE(keysOf(total["lift"][0]),
            (std::vector<std::string>{"bin", "captured", "captured_weight", "events", "lift", "n", "rate"}));
        QCOMPARE(total["lift"][0]["n"].get<double>(), 2.4);
        QCOMPARE(total["lift"][9]["captured"].get<double>(), 1.0);
        QCOMPARE(keysOf(total["calibration"]), (std::vector<std::string>{"in_the_large", "intercept", "slope"}));
        QCOMPARE(result["rows"][1]["group"].get<std::string>(), std::string("(none)"));
        QCOMPARE(result["rows"][1]["note"].get<std::string>(), std::string("few_events"));
        QVERIFY(result["rows"][1]["auc"].is_null() && result["rows"][1]["lift"].is_null());
        QCOMPARE(result["fairness"].size(), std::size_t(2));
        QCOMPARE(result["fairness"][1]["group"].get<std::string>(), std::string("East"));
        QVERIFY(result["fairness"][1]["few"].get<bool>());
    }

    void highIsRisk()
    {
        const QString sql = "SELECT score, event FROM cases";
        const auto low = runQdeck({"validate", workspace(), "--sql", sql, "--json"}).json()["rows"][0];
        const auto high =
            runQdeck({"validate", workspace(), "--sql", sql, "--high-is-risk", "--json"}).json()["rows"][0];
        QVERIFY(std::abs(low["auc"].get<double>() + high["auc"].get<double>() - 1) < 1e-12);
        QVERIFY(low["precision"].is_null() && low["brier"].is_null() && low["calibration"].is_null());
        QVERIFY(low["lift"][0]["captured_weight"].is_null());
    }

    void psi()
    {
        const QString sql = "SELECT 'red' AS band, 20 AS n_from, 10 AS n_to UNION ALL SELECT 'yellow', 50, 60 "
                            "UNION ALL SELECT 'green', 30, 30";
        const QdeckRun run = runQdeck({"validate", workspace(), "--psi", sql, "--json"});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(keysOf(run.json()), (std::vector<std::string>{"limit", "psi"}));
        QVERIFY(std::abs(run.json()["psi"].get<double>() - (0.1 * std::log(2.0) + 0.1 * std::log(1.2))) < 1e-12);
        QVERIFY(std::abs(run.json()["limit"].get<double>() - 0.11982929094215963) < 1e-12);
    }

    void calibrate()
    {
        const QString sql = "SELECT account, event, score, 7 AS plan FROM cases";
        const QdeckRun run = runQdeck({"calibrate", workspace(), "--sql", sql, "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(keysOf(result),
            (std::vector<std::string>{"cv", "deviance", "dropped", "events", "inputs", "intercept", "lambda", "n"}));
        QCOMPARE(result["cv"].size(), std::size_t(21));
        QCOMPARE(result["dropped"], nlohmann::json::array({"plan"}));
        QCOMPARE(keysOf(result["inputs"][0]),
            (std::vector<std::string>{"beta", "coefficient", "input", "mean", "points", "sd"}));
        QCOMPARE(result["inputs"][0]["points"].get<int>(), 100);
        const auto plain =
            runQdeck({"calibrate", workspace(), "--sql", sql, "--lambda", "0.5", "--monotone", "--json"});
        QCOMPARE(plain.json()["lambda"].get<double>(), 0.5);
        QVERIFY(plain.json()["cv"].empty());
    }

    void survival()
    {
        const QdeckRun run = runQdeck({"survival", workspace(), "--sql",
            "SELECT duration, event, grp, part AS strata FROM lives", "--at", "0,45", "--tau", "60", "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(keysOf(result), (std::vector<std::string>{"groups", "log_rank", "tau"}));
        QCOMPARE(result["tau"].get<double>(), 60.0);
        QCOMPARE(keysOf(result["log_rank"]), (std::vector<std::string>{"chi2", "df", "p"}));
        const nlohmann::json &a = result["groups"][0];
        QCOMPARE(keysOf(a),
            (std::vector<std::string>{"at_risk", "curve", "events", "group", "median", "median_lower", "median_upper",
                "n", "rmst", "rmst_se"}));
        QCOMPARE(a["events"].get<int>(), 3);
        QCOMPARE(a["median"].get<double>(), 90.0);
        QCOMPARE(a["rmst"].get<double>(), 30 + 0.75 * 30);
        QCOMPARE(a["at_risk"], nlohmann::json::parse(R"([{"t": 0, "n": 4}, {"t": 45, "n": 3}])"));
        QCOMPARE(a["curve"].size(), std::size_t(4));
        QCOMPARE(a["curve"][0]["survival"].get<double>(), 0.75);
        QCOMPARE(a["curve"][0]["n_risk"].get<int>(), 4);
        QCOMPARE(a["curve"][1]["n_censored"].get<int>(), 1);
        QCOMPARE(a["curve"][3]["survival"].get<double>(), 0.0);
        QVERIFY(a["curve"][3]["lower"].is_null());
        const auto alone =
            runQdeck({"survival", workspace(), "--sql", "SELECT duration, event FROM lives", "--json"}).json();
        QCOMPARE(alone["groups"][0]["group"].get<std::string>(), std::string("total"));
        QVERIFY(alone["log_rank"].is_null());
        QCOMPARE(alone["groups"][0]["at_risk"].size(), std::size_t(6));
    }

    /// Plain limits are S +- 1.96 S sqrt(1/(4 x 3)), the logarithmic ones S e^(+-1.96 sqrt(1/12)).
    void intervals()
    {
        const auto lowerOf = [&](const QString &interval) {
            return runQdeck({"survival", workspace(), "--sql", "SELECT duration, event, grp FROM lives", "--interval",
                                interval, "--json"})
                .json()["groups"][0]["curve"][0]["lower"]
                .get<double>();
        };
        const double half = 1.959963984540054 * std::sqrt(1.0 / 12);
        QVERIFY(std::abs(lowerOf("log") - 0.75 * std::exp(-half)) < 1e-12);
        QVERIFY(std::abs(lowerOf("plain") - 0.75 * (1 - half)) < 1e-12);
        QVERIFY(std::abs(lowerOf("log-log") - std::pow(0.75, std::exp(half / -std::log(0.75)))) < 1e-12);
    }

    void cox()
    {
        const QString sql = "SELECT duration, event, part AS strata, size FROM lives";
        const QdeckRun run = runQdeck({"cox", workspace(), "--sql", sql, "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(keysOf(result), (std::vector<std::string>{"events", "loglik", "n", "proportionality", "rows"}));
        QCOMPARE(result["n"].get<int>(), 8);
        QCOMPARE(result["events"].get<int>(), 6);
        QCOMPARE(keysOf(result["rows"][0]),
            (std::vector<std::string>{"coefficient", "hazard_ratio", "input", "lower", "p", "se", "upper", "z"}));
        QCOMPARE(keysOf(result["proportionality"][0]), (std::vector<std::string>{"chi2", "input", "p"}));
        // No two events of a stratum at one time: both ways with ties are the same.
        QCOMPARE(runQdeck({"cox", workspace(), "--sql", sql, "--ties", "breslow", "--json"}).out, run.out);
    }

    void tables()
    {
        for (const auto &[command, expected] : std::vector<std::pair<QStringList, QByteArray>>{
                 {{"validate", workspace(), "--sql", "SELECT score, event, grp FROM cases"}, "too few events"},
                 {{"validate", workspace(), "--psi", "SELECT 'a' AS band, 1 AS n_from, 0 AS n_to"}, "cannot be told"},
                 {{"calibrate", workspace(), "--sql", "SELECT account, event, score FROM cases"}, "(intercept)"},
                 {{"survival", workspace(), "--sql", "SELECT duration, event, grp FROM lives"}, "Log-rank: chi-square"},
                 {{"cox", workspace(), "--sql", "SELECT duration, event, size FROM lives"}, "Hazard ratio"}}) {
            const QdeckRun run = runQdeck(command);
            QVERIFY2(run.status == 0, run.err);
            QVERIFY2(run.out.contains(expected), run.out);
        }
    }

    void exitStatus_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const QString w = workspace();
        QTest::newRow("nothing to judge") << QStringList{"validate", w} << 2;
        QTest::newRow("both") << QStringList{"validate", w, "--sql", "SELECT 1", "--psi", "SELECT 1"} << 2;
        QTest::newRow("events below 0") << QStringList{"validate", w, "--sql", "SELECT 1", "--min-events", "-1"} << 2;
        QTest::newRow("no column") << QStringList{"validate", w, "--sql", "SELECT score FROM cases"} << 1;
        QTest::newRow("no query") << QStringList{"validate", w, "--sql", "DELETE FROM cases"} << 1;
        QTest::newRow("bad lambda") << QStringList{"calibrate", w, "--sql", "SELECT 1", "--lambda", "-1"} << 2;
        QTest::newRow("lambda in words") << QStringList{"calibrate", w, "--sql", "SELECT 1", "--lambda", "much"} << 2;
        QTest::newRow("few events") << QStringList{"calibrate", w, "--sql",
            "SELECT account, event, score FROM cases LIMIT 12"}
                                    << 1;
        QTest::newRow("separable") << QStringList{"calibrate", w, "--sql",
            "SELECT account, event, -event AS x FROM cases", "--lambda", "0"}
                                   << 1;
        QTest::newRow("bad interval") << QStringList{"survival", w, "--sql", "SELECT 1", "--interval", "exact"} << 2;
        QTest::newRow("bad time") << QStringList{"survival", w, "--sql", "SELECT 1", "--at", "0,soon"} << 2;
        QTest::newRow("negative tau") << QStringList{"survival", w, "--sql", "SELECT 1", "--tau", "-1"} << 2;
        QTest::newRow("negative duration")
            << QStringList{"survival", w, "--sql", "SELECT -duration AS duration, event FROM lives"} << 1;
        QTest::newRow("bad ties") << QStringList{"cox", w, "--sql", "SELECT 1", "--ties", "exact"} << 2;
        QTest::newRow("no inputs") << QStringList{"cox", w, "--sql", "SELECT duration, event FROM lives"} << 1;
    }
    void exitStatus()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const QdeckRun run = runQdeck(arguments);
        QVERIFY2(run.status == status, run.err + run.out);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQdeckStatistics)
#include "tst_qdeck_statistics.moc"
