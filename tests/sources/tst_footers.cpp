#include "tests/sources/source_fixture.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What stands in a file beside its rows: titles, footers, totals, remarks.
class TestFooters : public QObject {
    Q_OBJECT

private slots:
    void skippedRowsAreNamed();
    void totals_data();
    void totals();
    void footersOfTwoCells();
    void rowsThatAddUp_data();
    void rowsThatAddUp();
    void footersAreKept();
};

namespace {

ImportOptions table()
{
    ImportOptions options;
    options.hints.table = "t";
    return options;
}

} // namespace

void TestFooters::skippedRowsAreNamed()
{
    SourceFixture f;
    const auto report =
        f.import({f.write("p.csv", "All plans\n\nid,n\n1,2\nid,n\n , \n , \n , \nGrand Total:,2\n")}, table());
    const BatchReport &batch = report->batches.at(0);
    QCOMPARE(counts(batch), QStringLiteral("6/1/0/0/5"));
    QCOMPARE(batch.headerLine, 3);
    QCOMPARE(batch.rowsAbove, 1);
    QCOMPARE(batch.skippedRows.front(), (SkippedRow{5, SkipReason::RepeatedHeader}));
    QCOMPARE(english(skippedInWords(batch.skippedRows, 9)),
        (std::vector<std::string>{
            "repeats the header: line 5", "holds nothing: lines 6-8", "is a report's footer: line 9"}));
    QCOMPARE(english(skippedInWords({{1, SkipReason::Empty}, {3, SkipReason::Empty}, {7, SkipReason::Empty}}, 2)),
        std::vector<std::string>{"holds nothing: lines 1, 3 and 1 more"});
}

void TestFooters::totals_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("becomes");
    QTest::newRow("Total") << "Total"
                           << "2/1/0/1/0";
    QTest::newRow("subtotal with a colon") << "Subtotal:"
                                           << "2/1/0/1/0";
    QTest::newRow("with a count") << "TOTAL (12)"
                                  << "2/1/0/1/0";
    QTest::newRow("Grand Total") << "Grand Total"
                                 << "2/1/0/0/1";
    QTest::newRow("a name") << "Total Energies"
                            << "2/2/0/0/0";
    QTest::newRow("an id") << "total-1"
                           << "2/2/0/0/0";
}

void TestFooters::totals()
{
    QFETCH(QString, id);
    SourceFixture f;
    const auto report = f.import({f.write(
        "finance.arr_history.csv", "account_id,month,arr\nA,2026-01,100\n" + id.toStdString() + ",2026-01,100\n")});
    QTEST(counts(report->batches.at(0)), "becomes");
    const auto usage = f.import({f.write(
        "u.usage.csv", "account_id,date,events\nA,2026-01-01,100\n" + id.toStdString() + ",2026-01-01,100\n")});
    QTEST(counts(usage->batches.at(0)), "becomes");
}

void TestFooters::footersOfTwoCells()
{
    SourceFixture f;
    const auto report = f.import({f.write("crm.accounts.csv",
        "account_id,name,owner,region\nA,Acme,Ann,EU\nB,Bolt\nReport date,2026-01-01\nTotal records:,2\n\nC,Core\n")});
    QCOMPARE(f.rows("SELECT account_id FROM accounts"), QStringList({"A", "B"}));
    const BatchReport &batch = report->batches.front();
    QCOMPARE(counts(batch), QStringLiteral("5/2/0/1/2")); // what stands alone below an empty line is held back
    QCOMPARE(f.rows("SELECT line, code FROM quarantine"), QStringList("7|ragged_row"));
    QCOMPARE(
        english(skippedInWords(batch.skippedRows, 9)), std::vector<std::string>{"is a report's footer: lines 4, 5"});
}

void TestFooters::rowsThatAddUp_data()
{
    QTest::addColumn<QString>("csv");
    QTest::addColumn<bool>("isTable");
    QTest::addColumn<QString>("becomes"); // counts
    const auto row = [](const char *name, bool isTable, const char *csv, const char *becomes) {
        QTest::newRow(name) << csv << isTable << becomes;
    };
    const bool table = true;
    row("three rows", table, "name,n,m\nA,1,1.5\nB,2,2.5\nC,4,0.25\n,7,4.25\n", "4/3/0/0/1");
    row("another sum", table, "name,n,m\nA,1,1.5\nB,2,2.5\nC,4,0.25\n,7,4.26\n", "4/4/0/0/0");
    row("one of two sums", table, "name,n,m\nA,1,1.5\nB,2,2.5\nC,4,0.25\n,7,\n", "4/3/0/0/1");
    row("two rows", table, "name,n\nA,1\nB,2\n,3\n", "3/3/0/0/0");
    row("not the last", table, "name,n\nA,1\nB,2\nC,4\n,7\nD,8\n", "5/5/0/0/0");
    row("a number more than any row", table, "name,n\nA,1\nB,2\nC,4\n,7,7\n", "4/3/0/1/0");
    row("with a name", table, "name,n\nA,1\nB,2\nC,4\nD,7\n", "4/4/0/0/0");
    row("decimal commas", table, "name;n\nA;1,5\nB;2,25\nC;4\n;7,75\n", "4/3/0/0/1");
    row("thousands", table, "name,n\nA,\"1,000.5\"\nB,2\nC,4\n,\"1,006.50\"\n", "4/3/0/0/1");
    row("customers", false, "account_id,name,arr\nA,x,1\nB,y,2\nC,z,4\n,,7\n", "4/3/0/0/1");
    row("customers, another sum", false, "account_id,name,arr\nA,x,1\nB,y,2\nC,z,4\n,,8\n", "4/3/0/1/0");
    row("customers, with a key", false, "account_id,name,arr\nA,x,1\nB,y,2\nC,z,4\nTotal,,7\n", "4/3/0/1/0");
    row("the sum in the first column", false, "arr,account_id,name\n1,A,x\n2,B,y\n4,C,z\n7,,\n", "4/3/0/0/1");
    row("customers, with a word beside", false, "account_id,name,arr,region\nA,x,1,EU\nB,y,2,EU\nC,z,4,EU\n,,7,all\n",
        "4/3/0/0/1");
    row("of a currency", false, "account_id,name,arr,currency\nA,x,1,USD\nB,y,2,USD\nC,z,4,USD\n,,7,USD\n",
        "4/3/0/0/1");
}

void TestFooters::rowsThatAddUp()
{
    QFETCH(QString, csv);
    QFETCH(bool, isTable);
    SourceFixture f;
    const auto path = f.write("crm.accounts.csv", csv.toStdString());
    const auto report = f.import({path}, isTable ? table() : ImportOptions());
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QTEST(counts(report->batches.front()), "becomes");
}

void TestFooters::footersAreKept()
{
    SourceFixture f;
    ImportOptions options = table();
    options.hints.read.keepFooters = true;
    const auto path = f.write("p.csv", "name,n\nA,1\nB,2\nC,4\nGrand Total,7\n,14\n");
    QCOMPARE(counts(f.import({path}, options)->batches.front()), QStringLiteral("5/5/0/0/0"));
    options.hints.read.keepFooters = false;
    options.hints.table = "u";
    QCOMPARE(counts(f.import({path}, options)->batches.front()), QStringLiteral("5/4/0/0/1"));
}

QTEST_GUILESS_MAIN(TestFooters)
#include "tst_footers.moc"
