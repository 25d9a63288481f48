#include "core/query/result_series.h"
#include "core/query/result_workbook.h"
#include "core/query/row_order.h"
#include "core/session/query_table.h"
#include "core/session/undo.h"
#include "core/sources/xlsx_reader.h"
#include "core/store/custom_tables.h"
#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace qd;
using nlohmann::json;

namespace {

using Rows = std::vector<std::vector<json>>;

QString text(const query::ResultSeries &series)
{
    QStringList lines;
    for (const query::ResultLine &line : series.lines) {
        QStringList values;
        for (std::size_t i = 0; i < line.values.size(); ++i)
            values << (line.values[i] ? QString::number(*line.values[i]) : QStringLiteral("-"))
                    + QString::fromStdString(line.accounts[i].empty() ? "" : "@" + line.accounts[i]);
        lines << QString::fromStdString(line.name) + u':' + values.join(u',');
    }
    QStringList categories;
    for (const std::string &category : series.categories)
        categories << QString::fromStdString(category);
    return categories.join(u',') + u'|' + lines.join(u' ');
}

} // namespace

/// Where the rows of a query go: a chart, a workbook, a table of the workspace.
class TestResultFiles : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] std::string path(const char *name) const
    {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }
    static Result<void> write(
        const std::string &path, const std::vector<std::string> &columns, const Rows &rows, bool personal = true)
    {
        Progress progress;
        return query::writeWorkbook(path, {columns, rows, "SELECT 1", personal}, progress);
    }
    /// The cells of the first sheet, as another reader reads them.
    static QStringList read(const std::string &path)
    {
        QStringList lines;
        auto reader = sources::XlsxReader::open(path);
        sources::Record record;
        while (reader && (*reader)->next(record) == sources::RecordReader::Step::Record) {
            QStringList cells;
            for (const std::string_view field : record.fields)
                cells << QString::fromUtf8(field.data(), qsizetype(field.size()));
            lines << cells.join(u'|');
        }
        return lines;
    }
    static QString first(const store::Workspace &workspace, const std::string &sql)
    {
        Progress progress;
        const auto result = store::runQuery(workspace, sql, progress);
        return result && !result->rows.empty() ? QString::fromStdString(result->rows[0][0].dump()) : QString();
    }

private slots:
    void seriesOfRows_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a line a column of numbers") << R"(["month","arr","users"])"
                                                    << R"([["Jan",1,10],["Feb",2.5,null]])"
                                                    << "Jan,Feb|arr:1,2.5 users:10,-";
        QTest::newRow("rows are numbered") << R"(["a"])"
                                           << R"([[3],[4]])"
                                           << "1,2|a:3,4";
        QTest::newRow("whose a row is") << R"(["Account","arr"])"
                                        << R"([["AC-1",5],["AC-2",6]])"
                                        << "AC-1,AC-2|arr:5@AC-1,6@AC-2";
        QTest::newRow("lines by a second name") << R"(["month","segment","arr"])"
                                                << R"([["Jan","SMB",1],["Jan","Ent",2],["Feb","Ent",3]])"
                                                << "Jan,Feb|SMB:1 Ent:2,3";
        QTest::newRow("two names, each once") << R"(["name","segment","arr"])"
                                              << R"([["A","SMB",1],["B","SMB",2]])"
                                              << "A,B|arr:1,2";
        QTest::newRow("the later row counts") << R"(["m","s","v"])"
                                              << R"([["Jan","x",1],["Jan","x",7]])"
                                              << "Jan|x:7";
        QTest::newRow("a number among words is a word") << R"(["m","v","w"])"
                                                        << R"([["Jan",1,"x"],["Feb",2,3]])"
                                                        << "Jan,Feb|v:1,2";
    }
    void seriesOfRows()
    {
        QFETCH(QString, columns);
        QFETCH(QString, rows);
        const auto series = query::resultSeries(json::parse(columns.toStdString()).get<std::vector<std::string>>(),
            json::parse(rows.toStdString()).get<Rows>());
        QVERIFY(series.ok());
        QTEST(text(*series), "expected");
    }
    void nothingToDrawIsSaid()
    {
        for (const Rows &rows : {Rows(), Rows{{"a"}}, Rows{{json()}}}) {
            const auto series = query::resultSeries({"x"}, rows);
            QVERIFY(!series.ok());
            QCOMPARE(series.error().code, ErrorCode::InvalidArgument);
        }
        QCOMPARE(query::resultSeries({"m", "s", "v"}, {{"J", "x", 1}, {"J", "x", 2}})->replaced, std::size_t(1));
    }

    /// Customers with contracts by id: a line each would be as many lines as rows. The 200 first ones are taken.
    void linesByNameHaveALimit()
    {
        Rows rows;
        for (int i = 0; i < 202; ++i)
            rows.push_back({"C" + std::to_string(i / 2), "K" + std::to_string(i), i});
        const auto series = query::resultSeries({"customer", "contract", "arr"}, rows);
        QVERIFY(series.ok());
        QCOMPARE(series->lines.size(), std::size_t(200));
        QCOMPARE(series->linesLeftOut, std::size_t(2));
        QCOMPARE(series->categories.size(), std::size_t(100)); // K200 and K201 are C100's
        QCOMPARE(*series->lines[199].values.back(), 199.0);
        rows.clear();
        for (int i = 0; i < 25'000; ++i)
            rows.push_back({"C" + std::to_string(i), "K" + std::to_string(i % 200), 1});
        rows.push_back({"C0", "K0", 2}); // of 25,000 categories and 200 lines, 5,000,000 places
        QVERIFY(query::resultSeries({"customer", "contract", "arr"}, rows).ok());
        rows.push_back({"C25000", "K0", 2});
        const auto refused = query::resultSeries({"customer", "contract", "arr"}, rows);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    }

    /// Nothing, numbers, texts by their bytes; of equal ones the earlier stays the earlier.
    void rowsInOrder_data()
    {
        QTest::addColumn<QString>("values");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<QString>("expected");
        QTest::newRow("numbers") << "[10, 9, 100, -1]" << false << "3 1 0 2";
        QTest::newRow("downwards") << "[10, 9, 100, -1]" << true << "2 0 1 3";
        QTest::newRow("whole and not") << "[2, 1.5, 2.0, 1]" << false << "3 1 0 2";
        QTest::newRow("large whole ones")
            << "[9007199254740993, 9007199254740992, 9007199254740994]" << false << "1 0 2";
        QTest::newRow("all kinds") << R"(["b", 1, null, "B", 2, null, "ä", ""])" << false << "2 5 1 4 7 3 0 6";
        QTest::newRow("equal ones stay, downwards too") << R"(["x", "x", 1, "x"])" << true << "0 1 3 2";
        QTest::newRow("none") << "[]" << false << "";
    }
    void rowsInOrder()
    {
        QFETCH(QString, values);
        QFETCH(bool, descending);
        std::vector<std::vector<nlohmann::json>> rows;
        for (const nlohmann::json &value : nlohmann::json::parse(values.toStdString()))
            rows.push_back({"other", value});
        Progress progress;
        const auto order = query::rowOrder(rows, 1, descending, progress);
        QVERIFY(order.ok());
        QStringList places;
        for (const int place : *order)
            places << QString::number(place);
        QTEST(places.join(u' '), "expected");
        progress.cancel();
        if (rows.size() > 1)
            QCOMPARE(query::rowOrder(rows, 1, descending, progress).error().code, ErrorCode::Cancelled);
    }

    void aWorkbookHasValuesNotFormulas()
    {
        const std::string file = path("values.xlsx");
        QVERIFY(write(file, {"name", "arr", "day", "id", "none"},
            {{"=1+1", 12.5, "2026-10-31", 1234567890123456789LL, json()},
                {"-2", -3, "1899-12-31", "007", "Zürich & <b>"}})
                    .ok());
        QCOMPARE(read(file),
            (QStringList{"name|arr|day|id|none", "'=1+1|12.5|2026-10-31|1234567890123456789",
                "'-2|-3|1899-12-31|007|Zürich & <b>"}));
    }
    /// 15 digits are exact in a spreadsheet; beyond, on either side of zero, digits stand as text. Text that might run
    /// is guarded in headings too.
    void wholeNumbersKeepTheirDigits()
    {
        const std::string file = path("whole.xlsx");
        QVERIFY(write(file, {"=n"},
            {{999'999'999'999'999LL}, {-999'999'999'999'999LL}, {1'000'000'000'000'000LL},
                {std::numeric_limits<std::int64_t>::min()}})
                    .ok());
        QCOMPARE(read(file),
            (QStringList{"'=n", "999999999999999", "-999999999999999", "1000000000000000", "-9223372036854775808"}));
    }
    void withoutRoomForItsRowsNothingIsWritten()
    {
        const QByteArray before = qgetenv("TMPDIR");
        QFile plain(QString::fromStdString(path("plain")));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        qputenv("TMPDIR", QFile::encodeName(plain.fileName())); // no folder, whoever runs this
        const std::string file = path("never.xlsx");
        const auto written = write(file, {"x"}, {{1}});
        before.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, ErrorCode::Io);
        QVERIFY(!QFile::exists(QString::fromStdString(file)));
    }
    void equalRowsGiveAnEqualFile()
    {
        const Rows rows{{"a", 1}, {"b", 2}};
        QVERIFY(write(path("one.xlsx"), {"x", "y"}, rows).ok() && write(path("two.xlsx"), {"x", "y"}, rows).ok());
        const auto bytes = [&](const char *name) {
            QFile file(QString::fromStdString(path(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(!bytes("one.xlsx").isEmpty());
        QCOMPARE(bytes("one.xlsx"), bytes("two.xlsx"));
    }
    void addressesStayUnlessAskedFor()
    {
        const Rows rows{{"ada@example.com"}};
        QVERIFY(write(path("masked.xlsx"), {"email"}, rows, false).ok());
        QVERIFY(!read(path("masked.xlsx")).join(u' ').contains(QLatin1String("ada@")));
        QVERIFY(write(path("open.xlsx"), {"email"}, rows, true).ok());
        QVERIFY(read(path("open.xlsx")).join(u' ').contains(QLatin1String("ada@")));
    }
    void whatNoSheetHoldsIsRefusedAndNothingWritten()
    {
        const std::string file = path("never.xlsx");
        QVERIFY(write(path("fits.xlsx"), {"x"}, {{std::string(query::SheetText, 'a')}}).ok());
        QVERIFY(!write(file, {"x"}, {{std::string(query::SheetText + 1, 'a')}}).ok());
        QVERIFY(!write(file, std::vector<std::string>(query::SheetColumns + 1, "c"), {}).ok());
        QVERIFY(!write(file, {"x"}, Rows(query::SheetRows, {1})).ok());
        QVERIFY(!QFile::exists(QString::fromStdString(file)));
        Progress stopped;
        stopped.cancel();
        const Rows rows{{1}};
        QCOMPARE(query::writeWorkbook(file, {{"x"}, rows, "", true}, stopped).error().code, ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(QString::fromStdString(file)));
    }

    void aResultBecomesATableAndGoesAgain()
    {
        test::WorkspaceFixture fixture;
        store::Workspace &workspace = fixture.workspace();
        Progress progress;
        const Rows rows{{"AC-1", 12, 0.5, "007"}, {"Total, all", 30, json(), "=1"}};
        const auto batch = session::keepAsTable(workspace, "kept", {"account", "n", "share", "code"}, rows, progress);
        QVERIFY2(batch.ok(), batch ? "" : batch.error().message.english().c_str());
        QCOMPARE(first(workspace, "SELECT count(*) FROM kept"), QStringLiteral("2"));
        QCOMPARE(first(workspace, "SELECT sum(n) FROM kept"), QStringLiteral("42"));
        QCOMPARE(first(workspace, "SELECT code FROM kept WHERE share = 0.5"), QStringLiteral("\"007\""));
        QCOMPARE(first(workspace, "SELECT code FROM kept WHERE share IS NULL"), QStringLiteral("\"=1\""));
        const auto again = session::keepAsTable(workspace, "kept", {"n"}, {{1}}, progress);
        QVERIFY(again.ok());
        QCOMPARE(first(workspace, "SELECT count(*) FROM kept"), QStringLiteral("1"));
        QVERIFY(session::undoBatch(workspace, *again, progress).ok());
        QCOMPARE(first(workspace, "SELECT count(*) FROM kept"), QStringLiteral("2"));
        QVERIFY(session::undoBatch(workspace, *batch, progress).ok());
        QVERIFY(!store::customTableRows(workspace.db(), "kept"));
    }
    void whatIsNoTableIsRefusedAndNothingKept_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("rows");
        QTest::newRow("a table of the workspace") << "account"
                                                  << "[[1,2]]";
        QTest::newRow("no name") << ""
                                 << "[[1,2]]";
        QTest::newRow("a sentence") << "a b; DROP"
                                    << "[[1,2]]";
        QTest::newRow("no row") << "kept"
                                << "[]";
        QTest::newRow("a row without a value") << "kept"
                                               << "[[1,2],[null,null],[3,4]]";
    }
    void whatIsNoTableIsRefusedAndNothingKept()
    {
        QFETCH(QString, name);
        QFETCH(QString, rows);
        test::WorkspaceFixture fixture;
        Progress progress;
        const auto kept = session::keepAsTable(
            fixture.workspace(), name.toStdString(), {"a", "b"}, json::parse(rows.toStdString()).get<Rows>(), progress);
        QVERIFY(!kept.ok());
        QCOMPARE(first(fixture.workspace(), "SELECT count(*) FROM custom_table"), QStringLiteral("0"));
        QCOMPARE(first(fixture.workspace(), "SELECT count(*) FROM import_batch"), QStringLiteral("0"));
    }
};

QTEST_APPLESS_MAIN(TestResultFiles)
#include "tst_result_files.moc"
