#include "tests/app/qdeck_run.h"

using namespace qd::test;
using Json = nlohmann::json;

/// Reconciling several systems, samples, verdicts and sign-offs from the command line (CONTRACT-ROOMS section 3).
class TestQdeckSignoff : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    /// Acme, Birch and Cedar in three systems; Cedar is below zero in billing.
    [[nodiscard]] QString workspace(const char *name) const
    {
        const QString path = m_dir.filePath(QString::fromLatin1(name));
        writeFile(m_dir, QStringLiteral("data/crm.accounts.csv"),
            "account_id,name,domain,arr,owner,renewal_date,segment\n"
            "A,Acme,acme.example,1000,Ann Lee,2027-12-31,SMB\n"
            "B,Birch,birch.example,500,Bo,2027-01-01,SMB\n"
            "C,Cedar,cedar.example,300,ann@q.example,2027-12-31,Enterprise\n");
        writeFile(m_dir, QStringLiteral("data/billing.accounts.csv"),
            "account_id,name,domain,arr\n1,Acme,acme.example,\n2,Birch,birch.example,\n3,Cedar,cedar.example,-300\n");
        writeFile(m_dir, QStringLiteral("data/billing.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\ns,1,2025-01-01,2027-12-31,1000\n"
            "t,2,2025-01-01,2026-12-31,700\n");
        writeFile(m_dir, QStringLiteral("data/cs_platform.accounts.csv"),
            "account_id,name,domain,owner\n7,Acme,acme.example,Ann Lee\n8,Birch,birch.example,Cleo\n");
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
        return done.status == status ? done : QdeckRun();
    }
    [[nodiscard]] static QString stateOf(const QdeckRun &done)
    {
        return QString::fromStdString(done.json()["signoffs"][0]["state"].get<std::string>());
    }

private slots:
    /// March: Finance has Acme's uplift and has missed that Cog left; two renewals were won, after 60 and 58 days.
    void monthEnd()
    {
        QTemporaryDir dir;
        const QString w = dir.filePath(QStringLiteral("w.qdeck"));
        const auto file = [&](const char *name, const QByteArray &text) {
            writeFile(dir, QStringLiteral("data/%1.csv").arg(QLatin1String(name)), text);
        };
        file("billing.accounts", "account_id,name\n1,Acme\n2,Bolt\n3,Cog\n");
        file("billing.subscriptions",
            "subscription_id,account_id,start_date,cancelled_date,arr\na,1,2026-01-01,,1000\nb,2,2026-03-10,,500\n"
            "c,3,2026-01-01,2026-03-20,300\n");
        file("finance.arr_history",
            "account_id,month,arr\n1,2026-02,1000\n1,2026-03,1200\n2,2026-03,500\n3,2026-02,300\n3,2026-03,300\n");
        file("crm.opportunities",
            "opportunity_id,account_id,type,created_date,close_date,is_closed,is_won\n"
            "1,1,renewal,2026-01-01,2026-03-02,true,true\n2,2,renewal,2026-02-01,2026-03-31,true,true\n"
            "3,3,renewal,2026-02-01,2026-03-20,true,false\n4,2,new,2026-01-01,2026-03-10,true,true\n"
            "5,1,renewal,2026-01-01,2026-04-01,true,true\n");
        run({"init", w}, 0);
        run({"import", w, dir.filePath(QStringLiteral("data")), "--as-of", "2026-03-31"}, 0);
        run({"identity", w, "--auto"}, 0);
        const Json found = run({"month-end", w, "--month", "2026-03", "--json"}, 0).json();
        QCOMPARE(found["left"], "billing");
        QCOMPARE(found["right"], "finance");
        QStringList steps;
        for (const Json &step : found["movements"])
            steps << QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromStdString(step["step"].get<std::string>()))
                         .arg(step["ours"].get<double>())
                         .arg(step["theirs"].get<double>())
                         .arg(step["difference"].get<double>());
        QCOMPARE(steps,
            (QStringList{"opening 1300 1300 0", "new 500 500 0", "reactivation 0 0 0", "expansion 0 200 200",
                "contraction 0 0 0", "churn -300 0 300", "fx 0 0 0", "closing 1500 2000 500"}));
        QStringList accounts;
        for (const Json &row : found["accounts"])
            accounts << QStringLiteral("%1 %2 %3 %4")
                            .arg(QString::fromStdString(row["name"].get<std::string>()),
                                QString::fromStdString(row["movement"].get<std::string>()))
                            .arg(row["ours"].get<double>())
                            .arg(row["theirs"].get<double>());
        QCOMPARE(accounts, (QStringList{"Acme expansion 0 200", "Cog churn 300 0"}));
        double bridged = 0;
        double ofCustomers = 0;
        for (const Json &step : found["bridge"])
            bridged += step["amount"].get<double>();
        for (const Json &row : found["customers"])
            ofCustomers += row["difference"].get<double>();
        QCOMPARE(bridged, 500.0);
        QCOMPARE(ofCustomers, 500.0);
        QCOMPARE(found["customers"].size(), std::size_t(2));
        QCOMPARE(found["renewal_cycle"]["n"], 2);
        QCOMPARE(found["renewal_cycle"]["median_days"].get<double>(), 59.0);
        QVERIFY(run({"month-end", w, "--month", "2026-03"}, 0).out.contains("closing: 1500.00 against 2000.00"));
        QCOMPARE(runQdeck({"month-end", w, "--month", "2026-04"}).status, 1); // the history ends before
        QCOMPARE(runQdeck({"month-end", w, "--month", "2026-03", "--finance", "billing"}).status, 1);
    }

    void severalSystems()
    {
        const QString w = workspace("systems.qdeck");
        const Json found = run({"reconcile", w, "--systems", "crm,billing,cs_platform", "--json"}, 0).json();
        QCOMPARE(keysOf(found), (QStringList{"as_of", "currency", "fields", "pairs", "systems"}));
        QCOMPARE(found["systems"].dump(),
            std::string(R"([{"source":"crm","total":1800.0},{"source":"billing","total":1700.0},)"
                        R"({"source":"cs_platform","total":0.0}])"));
        const Json alone = run({"reconcile", w, "--left", "crm", "--right", "billing"}, 0).json();
        QVERIFY(found["pairs"][0] == alone);
        QCOMPARE(alone["breaks"].size(), std::size_t(3));
        QCOMPARE(alone["breaks"][0]["cause"], "unexplained"); // Birch
        QCOMPARE(alone["breaks"][1]["cause"], "exclusive_end");
        QCOMPARE(alone["breaks"][2]["cause"], "wrong_sign"); // Cedar
        const Json &arr = found["fields"][0];
        QCOMPARE(keysOf(arr), (QStringList{"compared", "field", "lower", "matched", "rate", "right", "upper"}));
        QCOMPARE(arr["field"], "arr");
        QCOMPARE(arr["right"], "billing");
        QCOMPARE(arr["compared"], 2);
        QCOMPARE(arr["rate"], 0.5);
        QVERIFY(std::abs(arr["lower"].get<double>() - 0.0945312) < 1e-6); // 1 of 2
        QStringList order;
        for (const Json &field : found["fields"]) {
            order << QString::fromStdString(
                field["field"].get<std::string>() + ' ' + field["right"].get<std::string>());
            if (order.last() == QStringLiteral("owner billing"))
                QVERIFY(field["rate"].is_null()); // billing gives no owners
        }
        QVERIFY(order.contains(QStringLiteral("owner billing")));
        QVERIFY(std::ranges::is_sorted(order));
        run({"settings", w, "tolerance.arr", "200"}, 0);
        QCOMPARE(run({"reconcile", w, "--systems", "crm,billing"}, 0).json()["fields"][0]["rate"], 1.0);
        QVERIFY(run({"reconcile", w, "--systems", "crm,billing", "--csv"}, 0).out.contains(",billing\n"));
    }

    void samplesAndVerdicts()
    {
        const QString w = workspace("samples.qdeck");
        const QStringList ask{
            "reconcile", w, "--left", "crm", "--right", "billing", "--sample", "2", "--seed", "7", "--csv"};
        const QByteArray list = run(ask, 0).out;
        QCOMPARE(run(ask, 0).out, list);
        QVERIFY(!list.contains('@'));
        const QList<QByteArray> lines = list.trimmed().split('\n');
        QCOMPARE(lines.size(), 7); // two customers, three fields
        QCOMPARE(lines[0], QByteArray("account,name,stratum,left_id,right_id,field,left,right,verdict"));
        QByteArray filled = lines[0] + '\n';
        for (qsizetype i = 1; i < lines.size(); ++i)
            filled += lines[i] + (i == 1 ? "mismatch" : lines[i].contains(",owner,") ? "unknown" : "match") + '\n';
        const QString file = writeFile(m_dir, QStringLiteral("verdicts.csv"), filled);
        const Json found = run({"reconcile", w, "--verdicts", file}, 0).json();
        QCOMPARE(keysOf(found), QStringList("fields"));
        QCOMPARE(found["fields"].size(), std::size_t(3));
        QCOMPARE(keysOf(found["fields"][0]), (QStringList{"field", "lower", "match", "n", "rate", "unknown", "upper"}));
        QCOMPARE(found["fields"][0]["n"], 2);
        QCOMPARE(found["fields"][0]["rate"], 0.5);
        QCOMPARE(found["fields"][1]["field"], "owner");
        QCOMPARE(found["fields"][1]["unknown"], 2);
        QVERIFY(found["fields"][1]["rate"].is_null());
        QCOMPARE(found["fields"][2]["rate"], 1.0);
    }

    void signing()
    {
        const QString w = workspace("signed.qdeck");
        const auto ask = [&w](const QStringList &what) {
            return QStringList{"signoff", w, "--left", "crm", "--right", "billing", "--period", "2026-10", "--json"}
            + what;
        };
        const QdeckRun open = run(ask({"--list"}), 0);
        QCOMPARE(stateOf(open), QStringLiteral("open"));
        QCOMPARE(keysOf(open.json()["signoffs"][0]),
            (QStringList{"difference", "hash", "left", "period", "prepared_by", "right", "signed_by", "state"}));
        run(ask({"--sign", "--by", "Bea"}), 1);
        QCOMPARE(stateOf(run(ask({"--prepare", "--by", "Anna"}), 0)), QStringLiteral("prepared"));
        run(ask({"--sign", "--by", "anna"}), 1);
        QCOMPARE(stateOf(run(ask({"--sign", "--by", "Bea"}), 0)), QStringLiteral("signed"));
        const QString late = writeFile(m_dir, QStringLiteral("late/billing.subscriptions.csv"),
            "subscription_id,account_id,start_date,end_date,arr\nu,2,2026-01-01,2026-12-31,10\n");
        run({"import", w, late, "--as-of", "2026-11-30"}, 0);
        const QdeckRun again = run(ask({"--list"}), 0);
        QCOMPARE(stateOf(again), QStringLiteral("review_again"));
        QCOMPARE(again.json()["signoffs"][0]["difference"].back().dump(),
            std::string(R"({"now":1710.0,"then":1700.0,"what":"right_total"})"));
        const QdeckRun text = run({"signoff", w, "--list"}, 0);
        QVERIFY(text.out.contains("review_again"));
        QVERIFY(text.out.contains("a record of who said so, not an access control"));
        run({"check", w}, 0);
    }

    void exceptions()
    {
        const QString w = workspace("exceptions.qdeck");
        const QString folder = m_dir.filePath(QStringLiteral("lists"));
        run({"reconcile", w, "--systems", "crm,billing,cs_platform", "--export-exceptions", folder}, 0);
        QCOMPARE(QDir(folder).entryList(QDir::Files), (QStringList{"billing.Cleo.csv", "crm.Cleo.csv"}));
        QFile crm(folder + QStringLiteral("/crm.Cleo.csv"));
        QVERIFY(crm.open(QIODevice::ReadOnly));
        QCOMPARE(crm.readAll(), QByteArray("account_id,arr,currency,owner\nB,700.00,USD,Cleo\n"));
    }

    /// Acme has 100 more of Flow in Finance's books; what Finance has of Bolt it has without a product.
    void byProduct()
    {
        QTemporaryDir dir;
        const QString w = dir.filePath(QStringLiteral("w.qdeck"));
        const QByteArray head = "subscription_id,account_id,start_date,arr,product\n";
        for (const char *source : {"billing", "finance"})
            writeFile(dir, QStringLiteral("data/%1.accounts.csv").arg(QLatin1String(source)),
                "account_id,name\n1,Acme\n2,Bolt\n");
        writeFile(dir, QStringLiteral("data/billing.subscriptions.csv"),
            head + "a,1,2026-01-01,1000,Core\nb,1,2026-01-01,200,Flow\nc,2,2026-01-01,500,Core\n");
        writeFile(dir, QStringLiteral("data/finance.subscriptions.csv"),
            head + "a,1,2026-01-01,1000,CORE\nb,1,2026-01-01,300,Flow\nc,2,2026-01-01,500,\n");
        run({"init", w}, 0);
        run({"import", w, dir.filePath(QStringLiteral("data")), "--as-of", "2026-10-31"}, 0);
        run({"identity", w, "--auto"}, 0);
        const QStringList command{"reconcile", w, "--left", "billing", "--right", "finance", "--by", "product"};
        const Json found = run(command, 0).json();
        QCOMPARE(keysOf(found),
            (QStringList{"as_of", "breaks", "compared", "currency", "left", "not_compared", "products", "right"}));
        QCOMPARE(found["compared"], 1);
        QCOMPARE(found["not_compared"]["left"], 500.0);
        QCOMPARE(found["not_compared"]["right"], 500.0);
        QCOMPARE(found["products"].size(), std::size_t(2));
        QCOMPARE(found["products"][0]["product"], "Core");
        QCOMPARE(found["products"][0]["rate"], 1.0);
        QCOMPARE(found["products"][1]["delta"], 100.0);
        QCOMPARE(found["products"][1]["matched"], 0);
        QCOMPARE(found["breaks"].size(), std::size_t(1));
        QCOMPARE(found["breaks"][0]["name"], "Acme");
        QVERIFY(run(command + QStringList{"--csv"}, 0).out.contains(",Acme,Flow,200.00,300.00,100.00,1,1\n"));
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no systems") << QStringList{"reconcile", "W"} << 2;
        QTest::newRow("one of two") << QStringList{"reconcile", "W", "--left", "crm"} << 2;
        QTest::newRow("one system") << QStringList{"reconcile", "W", "--systems", "crm"} << 2;
        QTest::newRow("the same twice") << QStringList{"reconcile", "W", "--systems", "crm,crm"} << 2;
        QTest::newRow("both ways") << QStringList{"reconcile", "W", "--systems", "crm,billing", "--left", "crm"} << 2;
        QTest::newRow("nobody") << QStringList{"reconcile", "W", "--systems", "crm,nobody"} << 2;
        QTest::newRow("by what") << QStringList{"reconcile", "W", "--left", "crm", "--right", "billing", "--by", "day"}
                                 << 2;
        QTest::newRow("no products") << QStringList{"reconcile", "W", "--left", "crm", "--right", "billing", "--by",
            "product"} << 1;
        QTest::newRow("no seed") << QStringList{"reconcile", "W", "--sample", "2"} << 2;
        QTest::newRow("a sample of none") << QStringList{"reconcile", "W", "--sample", "0", "--seed", "1"} << 2;
        QTest::newRow("a seed of nothing") << QStringList{"reconcile", "W", "--seed", "1"} << 2;
        QTest::newRow("no dimension") << QStringList{"reconcile", "W", "--sample", "2", "--seed", "1", "--stratify",
            "colour"} << 2;
        QTest::newRow("no file of verdicts") << QStringList{"reconcile", "W", "--verdicts", "nowhere.csv"} << 1;
        QTest::newRow("nothing to do") << QStringList{"signoff", "W"} << 2;
        QTest::newRow("two things") << QStringList{"signoff", "W", "--prepare", "--sign"} << 2;
        QTest::newRow("no pair") << QStringList{"signoff", "W", "--prepare", "--period", "2026-10"} << 2;
        QTest::newRow("no period") << QStringList{"signoff", "W", "--prepare", "--left", "crm", "--right", "billing"}
                                   << 2;
        QTest::newRow("a wrong period") << QStringList{"signoff", "W", "--list", "--left", "crm", "--right", "billing",
            "--period", "10/2026"} << 2;
        QTest::newRow("no month") << QStringList{"month-end", "W", "--month", "March"} << 2;
        QTest::newRow("no source") << QStringList{"month-end", "W", "--month", "2026-10", "--finance", "nobody"} << 2;
        QTest::newRow("no finance") << QStringList{"month-end", "W", "--month", "2026-10"} << 1;
        QTest::newRow("no history") << QStringList{"month-end", "W", "--month", "2026-10", "--finance", "crm"} << 1;
        QTest::newRow("help") << QStringList{"signoff", "--help"} << 0;
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        static const QString w = workspace("arguments.qdeck");
        arguments.replaceInStrings(QStringLiteral("W"), w);
        QCOMPARE(runQdeck(arguments).status, status);
    }

    /// The register with owners and due dates, which a list gives and takes.
    void breaksAreWorkedOff()
    {
        const QString path = workspace("breaks.qdeck");
        const Json all = run({"breaks", path}, 0).json();
        QCOMPARE(keysOf(all),
            (QStringList{
                "ages", "as_of", "breaks", "currency", "left", "months", "right", "time_to_fix", "within_tolerance"}));
        QCOMPARE(keysOf(all["breaks"][0]),
            (QStringList{"account", "age", "age_days", "break", "cause", "delta", "due_date", "field", "first_seen",
                "left", "left_id", "name", "nearest", "note", "overdue", "owner", "right", "right_id", "state",
                "type"}));
        QCOMPARE(all["left"], "crm");
        const auto birch = [&] {
            const Json now = run({"breaks", path}, 0).json();
            for (const Json &each : now["breaks"]) {
                if (each["name"] == "Birch" && each["field"] == "arr")
                    return each;
            }
            return Json();
        };
        QCOMPARE(birch()["owner"], "Cleo"); // the customer's, as the CS platform has it
        QVERIFY(birch()["due_date"].is_null());
        const QString list = writeFile(m_dir, QStringLiteral("list.csv"),
            "break,state,owner,due_date\n" + QByteArray::fromStdString(birch()["break"].get<std::string>())
                + ",to_fix,Dana,2026-10-30\n");
        QCOMPARE(run({"breaks", path, "--set", list}, 0).json()["decided"], 1);
        QCOMPARE(run({"breaks", path, "--set", list}, 0).json()["decided"], 0); // as it is already
        QCOMPARE(birch()["owner"], "Dana");
        QCOMPARE(birch()["state"], "to_fix");
        QCOMPARE(birch()["overdue"], true);
        QCOMPARE(birch()["age"], "0-7");
        QCOMPARE(run({"breaks", path, "--overdue"}, 0).json()["breaks"].size(), std::size_t(1));
        QCOMPARE(run({"breaks", path, "--owner", "dana", "--csv"}, 0).out.count('\n'), 2);
        QCOMPARE(run({"breaks", path, "--state", "fixed", "--csv"}, 0).out.count('\n'), 1);
        QCOMPARE(runQdeck({"breaks", path, "--state", "done"}).status, 2);
        QCOMPARE(runQdeck({"breaks", path, "--left", "crm"}).status, 2);
        QCOMPARE(runQdeck({"check", path}).status, 0);
        // The CRM follows: gone 30 days after it was found.
        const QString later = writeFile(m_dir, QStringLiteral("later/crm.accounts.csv"),
            "account_id,name,domain,arr,owner,renewal_date,segment\nB,Birch,birch.example,700,Bo,2027-01-01,SMB\n");
        run({"import", path, later, "--as-of", "2026-11-30"}, 0);
        const Json fixed = run({"breaks", path}, 0).json()["time_to_fix"]["rows"];
        const auto of =
            std::find_if(fixed.begin(), fixed.end(), [](const Json &row) { return row["owner"] == "Dana"; });
        QVERIFY(of != fixed.end());
        QCOMPARE((*of)["system"], "crm");
        QCOMPARE((*of)["fixed"], 1);
        QCOMPARE((*of)["median_days"], 30.0);
    }
};

QTEST_GUILESS_MAIN(TestQdeckSignoff)
#include "tst_qdeck_signoff.moc"
