#include "tests/app/qdeck_run.h"

#include <cmath>

/// The command line as a script meets it: exit status, what goes to stdout and what to stderr, JSON by CONTRACT.
class TestQdeck : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path(const QString &name) const { return m_dir.filePath(name); }

    using Run = qd::test::QdeckRun;
    static Run qdeck(const QStringList &arguments) { return qd::test::runQdeck(arguments); }
    void write(const QString &name, const QByteArray &text) const { qd::test::writeFile(m_dir, name, text); }
    QString workspace() const { return path("w.qdeck"); }

private slots:
    void initTestCase()
    {
        QCOMPARE(qdeck({"init", workspace(), "--currency", "USD"}).status, 0);
        write("in/crm.accounts.csv",
            "account_id,name,domain,segment,owner,arr,renewal_date\n"
            "A1,Acme Inc.,acme.com,SMB,Ann,26400.00,2026-12-31\n"
            "A2,Beta GmbH,beta.de,Enterprise,Bob,1000.00,2026-11-30\n"
            "A3,Gamma,gamma.io,,Ann,700.00,\n");
        write("in/billing.accounts.csv",
            "account_id,name,domain,crm_account_id\nB1,ACME,acme.com,A1\nB2,Beta,beta.de,\n");
        write("in/billing.subscriptions.csv",
            "subscription_id,account_id,start_date,end_date,mrr,currency\n"
            "s1,B1,2025-01-01,2026-12-31,26400,USD\n"
            "s2,B2,2025-01-01,2026-11-30,75.7575,EUR\n"
            "s3,B2,2026-02-30,,10,USD\n");
        write("in/finance.fx_rates.csv", "currency,date,rate\nEUR,2025-01-01,1.10\n");
        write("in/notes.md", "not a table\n");
        const Run imported = qdeck({"import", workspace(), path("in"), "--as-of", "2026-10-31", "--json"});
        QVERIFY2(imported.status == 0, imported.err);
        int accepted = 0;
        const nlohmann::json report = imported.json();
        for (const auto &batch : report["batches"]) {
            QCOMPARE(batch["read"].get<int>(),
                batch["accepted"].get<int>() + batch["unchanged"].get<int>() + batch["quarantined"].get<int>()
                    + batch["skipped"].get<int>());
            accepted += batch["accepted"].get<int>();
        }
        QCOMPARE(accepted, 8);
        QVERIFY(imported.err.contains("notes.md"));
    }

    void exitStatus_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const QString w = workspace();
        QTest::newRow("help") << QStringList{"--help"} << 0;
        QTest::newRow("command help") << QStringList{"reconcile", "--help"} << 0;
        QTest::newRow("no command") << QStringList{} << 2;
        QTest::newRow("unknown command") << QStringList{"explode", w} << 2;
        QTest::newRow("unknown option") << QStringList{"accounts", w, "--nonsense"} << 2;
        QTest::newRow("missing option") << QStringList{"reconcile", w, "--left", "crm"} << 2;
        QTest::newRow("bad month") << QStringList{"movements", w, "--from", "2026-13", "--to", "2026-12"} << 2;
        QTest::newRow("months reversed") << QStringList{"movements", w, "--from", "2026-03", "--to", "2026-01"} << 2;
        const QString none = path("without.qdeck"); // arguments are looked at before there are data
        qdeck({"init", none});
        QTest::newRow("months reversed, no data")
            << QStringList{"movements", none, "--from", "2026-03", "--to", "2026-02"} << 2;
        QTest::newRow("no data") << QStringList{"movements", none, "--from", "2026-03", "--to", "2026-03"} << 1;
        QTest::newRow("no window, no data")
            << QStringList{"retention", none, "--from", "2026-03", "--to", "2026-03"} << 2;
        QTest::newRow("window reversed, no data")
            << QStringList{"renewals", none, "--from", "2026-03-02", "--to", "2026-03-01"} << 2;
        QTest::newRow("bad dimension") << QStringList{"movements", w, "--from", "2026-01", "--to", "2026-01", "--by",
            "colour"} << 2;
        QTest::newRow("bad measure") << QStringList{"cohort", w, "--measure", "joy"} << 2;
        QTest::newRow("bad source") << QStringList{"reconcile", w, "--left", "crm", "--right", "nobody"} << 2;
        QTest::newRow("bad date") << QStringList{"reconcile", w, "--left", "crm", "--right", "billing", "--as-of",
            "31.10.2026"} << 2;
        QTest::newRow("bad currency") << QStringList{"init", path("x.qdeck"), "--currency", "XXZ"} << 2;
        QTest::newRow("init on a file that is there") << QStringList{"init", w} << 1;
        QTest::newRow("no such workspace") << QStringList{"accounts", path("none.qdeck")} << 1;
        QTest::newRow("not a workspace") << QStringList{"accounts", path("in/notes.md")} << 1;
        QTest::newRow("file that cannot be recognised") << QStringList{"import", w, path("in/notes.md")} << 1;
        QTest::newRow("no such file") << QStringList{"import", w, path("in/none.csv")} << 1;
        QTest::newRow("writing query") << QStringList{"query", w, "DELETE FROM account"} << 1;
        QTest::newRow("check") << QStringList{"check", w} << 0;
    }
    void exitStatus()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const Run run = qdeck(arguments);
        QVERIFY2(run.status == status, run.err + run.out);
        if (status != 0) {
            QVERIFY(run.out.isEmpty());
            QVERIFY(!run.err.isEmpty());
        }
    }

    void unknownCommands_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("near") << QStringList{"retension", workspace(), "--from", "2026-01"}
                              << QByteArray("qdeck: There is no command \"retension\"; did you mean \"retention\"? "
                                            "qdeck --help lists them.\n");
        QTest::newRow("far") << QStringList{"explode"}
                             << QByteArray("qdeck: There is no command \"explode\". qdeck --help lists them.\n");
    }
    void unknownCommands()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Run run = qdeck(arguments);
        QCOMPARE(run.status, 2);
        QVERIFY(run.out.isEmpty());
        QCOMPARE(run.err, says);
    }

    /// A window that ends before it begins is wrong whatever the workspace holds: 2, also where nothing was imported.
    void turnedWindows_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        for (const char *command : {"movements", "retention", "conventions", "economics"})
            QTest::newRow(command) << QStringList{command} << "2026-03"
                                   << "2026-02";
        for (const char *command : {"retention", "conventions"})
            QTest::addRow("%s, no month", command) << QStringList{command} << "2026-03"
                                                   << "2026-03";
        for (const char *command : {"renewals", "funnel", "validate"})
            QTest::newRow(command) << QStringList{command} << "2026-03-02"
                                   << "2026-03-01";
        QTest::newRow("calibrate") << QStringList{"calibrate", "--lead", "90"} << "2026-03-02"
                                   << "2026-03-01";
        QTest::newRow("explain") << QStringList{"explain", "nrr"} << "2026-03"
                                 << "2026-02";
        QTest::newRow("explain, days") << QStringList{"explain", "renewal_rate"} << "2026-03-02"
                                       << "2026-03-01";
        QTest::newRow("health") << QStringList{"health", "--accuracy"} << "2026-03-02"
                                << "2026-03-01";
        QTest::newRow("actions") << QStringList{"actions", "--preview"} << "2026-03"
                                 << "2026-02";
    }
    void turnedWindows()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const QString empty = path("turned.qdeck");
        if (!QFile::exists(empty))
            QCOMPARE(qdeck({"init", empty}).status, 0);
        command.insert(1, empty);
        const Run run = qdeck(command + QStringList{"--from", from, "--to", to});
        QVERIFY2(run.status == 2, run.err + run.out);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(from.toUtf8()) && run.err.contains(to.toUtf8()), run.err);
    }

    /// A correlation is at most 1; at 1 the empty workspace is what is in the way.
    void correlationBeforeAnythingIsRead()
    {
        const QString none = path("none-yet.qdeck");
        QCOMPARE(qdeck({"init", none}).status, 0);
        QCOMPARE(qdeck({"forecast", none, "--quarter", "2026Q3", "--rho", "1.001"}).status, 2);
        QCOMPARE(qdeck({"forecast", none, "--quarter", "2026Q3", "--rho", "1"}).status, 1);
    }

    void strictImportChangesNothing()
    {
        write("bad/crm.accounts.csv", "account_id,name,renewal_date\nZ1,Good,2026-01-01\nZ2,Bad,2026-02-31\n");
        QCOMPARE(qdeck({"import", workspace(), path("bad"), "--strict", "--as-of", "2026-10-31"}).status, 1);
        QVERIFY(!qdeck({"accounts", workspace()}).out.contains("Z1"));
    }

    void mainJob()
    {
        const auto identity = qdeck({"identity", workspace(), "--auto", "--json"}).json();
        QCOMPARE(identity["accounts"].get<int>(), 3);
        QCOMPARE(identity["links"]["id"].get<int>(), 1);
        QCOMPARE(identity["links"]["domain"].get<int>(), 1);

        const auto found = qdeck({"reconcile", workspace(), "--left", "crm", "--right", "billing"}).json();
        // Billing: 12 x 26,400 + EUR 909.09 x 1.10 = 316,800.00 + 1,000.00
        QCOMPARE(found["left_total"].get<double>(), 28100.0);
        QCOMPARE(found["right_total"].get<double>(), 317800.0);
        QCOMPARE(found["compared"].get<int>(), 2);
        QCOMPARE(found["breaks"].size(), std::size_t(2));
        QCOMPARE(found["breaks"][0]["cause"].get<std::string>(), std::string("monthly_as_annual"));
        QCOMPARE(found["breaks"][0]["delta"].get<double>(), 290400.0);
        QCOMPARE(found["breaks"][1]["type"].get<std::string>(), std::string("missing_right"));

        const auto rows =
            qdeck({"retention", workspace(), "--from", "2025-10", "--to", "2026-10", "--by", "segment"}).json()["rows"];
        QCOMPARE(rows[0]["group"].get<std::string>(), std::string("total"));
        QCOMPARE(rows[0]["nrr"].get<double>(), 1.0);
        const nlohmann::json empty =
            qdeck({"retention", workspace(), "--from", "2023-10", "--to", "2024-10"}).json()["rows"][0];
        QVERIFY(empty["nrr"].is_null() && empty["grr"].is_null() && empty["logo_churn"].is_null());
    }

    /// Customers are written one by one; the whole is laid out as every other object.
    void longListsAreLaidOutAsOthers()
    {
        QCOMPARE(qdeck({"init", path("empty.qdeck")}).status, 0);
        for (const QString &file : {workspace(), path("empty.qdeck")}) {
            const Run run = qdeck({"accounts", file});
            QCOMPARE(run.status, 0);
            const auto whole = nlohmann::ordered_json::parse(run.out.toStdString());
            QCOMPARE(whole["accounts"].empty(), file != workspace());
            QCOMPARE(QByteArray::fromStdString(whole.dump(2)) + '\n', QByteArray(run.out));
        }
    }

    void sameBytesTwice()
    {
        for (const QStringList &command : {QStringList{"sources", workspace(), "--json"},
                 {"accounts", workspace(), "--json"}, {"identity", workspace(), "--json"},
                 {"movements", workspace(), "--from", "2026-01", "--to", "2026-10", "--json"}}) {
            const Run first = qdeck(command);
            QCOMPARE(first.status, 0);
            QCOMPARE(qdeck(command).out, first.out);
        }
    }

    void quarantineNamesTheRow()
    {
        const QList<QByteArray> lines = qdeck({"quarantine", workspace(), "--csv"}).out.split('\n');
        QCOMPARE(lines[0], QByteArray("batch,file,line,column,code,message,record"));
        QVERIFY(lines[1].contains("billing.subscriptions.csv,4,start_date,bad_date"));
    }

    void queryReadsOnly()
    {
        const auto result = qdeck(
            {"query", workspace(), "SELECT account_id, arr FROM accounts WHERE source = 'crm' ORDER BY 1", "--json"})
                                .json();
        QCOMPARE(result["columns"][1].get<std::string>(), std::string("arr"));
        QCOMPARE(result["rows"][0][1].get<double>(), 26400.0);
        for (const char *sql :
            {"ATTACH ':memory:' AS x", "PRAGMA journal_mode = DELETE", "INSERT INTO setting VALUES ('a', 'b')",
                "SELECT 1; SELECT 2", "CREATE TEMP TABLE t (x)", "SELECT load_extension('x')", "VACUUM INTO 'x'"})
            QVERIFY2(qdeck({"query", workspace(), sql}).status == 1, sql);
    }

    /// A view gives what the command gives.
    void queryOfAView()
    {
        const auto found =
            qdeck({"query", workspace(),
                      "SELECT month, sum(opening_minor), sum(closing_minor), sum(churn_minor), sum(closing_logos) FROM "
                      "v_movements GROUP BY month ORDER BY month DESC LIMIT 1",
                      "--json"})
                .json()["rows"][0];
        const QString month = QString::fromStdString(found[0].get<std::string>());
        const auto row = qdeck({"movements", workspace(), "--from", month, "--to", month}).json()["rows"][0];
        QVERIFY(found[2].get<qint64>() > 0);
        QCOMPARE(found[1].get<qint64>(), std::llround(row["opening"].get<double>() * 100));
        QCOMPARE(found[2].get<qint64>(), std::llround(row["closing"].get<double>() * 100));
        QCOMPARE(found[3].get<qint64>(), std::llround(row["churn"].get<double>() * 100));
        QCOMPARE(found[4].get<int>(), row["closing_logos"].get<int>());
    }

    void queryTakesParameters()
    {
        const QStringList query{"query", workspace(), "SELECT :as_of, :n + 1, :id, :none IS NULL"};
        QCOMPARE(qdeck(query
                     + QStringList{"--as-of", "2026-09-30", "--param", "n=2", "--param", "id=007", "--param", "none="})
                     .out.split('\n')[1],
            QByteArray("2026-09-30,3,007,1"));
        QCOMPARE(qdeck(query).status, 1);
        QCOMPARE(qdeck(query + QStringList{"--param", "n"}).status, 2);
        QCOMPARE(qdeck(query + QStringList{"--param", "=2"}).status, 2);
        QCOMPARE(qdeck(query + QStringList{"--as-of", "soon"}).status, 2);
    }

    /// Rows come as they are, and it is said where that matters.
    void queryMasks()
    {
        const auto answer = [this](const char *sql, const QStringList &more = {}) {
            return qdeck(QStringList{"query", workspace(), QString::fromLatin1(sql)} + more);
        };
        const char *const mixed = "SELECT 'ann@acme.com' AS email, 4711 AS phone, 'to bo@acme.com' AS note, 12 AS id";
        const auto plain = answer(mixed);
        QCOMPARE(plain.out.split('\n')[1], QByteArray("ann@acme.com,4711,to bo@acme.com,12"));
        QVERIFY2(plain.err.contains("--mask"), plain.err.constData());
        const auto masked = answer(mixed, {"--mask"});
        QCOMPARE(masked.out.split('\n')[1], QByteArray("[masked],[masked],to [masked],12"));
        QVERIFY2(masked.err.isEmpty(), masked.err.constData());
        QCOMPARE(answer(mixed, {"--mask", "--json"}).json()["rows"][0][1], "[masked]");
        QVERIFY(answer("SELECT 'Ann' AS name, count(*) FROM contacts", {"--mask"}).out.contains("[masked],"));
        QVERIFY(answer("SELECT 'Acme' AS name, 12 AS id").err.isEmpty()); // nobody's
    }
};

QTEST_GUILESS_MAIN(TestQdeck)
#include "tst_qdeck.moc"
