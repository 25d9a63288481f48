#include "core/sources/preview.h"
#include "tests/sources/mapping_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What a mapping does with rows: passes them over, makes one of several, fills two entities; and what it refuses.
class TestMappedRows : public QObject {
    Q_OBJECT

private slots:
    void filters_data();
    void filters();
    void shortRows();
    void rowsOfOneKey_data();
    void rowsOfOneKey();
    void amountsOfOneKey();
    void usageRowsOfOneKey_data();
    void usageRowsOfOneKey();
    void twoEntities();
    void faulty_data();
    void faulty();
};

void TestMappedRows::filters_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("stored");
    QTest::newRow("none") << R"("title": "t")"
                          << "1 2 3 4";
    QTest::newRow("skip values") << R"("skip_when": {"header": "Kind", "values": ["lost", "Open"]})"
                                 << "3 4";
    QTest::newRow("skip any") << R"("skip_when": [{"header": "Kind", "values": ["lost"]}, {"header": "Who",
        "empty": true}])"
                              << "2 4";
    QTest::newRow("keep values") << R"("keep_when": {"header": "kind", "values": ["lost"]})"
                                 << "1";
    QTest::newRow("keep all") << R"("keep_when": [{"header": "Kind", "contains": "O"}, {"header": "Who",
        "empty": false}])"
                              << "1 2 4";
    QTest::newRow("both") << R"("keep_when": {"header": "Kind", "contains": "o"}, "skip_when": {"header": "Who",
        "values": ["b"]})"
                          << "1 3 4";
    QTest::newRow("by the first column") << R"("skip_when": {"header": "Id", "values": ["2"]})"
                                         << "1 3 4";
    QTest::newRow("skip by a column that is not there") << R"("skip_when": {"header": "None", "empty": true})"
                                                        << "1 2 3 4";
}

void TestMappedRows::filters()
{
    QFETCH(QString, rule);
    SourceFixture f;
    const auto report = importBy(f,
        R"({"name": "p", "kind": "crm", "entity": "accounts", "columns": {"account_id": "Id", "name": "Id"}, )"
            + rule.toStdString() + "}",
        "Id,Kind,Who\n1,lost,a\n2,open,b\n3,Won to us,\n4,Moved,c\n");
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QFETCH(QString, stored);
    QCOMPARE(f.rows("SELECT account_id FROM accounts ORDER BY 1").join(QLatin1Char(' ')), stored);
    const auto left = 4 - stored.split(QLatin1Char(' ')).size();
    QCOMPARE(report->batches.at(0).skipped, left);
    QCOMPARE(std::ssize(report->batches.at(0).skippedRows), left);
}

/// What a short row lacks is empty, whatever stood there in the row above.
void TestMappedRows::shortRows()
{
    SourceFixture f;
    const auto report = importBy(f,
        R"({"name": "p", "kind": "crm", "entity": "accounts", "columns": {"account_id": "Id", "name": "Id",
            "owner": {"join": ["A", "Kind"]}, "segment": {"header": "A", "split": "/", "part": 4}},
            "skip_when": {"header": "Kind", "values": ["lost"]}})",
        "Id,A,Kind\n1,aa/bb/cc/dd,kept\n2,x,lost\n3,y\n4,e/f/gggg,\n");
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(f.rows("SELECT account_id, owner, segment FROM accounts ORDER BY 1"),
        (QStringList{"1|aa/bb/cc/dd kept|dd", "3|y|-", "4|e/f/gggg|-"}));
}

void TestMappedRows::rowsOfOneKey_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("counted");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("held");
    const auto row = [](const char *name, const char *rule, const char *counted, const char *stored, const char *held) {
        QTest::newRow(name) << rule << counted << stored << held;
    };
    // S1: 10 and 5 a month and 120 a year in USD; S2: 7 USD and 7 EUR a month; S3 alone.
    row("refused", R"("refuse")", "6/3/0/3/0", "S1 10 12000 2, S2 7 8400 1, S3 1 1200 1",
        "3 duplicate_key, 5 duplicate_key, 6 duplicate_key");
    row("last", R"("last")", "6/6/0/0/0", "S1 120 12000 1, S2 7 8400 1, S3 1 1200 1", "");
    row("added up", R"({"sum": ["amount"]})", "6/5/0/1/0", "S1 135 30000 1, S2 7 8400 1, S3 1 1200 1",
        "6 currency_mismatch");
    row("added up with the count", R"({"sum": ["amount", "quantity"]})", "6/5/0/1/0",
        "S1 135 30000 3, S2 7 8400 1, S3 1 1200 1", "6 currency_mismatch");
    row("only the count", R"({"sum": ["quantity"]})", "6/6/0/0/0", "S1 120 12000 3, S2 7 8400 2, S3 1 1200 1", "");
}

void TestMappedRows::rowsOfOneKey()
{
    QFETCH(QString, rule);
    SourceFixture f;
    const auto profile = R"({"name": "p", "kind": "billing", "entity": "subscriptions", "same_key": )"
        + rule.toStdString() + R"(, "columns": {"subscription_id": "Id", "account_id": "Of", "start_date": "From",
            "amount": "Price", "billing_period_months": "Months", "currency": "Currency", "quantity": "Seats"}})";
    const std::string csv = "Id,Of,From,Price,Months,Currency,Seats\nS1,A,2026-01-01,10,1,USD,2\n"
                            "S1,A,2026-01-01,5,1,USD,1\nS2,A,2026-01-01,7,1,USD,1\nS1,A,2026-01-01,120,12,USD,\n"
                            "S2,A,2026-01-01,7,1,EUR,1\nS3,A,2026-01-01,1,1,USD,1\n";
    const auto report = importBy(f, profile, csv);
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QTEST(counts(report->batches.at(0)), "counted");
    QTEST(f.rows("SELECT subscription_id || ' ' || CAST(amount AS INTEGER) || ' ' || annual_minor || ' ' || "
                 "CAST(quantity AS INTEGER) FROM subscriptions ORDER BY 1")
              .join(QStringLiteral(", ")),
        "stored");
    QTEST(f.rows("SELECT line || ' ' || code FROM quarantine ORDER BY line").join(QStringLiteral(", ")), "held");
    // Again, all is known: what was held back is, as before.
    ImportOptions again;
    again.force = true;
    again.hints.profile = f.path("own.json");
    const auto second = f.import({f.path("given.csv")}, again);
    QVERIFY(second.ok());
    QCOMPARE(second->batches.at(0).accepted, 0);
    QCOMPARE(second->batches.at(0).unchanged, report->batches.at(0).accepted);
}

/// Amounts are added up in one currency, and as far as they are exact.
void TestMappedRows::amountsOfOneKey()
{
    SourceFixture f;
    const auto opportunities = importBy(f,
        R"({"name": "p", "kind": "crm", "entity": "opportunities", "same_key": {"sum": ["amount"]}, "columns":
            {"opportunity_id": "Id", "account_id": "Of", "amount": "N", "currency": "C"}})",
        "Id,Of,N,C\nO,A,1.50,USD\nO,A,2,USD\nO,A,2,EUR\nP,A,90000000000000000,USD\nP,A,90000000000000000,USD\n");
    QVERIFY2(opportunities.ok(), qPrintable(whyNot(opportunities)));
    QCOMPARE(f.rows("SELECT opportunity_id, amount_minor FROM opportunities ORDER BY 1"),
        (QStringList{"O|350", "P|9000000000000000000"}));
    QCOMPARE(
        f.rows("SELECT line, code FROM quarantine ORDER BY line"), (QStringList{"4|currency_mismatch", "6|overflow"}));
    SourceFixture g;
    const auto contracts = importBy(g,
        R"({"name": "p", "kind": "billing", "entity": "subscriptions", "same_key": {"sum": ["arr"]}, "columns":
            {"subscription_id": "Id", "account_id": "Of", "start_date": "D", "arr": "N"}})",
        "Id,Of,D,N\nS,A,2026-01-01,90000000000000000\nS,A,2026-01-01,90000000000000000\n");
    QVERIFY2(contracts.ok(), qPrintable(whyNot(contracts)));
    QCOMPARE(g.rows("SELECT annual_minor FROM subscriptions"), QStringList("9000000000000000000"));
    QCOMPARE(g.rows("SELECT line, code FROM quarantine"), QStringList("3|overflow"));
}

void TestMappedRows::usageRowsOfOneKey_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("counted");
    QTest::addColumn<QStringList>("stored");
    QTest::newRow("refused") << R"("refuse")"
                             << "5/2/1/2/0" << QStringList({"A|x|4|1", "B|x|1|-"});
    QTest::newRow("last") << R"("last")"
                          << "5/5/0/0/0" << QStringList({"A|x|6|1", "B|x|1|-"});
    QTest::newRow("added up") << R"({"sum": ["events"]})"
                              << "5/5/0/0/0" << QStringList({"A|x|19|1", "B|x|1|-"});
    QTest::newRow("two added up") << R"({"sum": ["events", "minutes"]})"
                                  << "5/5/0/0/0" << QStringList({"A|x|19|4", "B|x|1|-"});
}

void TestMappedRows::usageRowsOfOneKey()
{
    QFETCH(QString, rule);
    SourceFixture f;
    const std::string profile = R"({"name": "p", "kind": "usage", "entity": "usage", "same_key": )" + rule.toStdString()
        + R"(, "columns": {"account_id": "Of", "date": "Day", "feature": "What", "events": "N",
            "minutes": "M"}})";
    // The second row repeats the first, which is no reason to pass over it where rows are added up.
    const auto report = importBy(f, profile,
        "Of,Day,What,N,M\nA,2026-01-01,x,4,1\nA,2026-01-01,x,4,1\nA,2026-01-01,x,5,1\nB,2026-01-01,x,1,\n"
        "A,2026-01-01,x,6,1\n");
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QTEST(counts(report->batches.at(0)), "counted");
    QTEST(f.rows("SELECT account_id, feature, events, minutes FROM usage ORDER BY 1"), "stored");
    ImportOptions again;
    again.force = true;
    again.hints.profile = f.path("own.json");
    const auto second = f.import({f.path("given.csv")}, again);
    QVERIFY(second.ok());
    QCOMPARE(second->batches.at(0).accepted, 0);
    QTEST(f.rows("SELECT account_id, feature, events, minutes FROM usage ORDER BY 1"), "stored");
}

void TestMappedRows::twoEntities()
{
    SourceFixture f;
    const std::string profile = R"({"name": "desk", "kind": "support", "entity": "tickets",
        "columns": {"ticket_id": "Ticket", "created_at": "Opened", "account_id": "Org ID"},
        "also": [{"entity": "accounts", "same_key": "last", "skip_when": {"header": "Org ID", "empty": true},
                  "columns": {"account_id": "Org ID", "name": "Org Name"}}]})";
    const std::string csv = "Ticket,Opened,Org ID,Org Name,Note\nT1,2026-01-01,O1,Acme,x\nT2,2026-01-02,O1,Acme Ltd,y\n"
                            "T3,2026-01-03,,,z\n";
    const auto report = importBy(f, profile, csv);
    QVERIFY2(report.ok(), qPrintable(whyNot(report)));
    QCOMPARE(report->batches.size(), std::size_t{2});
    ImportOptions options;
    options.hints.profile = f.path("own.json");
    const auto preview = previewFile(f.path("given.csv"), options, Currency(), 5, f.progress);
    QVERIFY(preview.ok());
    QCOMPARE(preview->also, std::vector<std::string>{"accounts"});
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("3/2/0/1/0"));
    QCOMPARE(counts(report->batches.at(1)), QStringLiteral("3/2/0/0/1"));
    QCOMPARE(report->batches.at(1).entity, std::string("accounts"));
    QCOMPARE(f.rows("SELECT source, account_id, name, bare, extra FROM accounts"), QStringList{"desk|O1|Acme Ltd|0|-"});
    QCOMPARE(f.rows("SELECT ticket_id, account_id, extra FROM tickets ORDER BY 1"),
        QStringList({R"(T1|O1|{"Note":"x"})", R"(T2|O1|{"Note":"y"})"}));
    QCOMPARE(report->batches.at(0).extraColumns, std::vector<std::string>{"Note"});
    const auto again = importBy(f, profile, csv);
    QCOMPARE(again->batches.at(0).skipped, 3);
    QCOMPARE(again->batches.at(1).skipped, 3);
    const auto lacking = importBy(f, profile, "Ticket,Opened,Org ID\nT1,2026-01-01,O1\n");
    QVERIFY2(whyNot(lacking).contains(QStringLiteral("lacks the column accounts.name")), qPrintable(whyNot(lacking)));
}

void TestMappedRows::faulty_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *rest, const char *says) { QTest::newRow(name) << rest << says; };
    const auto column = [&row](const char *name, const char *rule, const char *says) {
        row(name, ("\"columns\": {\"name\": " + std::string(rule) + '}').c_str(), says);
    };
    column("two ways", R"({"header": "a", "join": ["b"]})", "only one of header, join and lookup");
    column("no way", R"([{"split": ","}])", "lacks the key \"header\"");
    column("part 0", R"({"header": "a", "split": ",", "part": 0})", "part counts from 1");
    column("scaled text", R"({"header": "a", "divide_by": 60})", "name of accounts holds no numbers");
    column("divided by zero", R"({"header": "a", "divide_by": 0})", "must be a whole number from 1, not 0.");
    column("lookup of nothing", R"({"lookup": {"entity": "accounts", "by": {}, "give": "name"}})",
        "a lookup compares at least one column.");
    column("lookup in an unknown entity", R"({"lookup": {"entity": "acounts", "by": {"name": "a"}, "give": "name"}})",
        "unknown entity \"acounts\"; did you mean \"accounts\"?");
    column("lookup gives an unknown column",
        R"({"lookup": {"entity": "accounts", "by": {"name": "a"}, "give": "nam"}})",
        "accounts has no column \"nam\"; did you mean \"name\"?");
    column("lookup by an unknown column", R"({"lookup": {"entity": "accounts", "by": {"nam": "a"}, "give": "name"}})",
        "accounts has no column \"nam\"; did you mean \"name\"?");
    column("lookup by a number", R"({"lookup": {"entity": "accounts", "by": {"arr": "a"}, "give": "name"}})",
        "arr of accounts holds numbers");
    column("lookup in usage", R"({"lookup": {"entity": "usage", "by": {"feature": "a"}, "give": "account_id"}})",
        "nothing can be looked up in usage.");
    column("lookup split", R"({"lookup": {"entity": "accounts", "by": {"name": "a"}, "give": "name"}, "split": "-"})",
        "what is looked up cannot be split.");
    column("lookup otherwise",
        R"({"lookup": {"entity": "accounts", "by": {"name": "a"}, "give": "name", "otherwise": "skip"}})",
        "must be \"empty\"");
    column("lookup without keys", R"({"lookup": {"entity": "accounts", "give": "name"}})", "lacks the key \"by\"");
    row("sum of a key", R"("columns": {}, "same_key": {"sum": ["account_id"]})",
        "account_id of accounts holds nothing");
    row("a key divided", R"("columns": {"account_id": {"header": "a", "divide_by": 60}})",
        "account_id of accounts holds no numbers");
    row("same key of another word", R"("columns": {}, "same_key": "first")", "must be \"refuse\", \"last\"");
    row("sum of an unknown column", R"("columns": {}, "same_key": {"sum": ["ar"]})", "did you mean \"arr\"?");
    row("sum of a text", R"("columns": {}, "same_key": {"sum": ["name"]})", "name of accounts holds nothing");
    row("filter without a condition", R"("columns": {}, "keep_when": {"header": "a"})", "lacks the key \"values\"");
    row("filter with two", R"("columns": {}, "keep_when": {"header": "a", "empty": true, "contains": "b"})",
        "only one of values, contains and empty");
    row("the entity twice", R"("columns": {}, "also": [{"entity": "accounts", "columns": {}}])",
        "accounts is the entity of the profile itself.");
    row("another within another", R"("columns": {}, "also": [{"entity": "leave", "columns": {}, "also": []}])",
        "unknown key \"also\"");
}

void TestMappedRows::faulty()
{
    QFETCH(QString, rest);
    QFETCH(QString, says);
    const auto profile =
        profileFromJson(R"({"name": "x", "entity": "accounts", )" + rest.toStdString() + "}", "x.json");
    QVERIFY(!profile.ok());
    const QString message = QString::fromStdString(profile.error().message.english());
    QVERIFY2(message.contains(says), qPrintable(message));
}

QTEST_GUILESS_MAIN(TestMappedRows)
#include "tst_mapped_rows.moc"
