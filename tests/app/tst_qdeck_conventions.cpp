#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// qdeck conventions from imported files to JSON (CONTRACT-ROOMS section 3). The rules are core's tests'.
class TestQdeckConventions : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;

    [[nodiscard]] QdeckRun ask(const QStringList &more = {}, int status = 0) const
    {
        const QdeckRun done =
            runQdeck(QStringList{"conventions", m_workspace, "--from", "2025-10", "--to", "2026-10"} + more);
        if (done.status != status)
            qWarning("%d\n%s", done.status, done.err.constData());
        return done.status == status ? done : QdeckRun();
    }
    [[nodiscard]] static Json row(const Json &rows, const char *rule)
    {
        for (const Json &each : rows) {
            if (each["rule"] == rule && each["grain"] == "account" && each["grace"] == 0 && each["fx"] == "constant")
                return each;
        }
        return {};
    }

private slots:
    /// The published seven-account example.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        const QString file = writeFile(m_dir, QStringLiteral("billing.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\n"
            "A1,A,2024-01-01,2026-03-31,100\nA2,A,2026-04-01,,130\n"
            "B1,B,2024-01-01,2026-05-15,200\nB2,B,2026-05-16,,150\n"
            "C1,C,2024-01-01,2026-06-30,50\nD1,D,2024-01-01,,80\n"
            "E1,E,2024-01-01,2026-03-10,120\nE2,E,2026-07-10,,100\n"
            "F1,F,2026-02-01,,60\n"
            "G1,G,2024-01-01,2025-04-10,40\nG2,G,2026-01-10,,40\n");
        QCOMPARE(runQdeck({"init", m_workspace}).status, 0);
        QCOMPARE(runQdeck({"import", m_workspace, file, "--as-of", "2026-10-31"}).status, 0);
    }

    void rows()
    {
        const Json found = ask().json();
        QCOMPARE(found["from"], "2025-10");
        QCOMPARE(found["to"], "2026-10");
        QVERIFY(!found.contains("compare"));
        QCOMPARE(found["used_by"].size(), std::size_t(3)); // nobody is registered besides
        QCOMPARE(found["used_by"][0].dump(),
            std::string(R"({"convention":"nrr/point/account/0/constant","in_force":true,"team":"Finance"})"));
        QCOMPARE(found["nrr"].size(), std::size_t(4 * 18));
        QCOMPARE(found["grr"].size(), std::size_t(3 * 18));
        QCOMPARE(found["logo_churn"].size(), std::size_t(2 * 18));
        QCOMPARE(row(found["nrr"], "movement_none").dump(),
            std::string(R"({"denominator":550.0,"fx":"constant","grace":0,"grain":"account","n":5,"numerator":360.0,)"
                        R"("rule":"movement_none","value":0.6545454545454545})"));
        QCOMPARE(row(found["nrr"], "point")["numerator"], 460.0);
        QCOMPARE(row(found["nrr"], "movement_opening")["numerator"], 460.0);
        QCOMPARE(row(found["nrr"], "movement_all")["numerator"], 500.0);
        QCOMPARE(row(found["grr"], "point")["numerator"], 430.0);
        QCOMPARE(row(found["grr"], "point_total")["numerator"], 460.0);
        QCOMPARE(row(found["grr"], "movement")["numerator"], 330.0);
        QCOMPARE(row(found["logo_churn"], "point")["value"], 0.2);
        QCOMPARE(row(found["logo_churn"], "event").dump(),
            std::string(R"({"denominator":5,"fx":"constant","grace":0,"grain":"account","n":5,"numerator":2,)"
                        R"("rule":"event","value":0.4})"));
    }

    /// So do the other commands that tell figures of the dictionary.
    void definitionsOfEveryCommand_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("definitions");
        QTest::newRow("headline") << QStringList{"headline"}
                                  << R"({"arr":1,"breaks":1,"bridge":1,"grr":1,"logo_churn":1,"nrr":1})";
        QTest::newRow("quality") << QStringList{"quality"} << R"({"quality_score":1})";
        QTest::newRow("quality, with rows") << QStringList{"quality", "--rows"} << R"({"quality_score":1})";
        QTest::newRow("survival") << QStringList{"survival"} << R"({"rmst":1,"survival":1})";
        QTest::newRow("qbr") << QStringList{"qbr"} << R"({"qbr_completion":1})";
        QTest::newRow("ttv") << QStringList{"ttv"} << R"({"ttv":1})";
        QTest::newRow("funnel") << QStringList{"funnel", "--from", "2026-01-01", "--to", "2026-10-31"}
                                << R"({"stage_conversion":1,"stuck_customers":1})";
        QTest::newRow("economics") << QStringList{"economics", "--from", "2025-10", "--to", "2026-10"}
                                   << R"({"arr":1,"expansion_rate":1,"hours":1})";
        QTest::newRow("expansion") << QStringList{"expansion", "--period", "2026Q4"}
                                   << R"({"coverage_ratio":1,"expansion_coverage":1,"white_space":1})";
    }
    void definitionsOfEveryCommand()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, definitions);
        QStringList asked{command.front(), m_workspace};
        asked << command.mid(1) << QStringLiteral("--json");
        const QdeckRun done = runQdeck(asked);
        QCOMPARE(done.status, 0);
        QCOMPARE(Json::parse(done.json()["definitions"].dump()), Json::parse(definitions.toStdString()));
    }

    /// What was computed names the versions it was told by: those in force on the last day, null where one was retired.
    void definitionsUsed()
    {
        const auto versions = [this](const char *command) {
            return runQdeck({QString::fromLatin1(command), m_workspace, "--from", "2025-10", "--to", "2026-10"})
                .json()["definitions"]
                .dump();
        };
        QCOMPARE(versions("retention"), std::string(R"({"expansion_rate":1,"grr":1,"logo_churn":1,"nrr":1})"));
        QCOMPARE(versions("movements"), std::string(R"({"movements":1})"));
        QCOMPARE(runQdeck({"cohort", m_workspace, "--measure", "nrr", "--json"}).json()["definitions"].dump(),
            std::string(R"({"cohort":1})"));
        const QString f = writeFile(m_dir, QStringLiteral("nrr.json"), R"({"metric": "nrr", "owner": "RevOps"})");
        const auto change = [this](const QStringList &asked) {
            QCOMPARE(runQdeck(QStringList{"dictionary", m_workspace, "--on", "2026-10-01"} + asked).status, 0);
        };
        change({"--set", f, "--submit", "nrr", "--by", "Ann"});
        change({"--approve", "nrr", "--by", "Bea"});
        change({"--approve", "nrr", "--by", "Cem"});
        change({"--retire", "grr", "--by", "Ann"});
        QCOMPARE(versions("retention"), std::string(R"({"expansion_rate":1,"grr":null,"logo_churn":1,"nrr":2})"));
    }

    /// What another version makes of logo churn: by events two of five left, E among them, who is back.
    void againstAVersion()
    {
        const QString w = m_dir.filePath(QStringLiteral("against.qdeck"));
        QVERIFY(QFile::copy(m_workspace, w));
        const QString f = writeFile(m_dir, QStringLiteral("flow.json"),
            R"({"metric": "logo_churn", "variant": "logo_churn/event/account/0/constant"})");
        QCOMPARE(runQdeck({"dictionary", w, "--set", f, "--submit", "logo_churn", "--by", "Ann"}).status, 0);
        const QStringList explain{"explain", w, "logo_churn", "--from", "2025-10", "--to", "2026-10"};
        const QdeckRun draft = runQdeck(explain + QStringList{"--since", "v2", "--json"});
        QCOMPARE(draft.json()["since"].dump(),
            std::string("{\"now\":0.2,\"parts\":[{\"account\":\"")
                + draft.json()["since"]["parts"][0]["account"].get<std::string>()
                + "\",\"amount\":-0.2,\"cause\":\"definition\"}],\"then\":0.4}");
        QVERIFY(draft.err.isEmpty());
        QCOMPARE(runQdeck(explain + QStringList{"--since", "v9"}).status, 1);
        for (const char *by : {"Bea", "Cem"})
            QCOMPARE(
                runQdeck({"dictionary", w, "--approve", "logo_churn", "--by", by, "--on", "2026-10-01"}).status, 0);
        const QByteArray says = "has the convention logo_churn/event/account/0/constant";
        QVERIFY(runQdeck(explain).err.contains(says));
        QVERIFY(runQdeck({"retention", w, "--from", "2025-10", "--to", "2026-10"}).err.contains(says));
        QVERIFY(runQdeck({"retention", w, "--from", "2025-10", "--to", "2026-10", "--variant", "flow"}).err.isEmpty());
    }

    void compare()
    {
        const Json found =
            ask({"--compare", "nrr/point/account/0/constant,nrr/movement_none/account/0/constant", "--json"}).json();
        const Json &comparison = found["compare"];
        QCOMPARE(comparison["a"], "nrr/point/account/0/constant");
        QCOMPARE(comparison["b"], "nrr/movement_none/account/0/constant");
        QCOMPARE(comparison["difference"].get<double>(), 460.0 / 550 - 360.0 / 550);
        QCOMPARE(comparison["accounts"].size(), std::size_t(1)); // E, gone and back
        QCOMPARE(comparison["accounts"][0]["a"].get<double>(), 100.0 / 550);
        QCOMPARE(comparison["accounts"][0]["b"].get<double>(), 0.0);
        QCOMPARE(comparison["accounts"][0]["difference"].get<double>(), 100.0 / 550);
        QVERIFY(comparison["accounts"][0]["account"].is_string());
    }

    void theSameBytes() { QCOMPARE(ask().out, ask({"--json"}).out); }

    void wrongArguments_data()
    {
        QTest::addColumn<QString>("compare");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("one") << "nrr/point/account/0/constant" << QByteArray("wants two conventions");
        QTest::newRow("a typing error") << "nrr/point/account/0/constant,nrr/point/account/0/constnt"
                                        << QByteArray("did you mean nrr/point/account/0/constant?");
    }
    void wrongArguments()
    {
        QFETCH(QString, compare);
        QFETCH(QByteArray, says);
        const QdeckRun done = ask({"--compare", compare}, 2);
        QVERIFY2(done.err.contains(says), done.err.constData());
        QVERIFY(done.out.isEmpty());
    }
    void aWindowThatEndsBeforeItBegins()
    {
        QCOMPARE(runQdeck({"conventions", m_workspace, "--from", "2026-10", "--to", "2025-10"}).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestQdeckConventions)
#include "tst_qdeck_conventions.moc"
