#include "tests/app/qdeck_run.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace qd::test;

/// `qdeck assign` from CSV files to JSON, its objective added up again from what it printed.
class TestQdeckAssign : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString workspace() const { return m_dir.filePath("w.qdeck"); }
    QString model(const QByteArray &text) const { return writeFile(m_dir, "M.json", text); }
    /// 100 hours a month each; Enterprise 20, SMB 2.
    static QByteArray goodModel(const QByteArray &assign = {})
    {
        return R"({"hours_per_month": 100, "utilisation": 1.0, "ramp": [0.5, 1.0],
            "segments": [{"name": "Enterprise", "touch": "high", "hours_per_account": 20.0},
                         {"name": "SMB", "touch": "tech", "hours_per_account": 2.0}],
            "assign": {"move_cost": 1.0, "overload_cost": 5.0, "spread_cost": 10.0)"
            + assign + "}}";
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(runQdeck({"init", workspace()}).status, 0);
        QByteArray accounts = "account_id,name,segment,region,language,owner,arr\n";
        for (int i = 0; i < 7; ++i) // Ann has 140 hours
            accounts += QStringLiteral("E%1,Big %1,Enterprise,EMEA,,Ann,%2.00\n").arg(i).arg(100000 - i).toUtf8();
        for (int i = 0; i < 9; ++i) // Bob 18
            accounts += QStringLiteral("S%1,Small %1,SMB,EMEA,,Bob,1000.00\n").arg(i).toUtf8();
        accounts += "S9,Vacant,SMB,EMEA,de,,900.00\n"
                    "X1,Far away,SMB,LATAM,,Bob,800.00\n"
                    "X2,Uncovered,Partner,EMEA,,Bob,700.00\n";
        writeFile(m_dir, "in/crm.accounts.csv", accounts);
        writeFile(m_dir, "in/people.csms.csv",
            "csm_id,name,region,segments,languages,start_date,end_date,fte\n"
            "c1,Ann,EMEA,Enterprise,,2020-01-01,,1\n"
            "c2,Bob,EMEA,,en,2020-01-01,,1\n"
            "c3,Cy,EMEA,,de;en,2020-01-01,,1\n"
            "c4,Dee,EMEA,,,2020-01-01,2026-09-30,1\n");
        const QdeckRun imported = runQdeck({"import", workspace(), m_dir.filePath("in"), "--as-of", "2026-10-31"});
        QVERIFY2(imported.status == 0, imported.err);
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("assign");
        QTest::newRow("as it is") << QByteArray();
        QTest::newRow("pinned") << QByteArray(R"(, "pins": ["E0", "E1", "E2", "E3", "E4", "E5"])");
        QTest::newRow("few accounts each") << QByteArray(R"(, "max_accounts": 6)");
    }

    void json()
    {
        QFETCH(QByteArray, assign);
        const QdeckRun run =
            runQdeck({"assign", workspace(), "--model", model(goodModel(assign)), "--gap", "0", "--json"});
        QVERIFY2(run.status == 0, run.err);
        const nlohmann::json result = run.json();
        QCOMPARE(result["status"].get<std::string>(), std::string("optimal"));
        QCOMPARE(result["assignments"].size(), std::size_t(17));
        QCOMPARE(result["unassignable"].size(), std::size_t(1));

        std::map<std::string, int> accounts;
        int moves = 0;
        for (const auto &row : result["assignments"]) {
            moves += row["from"] != row["to"];
            ++accounts[row["to"].get<std::string>()];
        }
        double overload = 0, highest = 0, lowest = 1e9, hours = 0;
        for (const auto &csm : result["csms"]) {
            QCOMPARE(csm["accounts"].get<int>(), accounts[csm["csm"].get<std::string>()]);
            QCOMPARE(csm["utilisation"].get<double>(), csm["hours"].get<double>() / 100);
            overload += std::max(0.0, csm["hours"].get<double>() - 100);
            highest = std::max(highest, csm["utilisation"].get<double>());
            lowest = std::min(lowest, csm["utilisation"].get<double>());
            hours += csm["hours"].get<double>();
        }
        QCOMPARE(result["csms"].size(), std::size_t(3)); // Dee has left
        QCOMPARE(hours, 7 * 20.0 + 10 * 2.0); // conserved
        QCOMPARE(result["moves"].get<int>(), moves);
        const double objective = result["objective"].get<double>();
        QVERIFY(std::abs(objective - (moves + 5 * overload + 10 * (highest - lowest))) < 1e-9);
        const double bound = result["bound"].get<double>();
        QVERIFY(bound <= objective);
        QCOMPARE(result["gap"].get<double>(), (objective - bound) / std::max(1.0, objective));
    }

    /// By hand: Ann 140 hours, Bob 18, the vacancy of 2 to Cy, who alone serves German: 1 move. With k of Ann's
    /// twenties spread over Bob and Cy the hours are 100, 38, 22 for k = 2 (3 moves + 7.8 for the spread), 80, 38, 42
    /// for k = 3 (4 + 4.2), 60, 58, 42 for k = 4 (5 + 1.8) and 40, 58, 62 for k = 5 (6 + 2.2).
    void movesAsByHand()
    {
        const QdeckRun run = runQdeck({"assign", workspace(), "--model", model(goodModel()), "--gap", "0", "--json"});
        const nlohmann::json result = run.json();
        QCOMPARE(result["objective"].get<double>(), 5 + 10 * (0.60 - 0.42));
        for (const auto &row : result["assignments"]) {
            if (row["from"].is_null())
                QCOMPARE(row["to"].get<std::string>(), std::string("c3"));
        }
    }

    void handover()
    {
        const QString list = m_dir.filePath("handover.csv");
        const QdeckRun run =
            runQdeck({"assign", workspace(), "--model", model(goodModel()), "--gap", "0", "--handover", list});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("5 accounts change hands on 2026-10-31. No assignment is better."), run.out);
        QVERIFY2(run.out.contains("Nobody may serve\nFar away"), run.out);
        QFile file(list);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 6);
    }

    void sameDataSameBytes()
    {
        const QByteArray first = runQdeck({"assign", workspace(), "--model", model(goodModel()), "--json"}).out;
        QVERIFY(!first.isEmpty());
        QCOMPARE(runQdeck({"assign", workspace(), "--model", model(goodModel()), "--json"}).out, first);
    }

    /// A solver that says where it is and then thinks for a minute; qdeck is killed meanwhile.
    void aKilledRunLeavesNoSolverBehind()
    {
#ifdef Q_OS_LINUX // within the function: moc does not know the system and would pass over it
        const QString pidFile = m_dir.filePath("solver.pid");
        const QString solver =
            writeFile(m_dir, "bin/cbc", "#!/bin/sh\necho $$ > " + pidFile.toUtf8() + "\nexec /bin/sleep 60\n");
        QVERIFY(QFile::setPermissions(solver, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QProcess run;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", QFileInfo(solver).path());
        run.setProcessEnvironment(environment);
        run.start(QStringLiteral(QDECK), {"assign", workspace(), "--model", model(goodModel()), "--gap", "0"});
        const auto pid = [&] {
            QFile file(pidFile);
            return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
        };
        QTRY_VERIFY(!pid().isEmpty());
        const auto runs = [stat = "/proc/" + pid() + "/stat"] { // gone, or only waiting to be counted
            QFile file(QString::fromUtf8(stat));
            return file.open(QIODevice::ReadOnly) && !file.readAll().contains(" Z ");
        };
        QVERIFY(runs());
        run.kill();
        QVERIFY(run.waitForFinished());
        QTRY_VERIFY(!runs());
#endif
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("assign");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown pin") << QByteArray(R"(, "pins": ["E77"])") << QStringList() << QByteArray("\"E77\"");
        QTest::newRow("pin of a vacancy")
            << QByteArray(R"(, "pins": ["S9"])") << QStringList() << QByteArray("it has no CSM");
        QTest::newRow("pin nobody may serve")
            << QByteArray(R"(, "pins": ["X1"])") << QStringList() << QByteArray("who does not serve region LATAM");
        QTest::newRow("books too small") << QByteArray(R"(, "max_accounts": 5)") << QStringList()
                                         << QByteArray("max_accounts 5");
        QTest::newRow("gap") << QByteArray() << QStringList{"--gap", "2"} << QByteArray("--gap");
        QTest::newRow("time") << QByteArray() << QStringList{"--time-limit", "-1"} << QByteArray("--time-limit");
    }
    void refuses()
    {
        QFETCH(QByteArray, assign);
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const QdeckRun run =
            runQdeck(QStringList{"assign", workspace(), "--model", model(goodModel(assign)), "--json"} + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains(says), run.err);
        QVERIFY(run.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQdeckAssign)
#include "tst_qdeck_assign.moc"
