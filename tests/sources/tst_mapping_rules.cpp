#include "core/sources/lookup_table.h"
#include "core/sources/preview.h"
#include "tests/sources/mapping_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What a mapping makes of the columns of a row beyond taking one as it is: looked up, scaled, joined, split.
class TestMappingRules : public QObject {
    Q_OBJECT

private slots:
    void usageBySubscription();
    void lookups_data();
    void lookups();
    void convertedKeys();
    void chainsOfLookups_data();
    void chainsOfLookups();
    void previewOfLookups();
    void madeValues_data();
    void madeValues();
    void anEditedProfileReadsAgain();
    void whatIsLeftOut();
    void columnsWithoutAName();
};

namespace {

constexpr const char *Metered = R"({"name": "meter", "kind": "usage", "entity": "usage",
    "same_key": {"sum": ["events", "minutes"]},
    "columns": {
        "account_id": {"lookup": {"entity": "subscriptions", "by": {"subscription_id": "Subscription"},
                                  "give": "account_id"%1}},
        "date": "Day", "events": "Hits", "minutes": {"from": [{"header": "Seconds", "divide_by": 60}]}}})";

std::string metered(const char *more)
{
    return QString::fromLatin1(Metered).arg(QLatin1String(more)).toStdString();
}

} // namespace

void TestMappingRules::usageBySubscription()
{
    SourceFixture f;
    const auto usage = f.write("a.csv",
        "Subscription,Day,Seconds,Hits\nS1,2026-02-01,90,2\nS2,2026-02-01,60,1\nS1,2026-02-01,30,3\n"
        "S9,2026-02-01,60,1\n,2026-02-01,60,1\n");
    const auto billing = f.write("billing.subscriptions.csv",
        "subscription_id,account_id,start_date,arr\nS1,A,2026-01-01,100\nS2,B,2026-01-01,100\n");
    const auto crm =
        f.write("crm.subscriptions.csv", "subscription_id,account_id,start_date,arr\nS2,C,2026-01-01,100\n");
    ImportOptions options;
    options.hintsOf[usage].profile = f.write("own.json", metered(""));
    options.dryRun = true;
    // The usage is given first and still finds what the other files bring.
    const auto tried = f.import({usage, billing, crm}, options);
    QVERIFY2(tried.ok(), qPrintable(whyNot(tried)));
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"0"});
    const LookupCount before = tried->batches.at(2).notes.lookups.at("account_id");
    options.dryRun = false;
    const auto report = f.import({usage, billing, crm}, options);
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    const BatchReport &batch = report->batches.at(2);
    QCOMPARE(QString::fromStdString(batch.entity), QStringLiteral("usage"));
    QCOMPARE(counts(batch), QStringLiteral("5/2/0/3/0"));
    const LookupCount count = batch.notes.lookups.at("account_id");
    QCOMPARE(count.matched, 2);
    QCOMPARE(count.unmatched, 1);
    QCOMPARE(count.ambiguous, 1);
    QCOMPARE(before.matched + before.unmatched + before.ambiguous, 4);
    QCOMPARE(before.unmatched, 1);
    QCOMPARE(batch.notes.joined, 1);
    // 90 + 30 seconds are two minutes.
    QCOMPARE(
        f.rows("SELECT source, account_id, date, events, minutes FROM usage"), QStringList{"meter|A|2026-02-01|5|2"});
    QCOMPARE(f.rows("SELECT line, \"column\", code FROM quarantine ORDER BY line"),
        QStringList(
            {"3|Subscription|lookup_ambiguous", "5|Subscription|lookup_unmatched", "6|Subscription|missing_required"}));
    // What is looked up may be another record by now: the file is read again.
    const auto fixed = f.write("crm2.csv", "subscription_id,account_id,start_date,arr\nS9,D,2026-01-01,100\n");
    options.hintsOf[fixed].entity = "subscriptions";
    options.hintsOf[fixed].source = "billing";
    QCOMPARE(counts(f.import({fixed, usage}, options)->batches.at(1)), QStringLiteral("5/1/2/2/0"));
}

void TestMappingRules::lookups_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("held");
    const auto row = [](const char *name, const char *rule, const char *stored, const char *held) {
        QTest::newRow(name) << rule << stored << held;
    };
    // The file: P1 of acme.com (known as A), P2 of nobody, P3 of two accounts, P4 of no domain.
    const char *byDomain = R"({"lookup": {"entity": "accounts", "by": {"domain": "Site"}, "give": "account_id"%1}})";
    const auto with = [byDomain](const char *more) {
        return QString::fromLatin1(byDomain).arg(QLatin1String(more)).toStdString();
    };
    row("held back", with("").c_str(), "P1 A", "P2 lookup_unmatched, P3 lookup_ambiguous, P4 missing_required");
    row("of one source", with(R"(, "source": "CRM")").c_str(), "P1 A, P3 X",
        "P2 lookup_unmatched, P4 missing_required");
    row("may fail", with(R"(, "otherwise": "empty")").c_str(), "P1 A",
        "P2 missing_required, P3 missing_required, P4 missing_required");
    row("a constant otherwise", ("{\"from\": " + with("") + ", \"constant\": \"other\"}").c_str(),
        "P1 A, P2 other, P3 other, P4 other", "");
    row("a column otherwise", ("[" + with("") + ", \"Account\"]").c_str(), "P1 A, P2 Q",
        "P3 lookup_ambiguous, P4 "
        "missing_required");
    row("two keys",
        R"({"lookup": {"entity": "accounts", "by": {"domain": {"header": "Site", "convert": "domain"}, "name": "Name"},
            "give": "account_id"}})",
        "P1 A, P3 Y", "P2 lookup_unmatched, P4 lookup_unmatched");
}

void TestMappingRules::lookups()
{
    QFETCH(QString, rule);
    SourceFixture f;
    QVERIFY(
        f.import({f.write("crm.accounts.csv", "account_id,name,domain\nA,Acme,acme.com\nX,Xylo,two.com\nZ,Nameless,\n"),
                     f.write("billing.accounts.csv", "account_id,name,domain\nY,Yota,two.com\n")})
            .ok());
    const auto report = importBy(f,
        R"({"name": "p", "kind": "cs_platform", "entity": "contacts", "columns": {"contact_id": "Id", "account_id": )"
            + rule.toStdString() + "}}",
        "Id,Site,Name,Account\nP1,ACME.com,acme,\nP2,nobody.com,None,Q\nP3,two.com,YOTA,\nP4,,Zed,\n");
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QTEST(
        f.rows("SELECT contact_id || ' ' || account_id FROM contacts ORDER BY 1").join(QStringLiteral(", ")), "stored");
    QTEST(f.rows("SELECT substr(record, 1, 2) || ' ' || code FROM quarantine ORDER BY line").join(QStringLiteral(", ")),
        "held");
}

/// Keys are converted as a column is: the web address to its host, the short id to the long one.
void TestMappingRules::convertedKeys()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv",
                         "account_id,name,domain\n001000000000001AAA,Acme,acme.com\n001000000000002AAA,Bolt,b.com\n")})
                .ok());
    const auto report = importBy(f,
        R"({"name": "p", "kind": "cs_platform", "entity": "contacts", "columns": {"contact_id": "Id", "account_id":
            {"lookup": {"entity": "accounts", "give": "account_id", "by":
                {"account_id": {"header": "Short", "convert": "salesforce_id"},
                 "domain": {"header": "Site", "convert": "domain"}}}}}})",
        "Id,Short,Site\nP1,001000000000001,https://www.Acme.com/x\nP2,001000000000002,https://acme.com\n");
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(f.rows("SELECT contact_id, account_id FROM contacts"), QStringList("P1|001000000000001AAA"));
}

void TestMappingRules::chainsOfLookups_data()
{
    QTest::addColumn<QList<int>>("order"); // of answers, contacts and accounts
    QTest::newRow("from the end") << QList<int>{0, 1, 2};
    QTest::newRow("from the middle") << QList<int>{1, 0, 2};
    QTest::newRow("from the beginning") << QList<int>{2, 1, 0};
}

/// Answers find their account by contacts, who find theirs by the domain: in whatever order the files are given.
void TestMappingRules::chainsOfLookups()
{
    QFETCH(QList<int>, order);
    SourceFixture f;
    const std::vector<std::string> paths{f.write("answers.csv", "No,Mail,Score,Day\n1,p@acme.com,9,2026-02-01\n"),
        f.write("people.csv", "Id,Mail,Site\nP,p@acme.com,acme.com\n"),
        f.write("crm.accounts.csv", "account_id,name,domain\nA,Acme,acme.com\n")};
    ImportOptions options;
    options.hintsOf[paths[0]].profile =
        f.write("answers.json", R"({"name": "answers", "kind": "survey", "entity": "surveys", "columns": {
        "response_id": "No", "date": "Day", "score": "Score", "kind": {"constant": "nps"},
        "account_id": {"lookup": {"entity": "contacts", "by": {"email": "Mail"}, "give": "account_id"}}}})");
    options.hintsOf[paths[1]].profile =
        f.write("people.json", R"({"name": "people", "kind": "crm", "entity": "contacts", "columns": {
        "contact_id": "Id", "email": "Mail",
        "account_id": {"lookup": {"entity": "accounts", "by": {"domain": "Site"}, "give": "account_id"}}}})");
    std::vector<std::string> given;
    for (const int place : order)
        given.push_back(paths[std::size_t(place)]);
    const auto report = f.import(given, options);
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(f.rows("SELECT response_id, account_id FROM surveys"), QStringList{"1|A"});
    QCOMPARE(f.rows("SELECT count(*) FROM quarantine"), QStringList{"0"});
}

void TestMappingRules::previewOfLookups()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("billing.subscriptions.csv",
                         "subscription_id,account_id,start_date,arr\nS1,A,2026-01-01,100\n")})
                .ok());
    const auto path = f.write("u.csv", "Subscription,Day,Seconds,Hits\nS1,2026-02-01,90,2\nS9,2026-02-01,90,2\n");
    FileHints hints;
    hints.profile = f.write("own.json", metered(""));
    auto file = recognise(path, hints, knownProfiles());
    QVERIFY(file.ok());
    const auto without = previewFile(*file, std::nullopt, Currency(), 5, f.progress);
    QVERIFY(without.ok());
    QCOMPARE(without->rows.at(1).typed.at(0), std::string("S9")); // the key that would be asked for
    QVERIFY(without->lookups.empty());
    bindLookups(file->mapping, *f.workspace);
    const auto preview = previewFile(*file, std::nullopt, Currency(), 5, f.progress);
    QVERIFY(preview.ok());
    QCOMPARE(preview->rows.at(0).typed.at(0), std::string("A"));
    QCOMPARE(preview->faultCount, 1);
    QCOMPARE(preview->lookups.at("account_id").matched, 1);
    QCOMPARE(preview->lookups.at("account_id").unmatched, 1);
    QCOMPARE(preview->headers.at(0).column, std::string("account_id"));
}

void TestMappingRules::madeValues_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *column, const char *rule, const char *a, const char *b,
                         const char *stored) { QTest::newRow(name) << column << rule << a << b << stored; };
    row("joined by a blank", "owner", R"({"join": ["A", "B"]})", "Zoe", "Meyer", "Zoe Meyer");
    row("what is empty is left out", "owner", R"({"join": ["A", "B"], "with": "-"})", "", "Meyer", "Meyer");
    row("joined by a mark", "owner", R"({"join": ["b", "a"], "with": "-"})", "1", " 2 ", "2-1");
    row("nothing to join", "owner", R"({"join": ["A", "B"]})", "", "", "-");
    row("a column that is not there", "owner", R"([{"join": ["A", "C"]}, "B"])", "x", "y", "y");
    row("first piece", "owner", R"({"header": "A", "split": " / "})", "Zoe / Acme / Bonn", "", "Zoe");
    row("second piece", "owner", R"({"header": "A", "split": "/", "part": 2})", "Zoe / Acme / Bonn", "", "Acme");
    row("last piece", "owner", R"({"header": "A", "split": "/", "part": -1})", "Zoe/Acme/Bonn", "", "Bonn");
    row("last but one", "owner", R"({"header": "A", "split": "/", "part": -2})", "Zoe/Acme/Bonn", "", "Acme");
    row("no such piece", "owner", R"([{"header": "A", "split": "/", "part": 4}, "B"])", "Zoe/Acme/Bonn", "y", "y");
    row("none before the first", "owner", R"({"header": "A", "split": "/", "part": -4})", "Zoe/Acme/Bonn", "", "-");
    row("joined, then split", "owner", R"({"join": ["A", "B"], "with": "/", "split": "/", "part": 3})", "x/y", "z",
        "z");
    row("what is empty is not translated", "status", R"({"from": "A", "values": {"": "active"}})", "", "", "-");
    row("a piece translated", "status", R"({"from": [{"header": "A", "split": ":", "part": 2}], "values": {"on":
        "active"}})",
        "state: ON", "", "active");
    row("seconds as minutes", "health_score", R"({"header": "A", "divide_by": 60})", "90", "", "1.5");
    row("a tenth up", "health_score", R"({"header": "A", "multiply_by": 10})", "7.5", "", "75.0");
    row("a fraction", "health_score", R"({"header": "A", "multiply_by": 3, "divide_by": 4})", "10", "", "7.5");
    row("dozens", "employees", R"({"header": "A", "multiply_by": 12})", "3", "", "36");
    row("whole minutes", "employees", R"({"header": "A", "divide_by": 60})", "180", "", "3");
    row("a month of money", "arr_minor", R"({"header": "A", "multiply_by": 12})", "10.0051", "", "12006");
    row("a third of money", "arr_minor", R"({"header": "A", "divide_by": 3})", "100", "", "3333");
    row("a count and a scale", "arr_minor", R"({"header": "A", "times": "B", "multiply_by": 12})", "2.50", "3", "9000");
}

void TestMappingRules::madeValues()
{
    QFETCH(QString, column);
    QFETCH(QString, rule);
    QFETCH(QString, a);
    QFETCH(QString, b);
    SourceFixture f;
    const QString canonical = column == QLatin1String("arr_minor") ? QStringLiteral("arr") : column;
    const QString profile = QStringLiteral(R"({"name": "p", "kind": "crm", "entity": "accounts",
        "columns": {"account_id": "Id", "name": "Id", "%1": %2}})")
                                .arg(canonical, rule);
    const auto report =
        importBy(f, profile.toStdString(), "Id,A,B\n1," + a.toStdString() + ',' + b.toStdString() + '\n');
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QTEST(f.rows("SELECT " + column.toStdString() + " FROM accounts").join(QLatin1Char(' ')), "stored");
}

void TestMappingRules::anEditedProfileReadsAgain()
{
    SourceFixture f;
    const auto profile = [](const char *scale) {
        return std::string(R"({"name": "p", "kind": "crm", "entity": "accounts", "columns": {"account_id": "Id",
            "name": "Id", "health_score": {"header": "S", "multiply_by": )")
            + scale + "}}}";
    };
    QCOMPARE(counts(importBy(f, profile("1"), "Id,S\n1,5\n")->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QCOMPARE(counts(importBy(f, profile("1"), "Id,S\n1,5\n")->batches.at(0)), QStringLiteral("1/0/0/0/1"));
    QCOMPARE(counts(importBy(f, profile("10"), "Id,S\n1,5\n")->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QCOMPARE(f.rows("SELECT health_score FROM accounts"), QStringList{"50.0"});
}

void TestMappingRules::whatIsLeftOut()
{
    SourceFixture f;
    const auto report = f.import({f.write("crm.leave.csv",
                                      "csm_id,start_date,Note,end_date,Note\nC,2026-01-01,a,"
                                      "2026-01-02,b\n"),
        f.write("crm.surveys.csv", "response_id,account_id,date,kind,score\n1,A,2026-01-01,nps,9\n")});
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(report->batches.at(0).extraColumns, (std::vector<std::string>{"Note", "Note (2)"}));
    QVERIFY(report->batches.at(0).absentColumns.empty());
    QVERIFY(report->batches.at(1).extraColumns.empty());
    QCOMPARE(report->batches.at(1).absentColumns, std::vector<std::string>{"respondent"});
}

/// Values below no header are kept under a made name, and it is said; an empty column is not spoken of.
void TestMappingRules::columnsWithoutAName()
{
    SourceFixture f;
    const auto report = f.import({f.write("crm.accounts.csv", "account_id,name,,Note,,\nA,Acme,x,y,,\nB,Bolt,,,,\n"),
        f.write("crm.leave.csv", "csm_id,start_date,end_date,\nC,2026-01-01,2026-01-02,\n")});
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(
        f.rows("SELECT extra FROM accounts ORDER BY account_id"), (QStringList{R"({"column_3":"x","Note":"y"})", "-"}));
    QCOMPARE(report->batches.at(0).extraColumns, std::vector<std::string>{"Note"});
    QCOMPARE(report->batches.at(0).notes.nameless, 1);
    QVERIFY(
        notesInWords(report->batches.at(0).notes).front().says.english().starts_with("1 row has values in columns"));
    QVERIFY(report->batches.at(1).extraColumns.empty());
    QVERIFY(notesInWords(report->batches.at(1).notes).empty());
}

QTEST_GUILESS_MAIN(TestMappingRules)
#include "tst_mapping_rules.moc"
