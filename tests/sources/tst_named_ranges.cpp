#include "core/sources/named_range.h"
#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Tables and named ranges: what their references cover, and that nothing but their cells is read.
class TestNamedRanges : public QObject {
    Q_OBJECT

private slots:
    void references_data();
    void references();
    void noRanges_data();
    void noRanges();
    void rangesOfAWorkbook_data();
    void rangesOfAWorkbook();
    void unknownNamesTheTables();
    void idsOfATable();
    void rangesOfASpreadsheet();
};

namespace {

QString shown(const NamedRange &range)
{
    const auto rows = [](std::int64_t row) { return row > 2'000'000 ? "*" : std::to_string(row); };
    const auto columns = [](std::size_t column) { return column > 20'000 ? "*" : std::to_string(column); };
    return QString::fromStdString(range.sheet + " " + rows(range.cells.firstRow) + "-" + rows(range.cells.lastRow) + " "
        + columns(range.cells.firstColumn) + "-" + columns(range.cells.lastColumn));
}

std::string cell(const std::string &at, const std::string &value)
{
    return R"(<c r=")" + at + R"(" t="str"><v>)" + value + "</v></c>";
}

std::string row(int number, const std::string &cells)
{
    return R"(<row r=")" + std::to_string(number) + R"(">)" + cells + "</row>";
}

/// Two tables side by side with a title above and a note below, as people lay sheets out.
Parts twoTables()
{
    Parts parts;
    parts.sheet = "<worksheet><sheetData>" + row(1, cell("A1", "Month end"))
        + row(3, cell("B3", "Id") + cell("C3", "Name") + cell("E3", "Code"))
        + row(4, cell("B4", "1") + cell("C4", "Ada") + cell("E4", "x")) + row(5, cell("E5", "y"))
        + row(6, cell("B6", "2")) + row(9, cell("B9", "A note")) + "</sheetData></worksheet>";
    parts.behindSheets = R"(<definedNames>
        <definedName name="_xlnm.Print_Area" localSheetId="0">Accounts!$A$1:$C$9</definedName>
        <definedName name="Codes">Accounts!$E$3:$E$5</definedName>
        <definedName name="Rate">0.07</definedName></definedNames><calcPr/>)";
    parts.more = {{"xl/worksheets/_rels/a.xml.rels",
                      R"(<Relationships><Relationship Id="rId1" Type="http://x/relationships/table"
                         Target="../tables/table1.xml"/></Relationships>)"},
        {"xl/tables/table1.xml", R"(<table id="1" name="t" displayName="People" ref="B3:C6"/>)"}};
    return parts;
}

} // namespace

void TestNamedRanges::references_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("range");
    QTest::newRow("excel") << "Sheet1!$B$3:$F$20"
                           << "Sheet1 3-20 1-5";
    QTest::newRow("quoted") << "'It''s one!'!$A$1:$AA$2"
                            << "It's one! 1-2 0-26";
    QTest::newRow("quote at the end") << "'Mine'''!$A$1:$A$2"
                                      << "Mine' 1-2 0-0";
    QTest::newRow("columns") << "Sheet1!$B:$D"
                             << "Sheet1 1-* 1-3";
    QTest::newRow("rows") << "Sheet1!$4:$7"
                          << "Sheet1 4-7 0-*";
    QTest::newRow("last cell") << "S!$A$1:$XFD$1048576"
                               << "S 1-1048576 0-16383";
    QTest::newRow("open document") << "$Sheet1.$B$3:.$F$20"
                                   << "Sheet1 3-20 1-5";
    QTest::newRow("open document, sheet twice") << "Sheet1.B3:Sheet1.F20"
                                                << "Sheet1 3-20 1-5";
    QTest::newRow("open document, quoted") << "$'My.sheet'.$B$3:.$C$4"
                                           << "My.sheet 3-4 1-2";
    QTest::newRow("open document, quoted twice") << "$'My.sheet'.$B$3:'My.sheet'.$C$4"
                                                 << "My.sheet 3-4 1-2";
}

void TestNamedRanges::references()
{
    QFETCH(const QString, reference);
    const auto range = rangeOf("n", reference.toStdString());
    QVERIFY(range);
    QTEST(shown(*range), "range");
}

void TestNamedRanges::noRanges_data()
{
    QTest::addColumn<QString>("reference");
    for (const char *reference : {"", "0.07", "Sheet1!$B$3", "#REF!", "Sheet1!#REF!", "SUM(Sheet1!$A$1:$A$3)",
             "Sheet1!$B$3:$A$4", "Sheet1!$B$3:$B$2", "Sheet1!$A$1:$B$2,Sheet1!$D$1:$E$2", "Sheet1!$A$0:$B$2",
             "Sheet1!:", "'Open!$A$1:$B$2", "S!$ABCD$1:$ABCE$2", "A1:B2"})
        QTest::newRow(reference) << reference;
}

void TestNamedRanges::noRanges()
{
    QFETCH(const QString, reference);
    QVERIFY(!rangeOf("n", reference.toStdString()));
}

void TestNamedRanges::rangesOfAWorkbook_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("rows");
    const QStringList people{"3: Id,Name", "4: 1,Ada", "6: 2"};
    QTest::newRow("table") << "People" << people;
    QTest::newRow("other case") << "people" << people;
    QTest::newRow("named range") << "Codes" << QStringList{"3: Code", "4: x", "5: y"};
    QTest::newRow("sheet") << "Accounts"
                           << QStringList{"1: Month end", "3: ,Id,Name,,Code", "4: ,1,Ada,,x", "5: ,,,,y", "6: ,2",
                                  "9: ,A note"};
    QTest::newRow("sheet by number") << "2" << QStringList{};
}

void TestNamedRanges::rangesOfAWorkbook()
{
    QFETCH(const QString, wanted);
    SourceFixture f;
    QTEST(readAll(writeWorkbook(f, "w.xlsx", twoTables()), {.sheet = wanted.toStdString()}), "rows");
}

void TestNamedRanges::unknownNamesTheTables()
{
    SourceFixture f;
    const auto path = writeWorkbook(f, "w.xlsx", twoTables());
    QCOMPARE(readAll(path, {.sheet = "Rate"}),
        QStringList{QString::fromStdString(path)
            + R"( has no sheet or table "Rate"; its sheets are "Accounts", "Other", its tables and named ranges )"
              R"("People", "Codes".)"});
}

/// Fields count from the table's first column, also those that are taken as ids.
void TestNamedRanges::idsOfATable()
{
    SourceFixture f;
    Parts parts = twoTables();
    parts.sheet = R"(<worksheet><sheetData><row r="3"><c r="A3" s="1"><v>7</v></c><c r="B3" s="1"><v>42</v></c>
        <c r="C3" s="1"><v>9</v></c></row></sheetData></worksheet>)";
    parts.styles = stylesOf(QStringLiteral("0000"));
    const auto reader = openRecords(writeWorkbook(f, "w.xlsx", parts), {.sheet = "People"});
    QVERIFY(reader);
    (*reader)->takeAsIds({0});
    (*reader)->fillTo(4); // no table is wider than it is
    Record record;
    QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
    QCOMPARE(record.fields, (std::vector<std::string_view>{"0042", "9"}));
    QCOMPARE(QString::fromStdString((*reader)->format().english()),
        QStringLiteral("workbook, table \"People\" of sheet \"Accounts\""));
}

void TestNamedRanges::rangesOfASpreadsheet()
{
    SourceFixture f;
    const std::string content =
        R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
        <table:table table:name="One"><table:table-row><table:table-cell/>
        <table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>
        </table:table-row></table:table>
        <table:named-expressions><table:named-range table:name="Right" table:cell-range-address="$One.$C$1:.$C$4"/>
        </table:named-expressions><table:database-ranges>
        <table:database-range table:name="__Anonymous_Sheet_DB__0" table:target-range-address="One.A1:One.C4"/>
        <table:database-range table:name="Both" table:target-range-address="One.B1:One.C4"/>
        </table:database-ranges></office:spreadsheet></office:body></office:document-content>)";
    const std::string path = f.path("s.ods");
    int status = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &status);
    zip_file_add(
        archive, "content.xml", zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_OVERWRITE);
    QCOMPARE(zip_close(archive), 0);
    QCOMPARE(readAll(path, {.sheet = "Right"}), QStringList{"1: b"});
    QCOMPARE(readAll(path, {.sheet = "both"}), QStringList{"1: a,b"});
    QVERIFY(!openRecords(path, {.sheet = "__Anonymous_Sheet_DB__0"}));
}

QTEST_GUILESS_MAIN(TestNamedRanges)
#include "tst_named_ranges.moc"
