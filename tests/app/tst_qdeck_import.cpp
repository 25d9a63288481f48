#include "tests/app/qdeck_run.h"

/// `qdeck import` and amounts as a script meets them.
class TestQdeckImport : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path(const QString &name) const { return m_dir.filePath(name); }

    using Run = qd::test::QdeckRun;
    static Run qdeck(const QStringList &arguments) { return qd::test::runQdeck(arguments); }
    QString write(const QString &name, const QByteArray &text) const
    {
        qd::test::writeFile(m_dir, name, text);
        return path(name);
    }
    QString workspace(const QString &name, const QString &currency = QStringLiteral("USD")) const
    {
        const Run made = qdeck({"init", path(name), "--currency", currency});
        return made.status == 0 ? path(name) : QString();
    }

private slots:
    void options_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::newRow("header") << QStringList{"--header", "none"} << 0;
        QTest::newRow("header line") << QStringList{"--header", "2"} << 0;
        QTest::newRow("header 0") << QStringList{"--header", "0"} << 2;
        QTest::newRow("header word") << QStringList{"--header", "first"} << 2;
        QTest::newRow("header half") << QStringList{"--header", "2x"} << 2;
        QTest::newRow("decimal") << QStringList{"--decimal", "comma"} << 0;
        QTest::newRow("decimal word") << QStringList{"--decimal", "dot"} << 2;
        QTest::newRow("delimiter") << QStringList{"--delimiter", "semicolon"} << 0;
        QTest::newRow("delimiter letter") << QStringList{"--delimiter", "a"} << 2;
        QTest::newRow("sheet of a CSV") << QStringList{"--sheet", "2"} << 1;
    }
    void options()
    {
        QFETCH(QStringList, options);
        QFETCH(int, status);
        const QString w = workspace(QStringLiteral("o-%1.qdeck").arg(QLatin1String(QTest::currentDataTag())));
        const Run run = qdeck(QStringList{"import", w, write("t.csv", "a;b\n1,5;2\n3;4\n"), "--table", "t"} + options);
        QVERIFY2(run.status == status, run.err);
        QVERIFY(qdeck({"import", "--help"}).out.contains(options.front().toUtf8()));
    }

    /// Held rows as a file, corrected there and imported again.
    void heldRowsComeBack()
    {
        const QString w = workspace("held.qdeck");
        const QString accounts = write("crm.accounts.csv", "account_id,name,arr\nA,Kestrel,100\nB,Merlin,abc\n");
        QCOMPARE(qdeck({"import", w, accounts, "--as-of", "2026-10-31"}).status, 0);
        const Run held = qdeck({"quarantine", w, "--rows-of", accounts});
        QVERIFY2(held.err.contains("--source crm --as-of 2026-10-31"), held.err);
        QByteArray text = held.out;
        QVERIFY2(text.startsWith("\"account_id\",\"name\",\"arr\",\"quarantine_reason of crm.accounts.csv\"\n"), text);
        QVERIFY2(text.contains("\"B\",\"Merlin\",\"abc\",\"crm.accounts.csv line 3"), text);
        const QString corrected = write("by Ann.csv", text.replace("abc", "200"));
        const Run again = qdeck({"import", w, corrected, "--source", "crm", "--as-of", "2026-10-31"});
        QVERIFY2(again.err.contains("crm.accounts.csv: accounts of crm, 1 rows, 1 accepted"), again.err);
        QCOMPARE(qdeck({"quarantine", w, "--rows-of", corrected, "--source", "crm"}).status, 1); // none waits
        QCOMPARE(qdeck({"quarantine", w, "--rows-of", accounts, "--mask"}).status, 2);
        QVERIFY(qdeck({"query", w, "SELECT arr FROM accounts WHERE account_id = 'B'"}).out.contains("200"));
    }

    void whatIsLeftOutIsNamed()
    {
        const QString w = workspace("l.qdeck");
        const Run run = qdeck({"import", w, write("p.csv", "Prices\n\nid,n\n1,2\nid,n\n"), "--table", "t", "--json"});
        QVERIFY2(run.err.contains("skipped, repeats the header: line 5"), run.err);
        QVERIFY2(run.err.contains("the header is line 3"), run.err);
        const auto batch = run.json()["batches"][0];
        QCOMPARE(batch["header_line"].get<int>(), 3);
        QCOMPARE(batch["skipped"].get<int>(), 1);
        QCOMPARE(batch["skipped_rows"].dump(), std::string(R"([{"line":5,"why":"repeats the header"}])"));
    }

    /// Before anything is written: what a lookup finds, which rows become one, what nothing maps.
    void whatAMappingFinds()
    {
        const QString w = workspace("mapped.qdeck");
        const QString contracts =
            write("billing.subscriptions.csv", "subscription_id,account_id,start_date,arr\nS1,A,2026-01-01,100\n");
        QCOMPARE(qdeck({"import", w, contracts}).status, 0);
        const QString profile = write("meter.json", R"({"name": "meter", "kind": "usage", "entity": "usage",
            "same_key": {"sum": ["minutes"]}, "columns": {"date": "Day",
            "minutes": {"header": "Seconds", "divide_by": 60}, "account_id": {"lookup": {"entity": "subscriptions",
            "by": {"subscription_id": "Contract"}, "give": "account_id"}}}})");
        const QString usage =
            write("u.csv", "Contract,Day,Seconds,Note\nS1,2026-02-01,90,a\nS1,2026-02-01,30,b\nS2,2026-02-01,60,c\n");
        const Run dry = qdeck({"import", w, usage, "--profile", profile, "--dry-run", "--json"});
        QVERIFY2(dry.err.contains("account_id is looked up: 2 rows matched, 1 unmatched, 0 ambiguous."), dry.err);
        QVERIFY2(dry.err.contains("mapped to nothing and kept beside the rows: Note"), dry.err);
        const auto batch = dry.json()["batches"][0];
        QCOMPARE(batch["lookups"].dump(),
            std::string(R"([{"ambiguous":0,"column":"account_id","matched":2,"unmatched":1}])"));
        QCOMPARE(batch["joined"].get<int>(), 1);
        QCOMPARE(batch["quarantined"].get<int>(), 1);
        QCOMPARE(batch["extra_columns"].dump(), std::string(R"(["Note"])"));
        QCOMPARE(
            batch["absent_columns"].dump(), std::string(R"(["feature","active_users","licensed_users","events"])"));
        QCOMPARE(qdeck({"query", w, "SELECT count(*) AS n FROM usage"}).out.trimmed(), QByteArray("n\n0"));
        QCOMPARE(qdeck({"import", w, usage, "--profile", profile}).status, 0);
        QCOMPARE(qdeck({"query", w, "SELECT account_id, minutes FROM usage"}).out.trimmed(),
            QByteArray("account_id,minutes\nA,2"));
    }

    void undo()
    {
        const QString w = workspace("undo.qdeck");
        const QString file = write("crm.contacts.csv", "contact_id,account_id,is_champion\nC1,A,true\n");
        QCOMPARE(qdeck({"import", w, file, "--as-of", "2026-01-31"}).status, 0);
        const QString later = write("later/crm.contacts.csv", "contact_id,account_id,is_champion\nC1,A,false\n");
        QCOMPARE(qdeck({"import", w, later, "--as-of", "2026-02-28"}).status, 0);
        const Run refused = qdeck({"import", w, "--undo", "1"});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("later batch 2 (crm.contacts.csv) rests on it: it gave or closed rows of it"),
            refused.err);
        const Run undone = qdeck({"import", w, "--undo", "2", "--json"});
        QVERIFY2(undone.status == 0, undone.err);
        QCOMPARE(undone.json()["undone"][0]["batch"].get<int>(), 2);
        QCOMPARE(qdeck({"query", w, "SELECT is_champion FROM contacts"}).out.trimmed(), QByteArray("is_champion\n1"));
        QCOMPARE(qdeck({"sources", w}).json()["batches"][1]["state"].get<std::string>(), std::string("undone"));
        const Run twice = qdeck({"import", w, "--undo", "2"});
        QCOMPARE(twice.status, 1);
        QVERIFY2(twice.err.contains("was undone before"), twice.err);
        QCOMPARE(qdeck({"import", w, "--undo", "7"}).status, 1);
        QCOMPARE(qdeck({"import", w, "--undo", "two"}).status, 2);
        QCOMPARE(qdeck({"import", w, later, "--undo", "1"}).status, 2);
        QCOMPARE(qdeck({"import", w}).status, 2);
        QVERIFY(qdeck({"import", w, later, "--as-of", "2026-02-28"}).err.contains("1 accepted"));
        QCOMPARE(qdeck({"check", w}).status, 0);
    }

    /// What no guess gets right: more bars than tildes, in text.
    void delimiter()
    {
        const QString w = workspace("delimiter.qdeck");
        const QString file = write("t.csv", "id~text\n1~a|b|c\n2~d|e|f\n");
        QVERIFY(qdeck({"import", w, file, "--table", "t", "--delimiter", "~"}).status == 0);
        QCOMPARE(qdeck({"query", w, "SELECT text FROM t WHERE id = 2"}).out.trimmed(), QByteArray("text\nd|e|f"));
    }

    void dryRun()
    {
        const QString w = workspace("dry.qdeck");
        const QString file = write("crm.accounts.csv", "account_id,name,arr\nA,Acme,1\nB,Bolt,none of it\n");
        QCOMPARE(qdeck({"import", w, write("first/crm.accounts.csv", "account_id,name,arr\nA,Acme,7\n"), "--as-of",
                           "2026-01-31"})
                     .status,
            0);
        const auto state = [&w] {
            return qdeck({"sources", w}).out + qdeck({"quarantine", w}).out
                + qdeck({"query", w, "SELECT account_id, name, arr FROM accounts"}).out
                + qdeck({"query", w, "SELECT count(*) FROM audit_log"}).out
                + qdeck({"query", w, "SELECT count(*) FROM record_history"}).out;
        };
        const QByteArray before = state();
        const QStringList import{"import", w, file, "--as-of", "2026-02-28", "--json"};
        const Run dry = qdeck(import + QStringList{"--dry-run"});
        QCOMPARE(dry.status, 0);
        QVERIFY2(dry.err.contains("nothing was changed"), dry.err);
        QCOMPARE(state(), before);
        const Run real = qdeck(import);
        QVERIFY(!real.err.contains("nothing was changed"));
        QVERIFY(state() != before);
        auto said = dry.json();
        auto done = real.json();
        QCOMPARE(said["dry_run"].get<bool>(), true);
        QCOMPARE(done["dry_run"].get<bool>(), false);
        QVERIFY(said["batches"][0]["batch"].is_null());
        QCOMPARE(done["batches"][0]["batch"].get<int>(), 2); // no number was used up
        said["batches"][0]["batch"] = 2;
        said["dry_run"] = false;
        QCOMPARE(said.dump(), done.dump());
        QCOMPARE(qdeck({"import", w, file, "--dry-run", "--strict", "--force"}).status, 1);
        QCOMPARE(qdeck({"import", w, "--undo", "2", "--dry-run"}).status, 2);
        QCOMPARE(qdeck({"check", w}).status, 0);
    }

    /// What qdeck writes it reads back the same; a file of somebody else keeps its apostrophes.
    void ownExports()
    {
        const QString w = workspace("own.qdeck");
        const QByteArray rows("A,=SUM(A1),'s-Graveland\nB,-Minus,@at\n");
        QCOMPARE(
            qdeck({"import", w, write("crm.accounts.csv", "account_id,name,segment\n" + rows), "--as-of", "2026-01-31"})
                .status,
            0);
        const QByteArray csv = qdeck({"accounts", w, "--csv"}).out;
        QVERIFY2(csv.contains("'=SUM(A1)"), csv);
        QCOMPARE(qdeck({"import", w, write("back.csv", csv), "--table", "back"}).status, 0);
        QCOMPARE(qdeck({"query", w,
                           "SELECT count(*) FROM back b JOIN accounts a ON b.links = 'crm:' || a.account_id "
                           "AND b.name = a.name AND b.segment = a.segment"})
                     .out.trimmed(),
            QByteArray("count(*)\n2"));
        QCOMPARE(qdeck({"import", w, write("other.csv", "id,name\n1,'=SUM(A1)\n"), "--table", "other"}).status, 0);
        QCOMPARE(qdeck({"query", w, "SELECT count(*) FROM other WHERE substr(name, 1, 1) = char(39)"}).out.trimmed(),
            QByteArray("count(*)\n1"));
    }

    void decisions()
    {
        const QString w = workspace("decisions.qdeck");
        const QString crm =
            write("crm.accounts.csv", "account_id,name,domain\nA,Acme,acme.example\nB,Bolt,b.example\n");
        const QString billing =
            write("billing.accounts.csv", "account_id,name,domain\nS,Acme,acme.example\nT,Other,\n");
        QCOMPARE(qdeck({"import", w, crm, billing, "--as-of", "2026-01-31"}).status, 0);
        QCOMPARE(qdeck({"identity", w, "--auto", "--json"}).json()["accounts"].get<int>(), 3);
        const QString file = write("d.csv",
            "left_source,left_id,right_source,right_id,decision,by,note\ncrm,A,billing,S,never,Bo,\n"
            "crm,B,billing,T,link,,new name\ncrm,B,billing,X,link,Bo,\n");
        const Run done = qdeck({"identity", w, "--decisions", file, "--by", "Ann", "--json"});
        QVERIFY2(done.status == 0, done.err);
        QVERIFY2(done.err.contains("3 decisions made, 0 said before"), done.err);
        QVERIFY2(done.err.contains("1 is about a record that is not there; it holds once this is."), done.err);
        QCOMPARE(done.json()["accounts"].get<int>(), 3);
        QCOMPARE(done.json()["links"]["manual"].get<int>(), 1);
        QCOMPARE(done.json()["links"]["domain"].get<int>(), 0);
        QCOMPARE(qdeck({"identity", w, "--auto", "--json"}).json()["accounts"].get<int>(), 3); // never means never
        QCOMPARE(qdeck({"import", w, crm, billing, "--as-of", "2026-02-28", "--force"}).status, 0);
        QCOMPARE(qdeck({"identity", w, "--auto", "--json"}).json()["links"]["manual"].get<int>(), 1);
        QCOMPARE(qdeck({"identity", w, "--export-decisions", path("out.csv")}).status, 0);
        QFile out(path("out.csv"));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll(),
            QByteArray("left_source,left_id,right_source,right_id,decision,by,note\n"
                       "billing,S,crm,A,never,Bo,\nbilling,T,crm,B,link,Ann,new name\nbilling,X,crm,B,link,Bo,\n"));
        const Run refused = qdeck({"identity", w, "--decisions",
            write("e.csv", "left_source,left_id,right_source,right_id,decision\ncrm,A,crm,B,maybe\n")});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("line 2"), refused.err);
        QCOMPARE(qdeck({"identity", w, "--decisions", path("none.csv")}).status, 1);
        QCOMPARE(qdeck({"identity", w, "--auto", "--export-decisions", path("x.csv")}).status, 2);
        QCOMPARE(qdeck({"identity", w, "--by", "Ann"}).status, 2);
        QCOMPARE(qdeck({"check", w}).status, 0);
    }

    void completeFiles()
    {
        const QString w = workspace("full.qdeck");
        const QByteArray header = "account_id,name,arr\n";
        const auto take = [&](const QByteArray &rows, const char *day, const QStringList &more) {
            return qdeck(
                QStringList{"import", w, write("crm.accounts.csv", header + rows), "--as-of", QLatin1String(day)}
                + more);
        };
        QCOMPARE(take("A,Acme,1\nB,Bolt,2\nC,Cyan,3\n", "2026-01-31", {"--full"}).status, 0);
        const Run one = take("A,Acme,1\nB,Bolt,2\n", "2026-02-28", {"--full", "--json"});
        QVERIFY2(one.err.contains("1 record vanished, closed as of 2026-02-28: C; ARR 3.00 USD"), one.err);
        QCOMPARE(one.json()["batches"][0]["vanished"].size(), std::size_t(1));
        QCOMPARE(one.json()["batches"][0]["vanished"][0]["record"].get<std::string>(), std::string("C"));
        QCOMPARE(one.json()["batches"][0]["vanished"][0]["closed_on"].get<std::string>(), std::string("2026-02-28"));
        const Run part = take("Z,Zeal,4\n", "2026-01-15", {"--json"}); // older than the complete files, which lack it
        QVERIFY2(part.err.contains("1 record vanished, closed as of 2026-01-31: Z; ARR 4.00 USD"), part.err);
        QCOMPARE(part.json()["batches"][0]["vanished"][0]["closed_on"].get<std::string>(), std::string("2026-01-31"));
        const Run most = take("D,Dune,1\n", "2026-03-31", {"--full"});
        QCOMPARE(most.status, 1);
        QVERIFY2(most.err.contains("lacks 2 of the 2 accounts that crm had"), most.err);
        QCOMPARE(take("", "2026-03-31", {"--full", "--force"}).status, 1);
        QCOMPARE(take("D,Dune,1\n", "2026-03-31", {"--full", "--force"}).status, 0);
        QCOMPARE(qdeck({"settings", w, "full.crm.accounts", "all"}).status, 0);
        QVERIFY(qdeck({"settings", w}).out.contains("full.crm.accounts = all"));
        QCOMPARE(take("E,Echo,1\n", "2026-04-30", {}).status, 1);
        QCOMPARE(qdeck({"settings", w, "full.crm.accounts", "part"}).status, 0);
        QCOMPARE(take("E,Echo,1\n", "2026-04-30", {}).status, 0);
        QCOMPARE(qdeck({"check", w}).status, 0);
    }

    /// A seat count edited in place is a movement of its month; what a closed month was stays (CONTRACT-ROOMS section
    /// 1). By hand: 1,200 + 500 in January, the first at 3,000 from 28 February, at 900 from 31 March; the third import
    /// says nothing new of the second.
    void amountsOfSubscriptionsKeepTheirDays()
    {
        const QString w = workspace("values.qdeck");
        const auto take = [&](const char *first, const char *day) {
            return qdeck(
                {"import", w,
                    write("billing.subscriptions.csv",
                        QByteArray("subscription_id,account_id,start_date,end_date,arr,currency\ns1,A,2025-01-01,"
                                   "2026-12-31,")
                            + first + ",USD\ns2,B,2025-01-01,,500,USD\n"),
                    "--as-of", QLatin1String(day)})
                .status;
        };
        QCOMPARE(take("1200", "2026-01-31"), 0);
        QCOMPARE(take("3000", "2026-02-28"), 0);
        QCOMPARE(take("900", "2026-03-31"), 0);
        const auto months = [&] {
            QStringList found;
            const auto json = qdeck({"movements", w, "--from", "2025-12", "--to", "2026-03", "--json"}).json();
            for (const auto &row : json["rows"])
                found << QStringLiteral("%1 %2 +%3 -%4")
                             .arg(QString::fromStdString(row["month"].get<std::string>()))
                             .arg(row["closing"].get<double>())
                             .arg(row["expansion"].get<double>())
                             .arg(row["contraction"].get<double>());
            return found;
        };
        QCOMPARE(months(),
            (QStringList{
                "2025-12 1700 +0 -0", "2026-01 1700 +0 -0", "2026-02 3500 +1800 -0", "2026-03 1400 +0 -2100"}));
        QCOMPARE(qdeck({"settings", w, "subscriptions.values", "restated"}).status, 0);
        QCOMPARE(months(),
            (QStringList{"2025-12 1400 +0 -0", "2026-01 1400 +0 -0", "2026-02 1400 +0 -0", "2026-03 1400 +0 -0"}));
        QCOMPARE(qdeck({"settings", w, "subscriptions.values", "present"}).status, 2);
        QCOMPARE(qdeck({"settings", w, "subscriptions.values", ""}).status, 0);
        QCOMPARE(qdeck({"settings", w, "grace_days", "30"}).status, 0); // terms are applied to each amount alike
        QCOMPARE(months().at(2), QStringLiteral("2026-02 3500 +1800 -0"));
    }

    void missingRecordsAreSaid()
    {
        const QString w = workspace("m.qdeck");
        const QByteArray header = "account_id,name,owner,arr\nA,Acme,Ann,1\n";
        QCOMPARE(qdeck({"import", w, write("crm.accounts.csv", header + "B,Bolt,Bo,250.5\n"), "--as-of", "2026-01-31"})
                     .status,
            0);
        const Run run = qdeck({"import", w, write("crm.accounts.csv", QByteArray(header).replace("Ann", "Cy")),
            "--as-of", "2026-02-28", "--json"});
        QVERIFY2(
            run.err.contains(
                "1 record of the last file is not in this one (crm.accounts.csv as of 2026-01-31): B; ARR 250.50 USD"),
            run.err);
        QVERIFY2(run.err.contains("owner changed in 1 record: A from Ann to Cy"), run.err);
        const auto missing = run.json()["batches"][0]["missing"];
        QCOMPARE(missing["records"].dump(), std::string(R"([{"arr":250.5,"currency":"USD","record":"B"}])"));
    }

    void unknownFilesTogether()
    {
        const QString w = workspace("u.qdeck");
        const Run run = qdeck({"import", w, write("one.csv", "x,y\n1,2\n"), write("two.csv", "p,q\n1,2\n")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("one.csv, two.csv"), run.err);
    }

    void largeAmountsAreExact()
    {
        const QString w = workspace("x.qdeck");
        const QByteArray subscriptions = "subscription_id,account_id,start_date,arr,currency\ns1,A,2026-01-10,";
        QCOMPARE(qdeck({"import", w, write("billing.subscriptions.csv", subscriptions + "12345678901234567.89,USD\n"),
                           "--as-of", "2026-03-31"})
                     .status,
            0);
        const Run json = qdeck({"movements", w, "--from", "2026-01", "--to", "2026-02", "--json"});
        QVERIFY2(json.out.contains("\"new\": 12345678901234567.89,"), json.out);
        QVERIFY(json.out.contains("\"opening\": 0.0,"));
        const Run csv = qdeck({"movements", w, "--from", "2026-01", "--to", "2026-02", "--csv"});
        QVERIFY2(csv.out.contains("2026-01,total,0.0,12345678901234567.89,"), csv.out);
        const Run cohort = qdeck({"cohort", w, "--measure", "arr", "--csv"});
        QVERIFY2(cohort.out.contains("2026-01,1,12345678901234567.89,1,12345678901234567.89\n"), cohort.out);
        QVERIFY(qdeck({"cohort", w, "--measure", "arr", "--json"}).out.contains("\"opening\": 12345678901234567.89"));
        QVERIFY(qdeck({"headline", w, "--json"}).out.contains("12345678901234567.89"));
    }

    void sumsThatNoAmountHolds()
    {
        const QString w = workspace("s.qdeck");
        write("billing.subscriptions.csv",
            "subscription_id,account_id,start_date,arr,currency\ns1,A,2026-01-10,5e17,USD\n"
            "s2,A,2026-01-10,50000000000000000,USD\ns3,B,2026-01-10,50000000000000000,USD\n"
            "s4,C,2026-01-10,92233720368547758.08,USD\n");
        const Run imported = qdeck({"import", w, path("billing.subscriptions.csv"), "--as-of", "2026-03-31"});
        QVERIFY2(imported.err.contains("2 accepted, 0 unchanged, 2 quarantined"), imported.err);
        QVERIFY(qdeck({"quarantine", w}).out.contains("overflow"));
        const QStringList months{"--from", "2026-01", "--to", "2026-02"};
        for (const char *command : {"movements", "retention"}) {
            const Run run = qdeck(QStringList{command, w} + months);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.err.contains("too large to add up"), run.err);
            QVERIFY2(!run.out.contains('-'), run.out);
        }
    }
};

QTEST_GUILESS_MAIN(TestQdeckImport)
#include "tst_qdeck_import.moc"
