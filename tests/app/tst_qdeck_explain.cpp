#include "tests/app/qdeck_run.h"

#include <QCryptographicHash>

using namespace qd::test;
using Json = nlohmann::json;

/// qdeck explain from imported files to JSON (CONTRACT-ROOMS section 3): figures down to lines of files, also of files
/// whose rows were replaced since. Which customers stand behind a figure is core's tests'.
class TestQdeckExplain : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_workspace;
    QByteArray m_september;

    [[nodiscard]] QdeckRun ask(const QStringList &arguments, int status = 0) const
    {
        const QdeckRun done = runQdeck(QStringList{"explain", m_workspace} + arguments);
        if (done.status != status)
            qWarning("%s: %d\n%s", qPrintable(arguments.join(u' ')), done.status, done.err.constData());
        return done.status == status ? done : QdeckRun();
    }
    static void import(const QString &workspace, const QString &file, const char *day)
    {
        const QdeckRun done = runQdeck({"import", workspace, file, "--as-of", day});
        QVERIFY2(done.status == 0, done.err.constData());
    }

private slots:
    /// a1 is worth 100 until the file of October, 120 from then on; b1 ended in June.
    void initTestCase()
    {
        m_workspace = m_dir.filePath(QStringLiteral("w.qdeck"));
        m_september = "subscription_id,account_id,start_date,end_date,arr\n"
                      "b1,B,2025-01-01,2026-06-30,50\n"
                      "a1,A,2025-01-01,,100\n";
        const QString first = writeFile(m_dir, QStringLiteral("september/billing.subscriptions.csv"), m_september);
        const QString second = writeFile(m_dir, QStringLiteral("october/billing.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2025-01-01,,120\n");
        const QString people =
            writeFile(m_dir, QStringLiteral("people.csms.csv"), "csm_id,name,start_date\nm1,Mia,2020-01-01\n");
        const QString accounts = writeFile(m_dir, QStringLiteral("crm.accounts.csv"),
            "account_id,name,domain,owner,segment,arr\nA,Acme,acme.example,Mia,SMB,110\n");
        const QString usage = writeFile(m_dir, QStringLiteral("billing.usage.csv"),
            "account_id,date,feature,active_users,events\nA,2026-09-30,,3,10\nA,2026-10-05,,3,0\n");
        QCOMPARE(runQdeck({"init", m_workspace}).status, 0);
        import(m_workspace, first, "2026-09-30");
        import(m_workspace, second, "2026-10-31");
        import(m_workspace, people, "2026-10-31");
        import(m_workspace, accounts, "2026-10-31");
        import(m_workspace, usage, "2026-10-31");
    }

    void rate()
    {
        const Json found = ask({"nrr", "--from", "2025-10", "--to", "2026-10", "--rows", "--json"}).json();
        QCOMPARE(keysOf(found),
            (QStringList{"accounts", "currency", "denominator", "formula", "group", "metric", "numerator", "rows",
                "value", "version", "window"}));
        QCOMPARE(found["metric"], "nrr");
        QCOMPARE(found["version"], 1);
        QCOMPARE(found["group"], "total");
        QCOMPARE(found["window"].dump(), std::string(R"({"as_of":null,"from":"2025-10","to":"2026-10"})"));
        QCOMPARE(found["numerator"], 120.0);
        QCOMPARE(found["denominator"], 150.0);
        QCOMPARE(found["value"], 0.8);
        QCOMPARE(found["accounts"].size(), std::size_t(2));
        for (const Json &account : found["accounts"])
            QCOMPARE(keysOf(account), (QStringList{"account", "denominator", "name", "numerator"}));
    }

    /// a1 went from 100 to 120; of twelve months before b1 was still there.
    void since()
    {
        for (const char *then : {"2026-09-30", "1"}) { // batch 1 is of that day
            const Json found = ask({"arr", "--since", then, "--json"}).json()["since"];
            QCOMPARE(keysOf(found), (QStringList{"now", "parts", "then"}));
            QCOMPARE(found["then"], 100.0);
            QCOMPARE(found["now"], 120.0);
            QCOMPARE(found["parts"].size(), std::size_t(1));
            QCOMPARE(keysOf(found["parts"][0]), (QStringList{"account", "amount", "cause"}));
            QCOMPARE(found["parts"][0]["cause"], "expansion");
            QCOMPARE(found["parts"][0]["amount"], 20.0);
        }
        const Json rate =
            ask({"nrr", "--from", "2025-10", "--to", "2026-10", "--since", "2026-06-30", "--json"}).json()["since"];
        QCOMPARE(rate["then"], 1.0);
        QCOMPARE(rate["now"], 0.8);
        QCOMPARE(rate["parts"].size(), std::size_t(2));
        QVERIFY(std::abs(rate["parts"][0]["amount"].get<double>() - 20.0 / 150) < 1e-12);
        QVERIFY(std::abs(rate["parts"][1]["amount"].get<double>() + 50.0 / 150) < 1e-12);
        QVERIFY(ask({"arr", "--since", "2026-09-30"}).out.contains("what moved it"));
        for (const QStringList &wrong : {QStringList{"arr", "--since", "soon"}, {"arr", "--since", "2026-10-31"}})
            QVERIFY(!ask(wrong, 2).err.isEmpty());
        QVERIFY(ask({"arr", "--since", "99"}, 1).err.contains("batch 99"));
    }

    /// A proposed convention is seen with what it does to the past: of 150 in September 2025 100 are left.
    void proposedConvention()
    {
        const QString draft = writeFile(m_dir, QStringLiteral("nrr.json"),
            R"({"metric": "nrr", "variant": "nrr/movement_none/account/0/constant"})");
        const QByteArray before = runQdeck({"dictionary", m_workspace, "--metric", "nrr"}).out;
        QVERIFY(!before.contains("restated"));
        QCOMPARE(runQdeck({"dictionary", m_workspace, "--set", draft, "--by", "Ann"}).status, 0);
        const QByteArray after = runQdeck({"dictionary", m_workspace, "--metric", "nrr"}).out;
        QVERIFY2(after.contains("eight quarters restated"), after.constData());
        QVERIFY2(after.contains("2026Q3          0.6667    0.6667    0.0000"), after.constData());
    }

    /// What a1 was worth stands in line 3 of the file of September, what it is in line 2 of October's.
    void rowsOfTheirFiles()
    {
        const Json found = ask({"nrr", "--from", "2025-10", "--to", "2026-10", "--json"}).json();
        QCOMPARE(found["rows"].size(), std::size_t(3));
        const auto row = [&](const char *id, const char *end) -> Json {
            for (const Json &each : found["rows"]) {
                if (each["id"] == id && each["end"] == end)
                    return each;
            }
            return {};
        };
        const Json opening = row("a1", "opening");
        QCOMPARE(keysOf(opening),
            (QStringList{"account", "amount", "batch", "end", "entity", "file", "id", "line", "profile", "sha256",
                "sheet", "source"}));
        QCOMPARE(opening["amount"], 100.0);
        QCOMPARE(opening["batch"], 1);
        QCOMPARE(opening["line"], 3);
        QCOMPARE(opening["entity"], "subscriptions");
        QCOMPARE(opening["source"], "billing");
        QCOMPARE(opening["file"], "billing.subscriptions.csv");
        QCOMPARE(opening["profile"], "canonical");
        QVERIFY(opening["sheet"].is_null());
        QCOMPARE(opening["sha256"].get<std::string>(),
            QCryptographicHash::hash(m_september, QCryptographicHash::Sha256).toHex().toStdString());
        const Json closing = row("a1", "closing");
        QCOMPARE(closing["amount"], 120.0);
        QCOMPARE(closing["batch"], 2);
        QCOMPARE(closing["line"], 2);
        QCOMPARE(row("b1", "opening")["line"], 2);
        QCOMPARE(row("b1", "opening")["batch"], 1);
    }

    void theOthers_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<double>("value");
        QTest::newRow("arr") << QStringList{"arr"} << 120.0;
        QTest::newRow("arr of a day") << QStringList{"arr", "--as-of", "2026-06-30"} << 150.0;
        QTest::newRow("logo churn") << QStringList{"logo_churn"} << 0.5;
        QTest::newRow("expansion") << QStringList{"expansion", "--from", "2026-10", "--to", "2026-10"} << 20.0;
        QTest::newRow("churn") << QStringList{"churn", "--from", "2026-01", "--to", "2026-10"} << 50.0;
        QTest::newRow("cohort") << QStringList{"cohort:nrr:2025-01:21"} << 0.8; // 120 of 150
        QTest::newRow("cohort by use") << QStringList{"cohort:usage:2025-01:20"} << 0.5; // A in September, of A and B
        QTest::newRow("cohort without use") << QStringList{"cohort:usage:2025-01:21"} << 0.0;
        QTest::newRow("survival") << QStringList{"survival:545"} << 1.0; // b1 left on 1 July 2026, day 546
        QTest::newRow("survival beyond") << QStringList{"survival:546"} << 0.5;
        QTest::newRow("renewal rate") << QStringList{"renewal_rate"} << 0.0; // b1, lost
        QTest::newRow("due") << QStringList{"due_arr"} << 0.0;
    }
    void theOthers()
    {
        QFETCH(QStringList, arguments);
        QFETCH(double, value);
        const Json found = ask(arguments + QStringList{"--json"}).json();
        QCOMPARE(found["value"].get<double>(), value);
        QVERIFY(!found["formula"].get<std::string>().empty());
    }

    /// As capacity has them; rows are the customers' own records and give no amount.
    void hours()
    {
        const Json found = ask({"hours", "--json"}).json();
        const Json capacity = runQdeck({"capacity", m_workspace, "--json"}).json();
        double required = -1; // of the first month, which comes first
        for (const Json &row : capacity["months"]) {
            if (row["group"] == "total" && required < 0)
                required = row["required_hours"].get<double>();
        }
        QVERIFY(required > 0);
        QCOMPARE(found["value"].get<double>(), required);
        QVERIFY(found["denominator"].is_null());
        for (const Json &row : found["rows"]) {
            QCOMPARE(row["entity"], "accounts");
            QVERIFY(row["amount"].is_null());
            QCOMPARE(row["file"], "crm.accounts.csv");
            QCOMPARE(row["line"], 2);
        }
    }

    void aBridge()
    {
        const Json reconciled = runQdeck({"reconcile", m_workspace, "--left", "crm", "--right", "billing"}).json();
        QVERIFY(!reconciled["bridge"].empty());
        for (const Json &step : reconciled["bridge"]) {
            const Json found = ask(
                {QStringLiteral("bridge:%1").arg(QString::fromStdString(step["cause"].get<std::string>())), "--json"})
                                   .json();
            QCOMPARE(found["value"], step["amount"]);
            QCOMPARE(found["accounts"].size(), step["count"].get<std::size_t>());
        }
    }

    void inWords()
    {
        const QByteArray few = ask({"nrr"}).out;
        QVERIFY2(few.startsWith("nrr = 0.8  (total, from 2025-10 to 2026-10)\n"), few.constData());
        QVERIFY(few.contains("120.0"));
        QVERIFY(!few.contains("line 3"));
        QVERIFY(ask({"nrr", "--rows"}).out.contains("billing.subscriptions.csv line 3, batch 1"));
    }

    void auditSheet()
    {
        const QString out = m_dir.filePath(QStringLiteral("sheet.pdf"));
        const QdeckRun done = ask({"nrr", "--out", out});
        QVERIFY2(done.err.contains("Wrote ") && done.err.contains(", 1 pages"), done.err.constData());
        QVERIFY(done.out.isEmpty());
        QFile first(out);
        QVERIFY(first.open(QIODevice::ReadOnly));
        const QByteArray bytes = first.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        const QString again = m_dir.filePath(QStringLiteral("again.pdf"));
        QCOMPARE(ask({"nrr", "--out", again}).status, 0);
        QFile second(again);
        QVERIFY(second.open(QIODevice::ReadOnly));
        QVERIFY(second.readAll() == bytes); // the same data, the same sheet
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("metric") << QStringList{"nr"} << QByteArray("There is no metric \"nr\"");
        QTest::newRow("near") << QStringList{"expanson"} << QByteArray("did you mean expansion?");
        QTest::newRow("day of months") << QStringList{"nrr", "--from", "2025-10-01", "--to", "2026-10-31"}
                                       << QByteArray("wants months");
        QTest::newRow("window of a day") << QStringList{"arr", "--from", "2025-10", "--to", "2026-10"}
                                         << QByteArray("give --as-of");
        QTest::newRow("half a window") << QStringList{"nrr", "--from", "2025-10"} << QByteArray("--to");
        QTest::newRow("both") << QStringList{"nrr", "--from", "2025-10", "--to", "2026-10", "--as-of", "2026-10-31"}
                              << QByteArray("--as-of");
        QTest::newRow("no month") << QStringList{"nrr", "--from", "soon", "--to", "2026-10"} << QByteArray("soon");
        QTest::newRow("no pdf") << QStringList{"nrr", "--out", "sheet.txt"} << QByteArray("ending in .pdf");
        QTest::newRow("two forms") << QStringList{"nrr", "--out", "sheet.pdf", "--json"} << QByteArray("--json");
        QTest::newRow("no group") << QStringList{"arr", "--by", "segment"} << QByteArray("--group");
        QTest::newRow("nobody's group") << QStringList{"arr", "--by", "segment", "--group", "Space"}
                                        << QByteArray("Nobody has segment");
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const QdeckRun done = ask(arguments, 2);
        QVERIFY2(done.err.contains(says), done.err.constData());
        QVERIFY(done.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQdeckExplain)
#include "tst_qdeck_explain.moc"
