#include "core/sources/reason_header.h"
#include "tests/sources/source_fixture.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Points and commas that could be read two ways, and cells that say they are empty.
class TestOpenMarks : public QObject {
    Q_OBJECT

private slots:
    void decimalOfEntities();
    void pointsThatMayGroup_data();
    void pointsThatMayGroup();
    void openMarksInTheFile_data();
    void openMarksInTheFile();
    void orderOfTimesAndMonths();
    void openMarksOfRates();
    void canonicalFiles_data();
    void canonicalFiles();
    void heldRowsOfOtherFiles();
    void noValues();
    void noValuesOfReferences();
};

void TestOpenMarks::decimalOfEntities()
{
    SourceFixture f;
    ImportOptions options;
    options.hints.read.decimal = DecimalMark::Comma;
    const auto path = f.write("crm.accounts.csv", "account_id;name;arr\nA;Acme;1.000\nB;Bolt;12.500,5\n");
    QVERIFY(f.import({path}, options).ok());
    QCOMPARE(f.rows("SELECT arr_minor FROM accounts"), QStringList({"100000", "1250050"}));
    const auto usage = f.write("u.usage.csv", "account_id,date,events\nA,2026-01-01,1.500\n");
    QVERIFY(f.import({usage}, options).ok());
    QCOMPARE(f.rows("SELECT events FROM usage"), QStringList{"1500"});
    // Another way to read is another reading: the same bytes are not "imported before".
    options.hints.read.decimal = DecimalMark::Point;
    QCOMPARE(f.import({path}, options)->batches.at(0).skipped, 0);
}

void TestOpenMarks::pointsThatMayGroup_data()
{
    QTest::addColumn<QString>("amounts"); // of accounts A, B, ...
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("becomes"); // arr_minor by account; "ambiguous" where held back
    const auto row = [](const char *amounts, const char *currency, const char *becomes) {
        QTest::addRow("%s %s", amounts, currency) << amounts << currency << becomes;
    };
    row("1.000;12.500;250.000", "EUR", "ambiguous|ambiguous|ambiguous");
    row("1.000;7", "EUR", "ambiguous|700");
    row("1.000;12.5", "EUR", "100|1250");
    row("1.000;0.125", "EUR", "100|12");
    row("1.000;1234.567", "EUR", "100|123457");
    row("1.000;1.000.000", "EUR", "100000|100000000");
    row("1.000;12,5", "EUR", "100000|1250");
    row("1.000;12.500", "KWD", "1000|12500");
    row("1,000;12,500", "EUR", "ambiguous|ambiguous");
    row("1.000", "CLF", "ambiguous"); // it has four
    row("1,000;7;1,234,567", "EUR", "100000|700|123456700");
    row("1,000;12,5", "EUR", "100|1250");
    row("80,-;1.000.-", "EUR", "8000|100000");
}

void TestOpenMarks::pointsThatMayGroup()
{
    QFETCH(QString, amounts);
    QFETCH(QString, currency);
    SourceFixture f;
    std::string csv = "account_id;name;arr;currency\n";
    char id = 'A';
    for (const QString &amount : amounts.split(QLatin1Char(';')))
        csv += std::string(1, id++) + ";x;" + amount.toStdString() + ';' + currency.toStdString() + '\n';
    QVERIFY(f.import({f.write("crm.accounts.csv", csv)}).ok());
    QTEST(f.rows("SELECT coalesce((SELECT arr_minor FROM accounts WHERE line = l.line), (SELECT replace(code, "
                 "'_number', '')"
                 " FROM quarantine WHERE line = l.line)) FROM (SELECT line FROM accounts UNION SELECT line FROM "
                 "quarantine) l"
                 " ORDER BY line")
              .join(QLatin1Char('|')),
        "becomes");
}

/// Semicolons between fields and days before months are what programs write where commas stand before decimals.
void TestOpenMarks::openMarksInTheFile_data()
{
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("becomes"); // arr_minor, employees; "held" with how many where held back
    const auto row = [](const char *name, const char *csv, const char *becomes) {
        QTest::newRow(name) << csv << becomes;
    };
    row("semicolons and days first", "account_id;name;arr;created_date\nA;x;1.000;31/12/2025\n", "100000|-");
    row("semicolons and months first", "account_id;name;arr;created_date\nA;x;1.000;12/31/2025\n", "held 1");
    row("semicolons and ISO days", "account_id;name;arr;created_date\nA;x;1.000;2025-12-31\n", "held 1");
    row("a measure beside three decimals", "account_id;name;arr;currency;health_score\nA;x;2;KWD;1.234\n", "held 1");
    row("commas and days first", "account_id,name,arr,created_date\nA,x,1.000,31/12/2025\n", "held 1");
    row("another column", "account_id;name;arr;health_score\nA;x;1.000;7,5\n", "100000|-");
    row("a whole number in groups", "account_id;name;arr;employees\nA;x;1.000;1.085\n", "100000|1085");
    row("whole thousands", "account_id;name;arr;employees\nA;x;1.000;2.000\n", "held 1");
    row("whole thousands with commas", "account_id;name;arr;employees\nA;x;1,000;2,000\n", "100000|2000");
}

void TestOpenMarks::openMarksInTheFile()
{
    QFETCH(QString, csv);
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv", csv.toStdString())}).ok());
    QTEST(
        (f.rows("SELECT arr_minor, employees FROM accounts")
            + f.rows("SELECT 'held ' || count(*) FROM quarantine WHERE code = 'ambiguous_number' HAVING count(*) > 0"))
            .join(QLatin1Char(';')),
        "becomes");
}

/// Times and months settle the order of their column as days do; where nothing does, its header is named.
void TestOpenMarks::orderOfTimesAndMonths()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("desk.tickets.csv",
                         "ticket_id,account_id,created_at\nT,A,13/04/2026 10:00\nU,A,03/04/2026 10:00\n")})
                .ok());
    QCOMPARE(
        f.rows("SELECT created_at FROM tickets ORDER BY ticket_id DESC LIMIT 1"), QStringList("2026-04-03T10:00:00Z"));
    QVERIFY(f.import({f.write("fin.arr_history.csv", "account_id,month,arr\nA,31/01/2026,1\nA,04/06/2026,1\n")}).ok());
    QCOMPARE(f.rows("SELECT max(month) FROM arr_history"), QStringList("2026-06"));
    const auto open =
        f.import({f.write("crm.accounts.csv", "account_id,name,renewal_date,created_date\nA,x,01/02/2026,2026-01-01\n"),
            f.write("crm.arr_history.csv", "account_id,month,arr\nA,01/02/2026,1\n")});
    QCOMPARE(open->batches.at(0).openDateColumns, std::vector<std::string>{"renewal_date"});
    QCOMPARE(open->batches.at(1).openDateColumns, std::vector<std::string>()); // the end of February is meant
}

/// A rate is what every amount of its currency is multiplied by.
void TestOpenMarks::openMarksOfRates()
{
    SourceFixture f;
    const std::string header = "currency,date,rate\n";
    QVERIFY(
        f.import({f.write("f.fx_rates.csv", header + "EUR,2026-01-31,\"1,085\"\nGBP,2026-01-31,\"1,250\"\n")}).ok());
    QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList({"ambiguous_number", "ambiguous_number"}));
    QCOMPARE(f.rows("SELECT text LIKE '%1085%' AND text LIKE '%1.085%' FROM (SELECT sentence(message, message_values) "
                    "AS text FROM "
                    "quarantine LIMIT 1)"),
        QStringList("1"));
    QVERIFY(
        f.import({f.write("f.fx_rates.2.csv", header + "EUR,2026-01-31,\"1,085\"\nJPY,2026-01-31,\"0,0065\"\n")}).ok());
    QVERIFY(f.import({f.write("f.fx_rates.3.csv", header + "CHF,2026-01-31,1\n")}).ok());
    QCOMPARE(
        f.rows("SELECT currency, rate FROM fx_rates ORDER BY 1"), QStringList({"CHF|1", "EUR|1.085", "JPY|0.0065"}));
}

/// The canonical CSV has commas between its fields, ISO dates and a point before decimals: nothing is open there. What
/// is written otherwise in one place may be so in others.
void TestOpenMarks::canonicalFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("csv");
    QTest::addColumn<QString>("becomes"); // values of rates, contracts, history and accounts; "held" with how many
    const auto row = [](const char *name, const char *file, const char *csv, const char *becomes) {
        QTest::newRow(name) << file << csv << becomes;
    };
    const char *rates = "f.fx_rates.csv";
    row("rates", rates, "currency,date,rate\nEUR,2026-01-31,1.125\nGBP,2026-01-31,1.255\n", "1.125|1.255");
    row("rates by semicolons", rates, "currency;date;rate\nEUR;2026-01-31;1.125\n", "held 1");
    row("rates by tabs", "f.fx_rates.tsv", "currency\tdate\trate\nEUR\t2026-01-31\t1.125\n", "held 1");
    row("a comma in another", rates, "currency,date,rate\nEUR,2026-01-31,1.125\nGBP,2026-01-31,\"1,255\"\n", "held 2");
    row("days first", rates, "currency,date,rate\nEUR,31/01/2026,1.125\n", "held 1");
    row("a day that is none", rates, "currency,date,rate\nEUR,2026-01-31,1.125\nGBP,2026-02-30,1.255\n", "1.125");
    row("a capital in a header", "f.fx_rates.csv", "Currency,date,rate\nEUR,2026-01-31,1.125\n", "1.125");
    const char *contracts = "b.subscriptions.csv";
    row("contracts", contracts, "subscription_id,account_id,start_date,arr\nS,A,2026-01-01,1.500\n", "150");
    row("by the month", contracts, "subscription_id,account_id,start_date,mrr\nS,A,2026-01-01,1.125\n", "1350");
    row("a sign", contracts, "subscription_id,account_id,start_date,arr\nS,A,2026-01-01,€ 1.500\n", "held 1");
    row("three decimals", contracts,
        "subscription_id;account_id;start_date;arr;currency\nS;A;2026-01-01;100.125;KWD\nT;A;2026-01-01;1.500;EUR\n",
        "100125|held 1");
    row("months", "f.arr_history.csv", "account_id,month,arr\nA,2026-01,1.500\n", "150");
    row("months otherwise", "f.arr_history.csv", "account_id,month,arr\nA,01/2026,1.500\n", "held 1");
    row("words for nothing", "c.accounts.csv", "account_id,name,arr\nA,x,1.500\nB,y,N/A\n", "150");
}

void TestOpenMarks::canonicalFiles()
{
    QFETCH(QString, file);
    QFETCH(QString, csv);
    SourceFixture f;
    QVERIFY(f.import({f.write(file.toStdString(), csv.toStdString())}).ok());
    QTEST(
        (f.rows("SELECT rate FROM fx_rates ORDER BY currency")
            + f.rows("SELECT annual_minor FROM subscriptions ORDER BY 1") + f.rows("SELECT arr_minor FROM arr_history")
            + f.rows("SELECT arr_minor FROM accounts WHERE arr_minor IS NOT NULL ORDER BY 1")
            + f.rows("SELECT 'held ' || count(*) FROM quarantine WHERE code = 'ambiguous_number' HAVING count(*) > 0"))
            .join(QLatin1Char('|')),
        "becomes");
}

/// Held back rows alone do not show any more how their file writes days and amounts.
void TestOpenMarks::heldRowsOfOtherFiles()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv", "account_id,name,arr,created_date\nA,x,7,31/12/2025\nB,y,1.000,\n")})
                .ok());
    QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList("ambiguous_number"));
    const auto rest = f.import({f.write(
        "rest.csv", reasonHeader("crm.accounts.csv") + ",account_id,name,arr,created_date\nopen,B,y,1.000,\n")});
    QVERIFY2(rest.ok(), rest ? "" : rest.error().message.english().c_str());
    QCOMPARE(rest->batches.front().quarantined, 1);
}

void TestOpenMarks::noValues()
{
    SourceFixture f;
    std::string csv = "account_id,name,domain,arr,renewal_date,country\n";
    for (const char *nothing : {"N/A", "-", "#N/A", "null", "TBD", "\xE2\x80\x94", "NA", "0000-00-00"})
        csv += std::string("A") + nothing + ",x," + nothing + ",1," + nothing + ',' + nothing + '\n';
    QVERIFY(f.import({f.write("crm.accounts.csv", csv)}).ok());
    QCOMPARE(f.rows("SELECT count(*), count(renewal_date), count(domain), count(country) FROM accounts"),
        QStringList{"8|0|0|8"}); // NA is Namibia
    QVERIFY(f.import({f.write("crm.arr_history.csv", "account_id,month,arr\nA,2026-01,N/A\n")}).ok());
    QCOMPARE(f.rows("SELECT code FROM quarantine"), QStringList{"missing_required"});
}

void TestOpenMarks::noValuesOfReferences()
{
    SourceFixture f;
    const auto report = f.import({f.write(
        "crm.contacts.csv", "contact_id,account_id,name,email,phone\nC1,A,None,n/a,-\nN/A,A,x,,\nC2,(blank),x,,\n")});
    QCOMPARE(f.rows("SELECT contact_id, name, email, phone FROM contacts"), QStringList("C1|None|-|-"));
    QCOMPARE(f.rows("SELECT line, code FROM quarantine ORDER BY 1"),
        QStringList({"3|missing_required", "4|missing_required"}));
    const RowNotes &notes = report->batches.front().notes;
    QCOMPARE(notes.saidEmpty, (std::map<std::string, std::int64_t>{{"email", 1}, {"phone", 1}}));
    QCOMPARE(notesInWords(notes).front().says.english(),
        std::string(
            "2 cells say in words that they have no value, such as N/A, and are empty: 1 in email, 1 in phone."));
    // What shows nothing is no part of an id; a name keeps what stands within it.
    QVERIFY(f.import({f.write("crm.accounts.csv",
                         "account_id,name\n\xEF\xBB\xBFZ\xE2\x80\x8B"
                         "1,\xE3\x80\x80Z Ltd\xC2\xA0\n")})
                .ok());
    QCOMPARE(f.rows("SELECT account_id, name FROM accounts WHERE bare = 0"), QStringList("Z1|Z Ltd"));
}

QTEST_GUILESS_MAIN(TestOpenMarks)
#include "tst_open_marks.moc"
