#include "tests/sources/mapping_fixture.h"
#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

constexpr const char *Stored =
    "SELECT account_id, date, feature, active_users, licensed_users, events, minutes FROM usage"
    " ORDER BY batch_id, line";

/// A profile of usage with these columns, and more of its words.
std::string profile(const std::string &columns, const std::string &more = "")
{
    return R"({"name": "p", "kind": "usage", "entity": "usage", )" + more + R"("columns": )" + columns + "}";
}

} // namespace

/// Rows of usage one by one: most are plain and take a short way, on which nothing may be lost that the long one sees.
class TestUsageFileRows : public QObject {
    Q_OBJECT

private slots:
    /// In the columns of the entity.
    void rows_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QStringList>("stored"); // what is held back: line and code
        const auto row = [](const char *name, const QByteArray &csv, const QStringList &stored) {
            QTest::newRow(name) << QString::fromLatin1(csv) << stored;
        };
        const QByteArray header = "account_id,date,feature,active_users,licensed_users,events,minutes\n";
        row("numbers for ids", header + "7,2026-01-01,x,1,2,3,4\n", {"7|2026-01-01|x|1|2|3|4"});
        row("a number in the first column", "events,account_id,date\n5,A,2026-01-01\n", {"A|2026-01-01||-|-|5|-"});
        row("a blank before an id", header + " A,2026-01-01,x,1,2,3,4\n", {"A|2026-01-01|x|1|2|3|4"});
        row("a blank behind an id", header + "A ,2026-01-01,x,1,2,3,4\n", {"A|2026-01-01|x|1|2|3|4"});
        row("blanks around a feature", header + "A,2026-01-01, x ,1,2,3,4\n", {"A|2026-01-01|x|1|2|3|4"});
        row("a day of another form", header + "A,31/01/2026,x,1,2,3,4\n", {"A|2026-01-31|x|1|2|3|4"});
        row("no such day", header + "A,2026-02-30,x,1,2,3,4\n", {"2 bad_date"});
        row("a long number", header + "A,2026-01-01,x,1,2,1234567890123456,123456789012345\n",
            {"A|2026-01-01|x|1|2|1234567890123456|123456789012345"});
        row("a fraction", header + "A,2026-01-01,x,1,2,3,4.5\n", {"A|2026-01-01|x|1|2|3|4.5"});
        row("no id", header + "N/A,2026-01-01,x,1,2,3,4\n,2026-01-01,y,1,2,3,4\n",
            {"2 missing_required", "3 missing_required"});
        row("a short row", header + "A,2026-01-01,x,1,2,3,4\nB,2026-01-01\n",
            {"A|2026-01-01|x|1|2|3|4", "B|2026-01-01||-|-|-|-"});
        row("a row too long", header + "A,2026-01-01,x,1,2,3,4,5\n", {"2 ragged_row"});
        row("bytes that are no text",
            "account_id,date,feature,events\nA,2026-01-01,\xC3\xA9,1\nB,2026-01-01,Caf\xE9,1\n",
            {"A|2026-01-01|\u00e9|-|-|1|-", "3 bad_encoding"});
        row("days that a later row settles", header + "A,03/04/2026,x,1,2,3,4\nA,13/04/2026,x,1,2,3,4\n",
            {"A|2026-04-03|x|1|2|3|4", "A|2026-04-13|x|1|2|3|4"});
        row("a measure that is not there",
            header + "A,2026-01-01,x,1,2,3,\nA,2026-01-01,x,1,2,3,4\nA,2026-01-01,x,1,2,3,\n",
            {"A|2026-01-01|x|1|2|3|-", "3 duplicate_key"});
        row("days before 1970",
            header
                + "A,1969-12-27,x,1,2,3,4\nB,1969-12-26,x,1,2,3,4\nA,1969-12-27,x,1,2,3,4\n"
                  "A,1970-01-07,x,1,2,3,4\n",
            {"A|1969-12-27|x|1|2|3|4", "B|1969-12-26|x|1|2|3|4", "A|1970-01-07|x|1|2|3|4"});
    }
    void rows()
    {
        QFETCH(QString, csv);
        SourceFixture f;
        const auto report = f.import({f.write("u.usage.csv", csv.toLatin1().toStdString())});
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QTEST(f.rows(Stored) + f.rows("SELECT line || ' ' || code FROM quarantine ORDER BY line"), "stored");
    }

    /// What a profile makes of a column is made of each row.
    void profiles_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QStringList>("stored");
        const auto row = [](const char *name, const char *columns, const char *csv, const QStringList &stored) {
            QTest::newRow(name) << QStringLiteral(R"({"account_id": "A", "date": "D", %1})").arg(QLatin1String(columns))
                                << csv << stored;
        };
        row("translated", R"("feature": {"from": "F", "values": {"x": "Export"}})", "A,D,F\nA,2026-01-01,x\n",
            {"A|2026-01-01|Export|-|-|-|-"});
        row("a constant where it is empty", R"("feature": {"from": "F", "constant": "none"})",
            "A,D,F\nA,2026-01-01,\nA,2026-01-01,x\n", {"A|2026-01-01|none|-|-|-|-", "A|2026-01-01|x|-|-|-|-"});
        row("the second of two headers", R"("feature": ["F", "G"])", "A,D,F,G\nA,2026-01-01,,y\n",
            {"A|2026-01-01|y|-|-|-|-"});
        row("joined", R"("feature": {"join": ["F", "G"], "with": "/"})", "A,D,F,G\nA,2026-01-01,x,y\n",
            {"A|2026-01-01|x/y|-|-|-|-"});
        row("times a count in the first column", R"("events": {"header": "N", "times": "K"})",
            "K,A,D,N\n4,A,2026-01-01,3\n", {"A|2026-01-01||-|-|12|-"});
        row("times a count", R"("events": {"header": "N", "times": "K"})", "A,D,N,K\nA,2026-01-01,3,4\n",
            {"A|2026-01-01||-|-|12|-"});
        row("divided", R"("minutes": {"header": "S", "divide_by": 60})", "A,D,S\nA,2026-01-01,120\n",
            {"A|2026-01-01||-|-|-|2"});
        row("whether it holds a text", R"("feature": {"header": "F", "contains": "x"})", "A,D,F\nA,2026-01-01,xy\n",
            {"A|2026-01-01|true|-|-|-|-"});
        row("a percentage", R"("active_users": {"header": "P", "convert": "percent"})", "A,D,P\nA,2026-01-01,50\n",
            {"A|2026-01-01||0.5|-|-|-"});
    }
    void profiles()
    {
        QFETCH(QString, columns);
        QFETCH(QString, csv);
        SourceFixture f;
        const auto report = importBy(f, profile(columns.toStdString()), csv.toStdString());
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QTEST(f.rows(Stored), "stored");
    }

    void convertedIds()
    {
        SourceFixture f;
        const auto report = importBy(f,
            profile(R"({"account_id": {"header": "A", "convert": "salesforce_id"}, "date": "D", "events": "N"})"),
            "A,D,N\n0015500000XyyAB,2026-01-01,1\n");
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(f.rows("SELECT account_id FROM usage"), QStringList("0015500000XyyABAAZ"));
    }

    /// Each row has what stands beside it, and no other.
    void beside()
    {
        SourceFixture f;
        QVERIFY(
            f.import({f.write("u.usage.csv",
                         "account_id,date,plan\nA,2026-01-01,\nB,2026-01-01,pro\nC,2026-01-01,pro\nD,2026-01-01,basic\n"
                         "E,2026-01-01,\nF,2026-01-01,pro\n")})
                .ok());
        QCOMPARE(f.rows("SELECT account_id, extra ->> 'plan' FROM usage ORDER BY 1"),
            (QStringList{"A|-", "B|pro", "C|pro", "D|basic", "E|-", "F|pro"}));
    }

    /// Of every measure that is added up the sum counts, of the others and of what stands beside the last value.
    void rowsOfOneKey_data()
    {
        QTest::addColumn<QString>("sum");
        QTest::addColumn<QString>("stored");
        QTest::newRow("users") << R"(["active_users"])"
                               << "A|2026-01-01||5|20|5|6|basic";
        QTest::newRow("licences") << R"(["licensed_users"])"
                                  << "A|2026-01-01||3|30|5|6|basic";
        QTest::newRow("all") << R"(["active_users", "licensed_users", "events", "minutes"])"
                             << "A|2026-01-01||5|30|5|10|basic";
    }
    void rowsOfOneKey()
    {
        QFETCH(QString, sum);
        SourceFixture f;
        const auto report = importBy(f,
            profile(R"({"account_id": "A", "date": "D", "active_users": "U", "licensed_users": "L", "events": "N",
                "minutes": "M"})",
                R"("same_key": {"sum": )" + sum.toStdString() + "}, "),
            "A,D,U,L,N,M,Plan\nA,2026-01-01,2,10,,4,\nA,2026-01-01,3,20,5,6,basic\n"
            "A,2026-01-01,,,,,\nB,2026-01-01,1,1,1,1,pro\n");
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(report->batches.front().notes.joined, 2);
        QTEST(
            f.rows("SELECT account_id, date, feature, active_users, licensed_users, events, minutes, extra ->> 'Plan' "
                   "FROM usage WHERE account_id = 'A'")
                .join(u' '),
            "stored");
    }

    /// However far apart they stand: more rows than are settled at a time lie between.
    void rowsOfOneKeyFarApart()
    {
        constexpr int Between = 17 * 65536;
        std::string csv = "A,D,U\nA,2026-01-01,2\n";
        for (int i = 0; i < Between; ++i)
            csv += "B,2026-01-02,1\n";
        csv += "A,2026-01-01,3\n";
        SourceFixture f;
        const auto report = importBy(f,
            profile(R"({"account_id": "A", "date": "D", "active_users": "U"})",
                R"("same_key": {"sum": ["active_users"]}, )"),
            csv);
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(f.rows("SELECT account_id, active_users FROM usage ORDER BY 1"),
            (QStringList{"A|5", QStringLiteral("B|%1").arg(Between)}));
        QCOMPARE(report->batches.front().quarantined, 0);
    }

    /// Rows in conflict are held back whatever the order of their keys, and what is not in a file stays as it is.
    void conflicts()
    {
        SourceFixture f;
        const std::string header = "account_id,date,active_users,minutes\n";
        const auto report = f.import({f.write("u.usage.1.csv",
            header + "B,2026-01-01,1,1\nA,2026-01-01,1,1\nB,2026-01-01,2,1\nA,2026-01-01,1,2\nC,2026-01-01,1,1\n")});
        QCOMPARE(counts(report->batches.front()), QStringLiteral("5/3/0/2/0"));
        QCOMPARE(f.rows("SELECT line, code FROM quarantine ORDER BY quarantine_id"),
            (QStringList{"4|duplicate_key", "5|duplicate_key"}));
        QVERIFY(f.import({f.write("u.usage.2.csv", "account_id,date,events\nA,2026-01-01,7\nC,2026-01-01,8\n")}).ok());
        QCOMPARE(f.rows("SELECT account_id, active_users, events, minutes FROM usage ORDER BY 1"),
            (QStringList{"A|1|7|1", "B|1|-|1", "C|1|8|1"}));
        ImportOptions again; // with nothing new, nothing is stored
        again.force = true;
        QCOMPARE(counts(f.import({f.path("u.usage.2.csv")}, again)->batches.front()), QStringLiteral("2/0/2/0/0"));
        QCOMPARE(f.rows("SELECT count(*) FROM usage_segment WHERE rows = 0"), QStringList("0"));
    }

    /// However many accounts, each of their rows is found again.
    void manyAccounts()
    {
        SourceFixture f;
        constexpr int Accounts = 2048;
        std::string csv = "account_id,date,events\n";
        for (int i = 0; i < Accounts; ++i)
            csv += 'A' + std::to_string(i) + ",2026-01-01,1\n";
        const auto path = f.write("u.usage.csv", csv);
        QCOMPARE(counts(f.import({path})->batches.front()), QStringLiteral("2048/2048/0/0/0"));
        ImportOptions again;
        again.force = true;
        QCOMPARE(counts(f.import({path}, again)->batches.front()), QStringLiteral("2048/0/2048/0/0"));
    }

    void formulasWithoutResult()
    {
        SourceFixture f;
        const auto text = [](const char *value) {
            return std::string("<c t='inlineStr'><is><t>") + value + "</t></is></c>";
        };
        const std::string rows = "<row>" + text("account_id") + text("date") + text("events") + "</row><row>"
            + text("A") + text("2026-01-01") + "<c><f>1+1</f></c></row>";
        QVERIFY(
            f.import({writeWorkbook(f, "u.usage.xlsx", {"<worksheet><sheetData>" + rows + "</sheetData></worksheet>"})})
                .ok());
        QCOMPARE(f.rows("SELECT line, \"column\", code FROM quarantine"), QStringList("2|events|no_result"));
    }
};

QTEST_GUILESS_MAIN(TestUsageFileRows)
#include "tst_usage_file_rows.moc"
