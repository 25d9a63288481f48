#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What cells of workbooks mean: numbers, days, times, texts, formulas; which sheet is read; what is too much.
class TestWorkbooks : public QObject {
    Q_OBJECT

private slots:
    void numbers_data();
    void numbers();
    void formats_data();
    void formats();
    void texts_data();
    void texts();
    void dates1904();
    void formulasWithoutResult();
    void sheets_data();
    void sheets();
    void unreadSheetsAreNamed();
    void faults_data();
    void faults();
    void declarationsInOtherParts();
    void manyNamelessSheets();
    void longestText();
    void elementsBesideEachOther();
};

namespace {

QString onlyRow(const Parts &parts)
{
    SourceFixture f;
    const QStringList rows = readAll(writeWorkbook(f, "w.xlsx", parts));
    return rows.join(QLatin1Char('\n')).mid(3);
}

} // namespace

void TestWorkbooks::numbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("becomes");
    const auto row = [](const char *value, const char *becomes) { QTest::newRow(value) << value << becomes; };
    row("6.1E-5", "0.000061");
    row("1E-20", "0.00000000000000000001");
    row("1.5E+3", "1500");
    row("1E22", "10000000000000000000000");
    row("0.30000000000000004", "0.3");
    row("19.989999999999998", "19.99");
    row("9007199254740993", "9007199254740993");
    row("12345678901234567890", "12345678901234567890");
    row("123456789012.3456", "123456789012.3456");
    row("90071992547409.93", "90071992547409.93");
    row("0.66666666666666663", "0.6666666666666666");
    row("-4.2000000000000002", "-4.2");
    row("007", "007");
}

void TestWorkbooks::numbers()
{
    QFETCH(QString, value);
    const auto cell = "<c r=\"A1\"><v>" + value.toStdString() + "</v></c>";
    QTEST(onlyRow({sheetOf(cell)}), "becomes");
}

void TestWorkbooks::formats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("becomes");
    const auto row = [](const char *format, const char *value, const char *becomes) {
        QTest::addRow("%s of %s", format, value) << format << value << becomes;
    };
    row("yyyy-mm-dd", "46023", "2026-01-01");
    row("yyyy-mm-dd", "61", "1900-03-01");
    row("yyyy-mm-dd", "60", "60"); // Excel's 29 February 1900
    row("yyyy-mm-dd", "9999", "1927-05-17");
    row("yyyy-mm-dd", "90000", "2146-05-29");
    row("yyyy-mm-dd", "2958465", "9999-12-31");
    row("yyyy-mm-dd", "2958466", "2958466");
    row("yyyy-mm-dd", "0", "0");
    row("yyyy-mm-dd", "-3", "-3");
    row("d/m/yy h:mm", "46023.5", "2026-01-01T12:00:00Z");
    row("d/m/yy h:mm", "46023.999999999", "2026-01-02");
    row("h:mm", "0.5", "12:00:00");
    row("hh:mm:ss.000", "0.75001", "18:00:01");
    row("h:mm AM/PM", "0.25", "06:00:00");
    row("[h]:mm:ss", "1.5", "129600");
    row("[mm]:ss", "0.000011574074074074073", "1");
    row("[ss].00", "0.00000578703703703704", "0.5");
    row("#,##0.00 _D_M", "46023.5", "46023.5");
    row("#,##0.00\\ \\d\\a\\y\\s", "12", "12");
    row("0.00 \"days\"", "12", "12");
    row("0 DM", "12", "12");
    row("[$-407]d. mmmm yyyy", "46023", "2026-01-01");
    row("[Red]#,##0;[Blue]d", "12", "12");
    row("* d", "12", "12"); // filled with d
    row("mmm\\-yy", "46023", "2026-01-01");
    row("General", "46023", "46023");
    row("[$-804]General", "46023", "46023");
    row("[Red][$-409]general;-0", "46023", "46023");
    row("\"Day \"General", "46023", "46023");
    row("[$-409]d-mmm-yy", "46023", "2026-01-01");
    row("@", "46023", "46023");
}

void TestWorkbooks::formats()
{
    QFETCH(QString, format);
    QFETCH(QString, value);
    const auto cell = "<c r=\"A1\" s=\"1\"><v>" + value.toStdString() + "</v></c>";
    QTEST(onlyRow({sheetOf(cell), "", stylesOf(format)}), "becomes");
}

void TestWorkbooks::texts_data()
{
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("becomes");
    const auto row = [](const char *name, const char *cells, const char *becomes) {
        QTest::newRow(name) << cells << becomes;
    };
    row("shared", "<c t='s'><v>1</v></c>", "two");
    row("an empty shared one is empty", "<c t='s'><v>0</v></c><c t='s'><v></v></c><c t='s'><v>1</v></c>", "one,,two");
    row("carriage return", "<c t='s'><v>2</v></c><c><v>1</v></c>", "\"a\rb\",1");
    row("escaped escape", "<c t='inlineStr'><is><t>_x005F_x000D_</t></is></c>", "_x000D_");
    row("no escape", "<c t='inlineStr'><is><t>_x00zz_ _x1</t></is></c>", "_x00zz_ _x1");
    row("boolean digits", "<c t='b'><v>1</v></c><c t='b'><v>0</v></c>", "true,false");
    row("boolean words", "<c t='b'><v>true</v></c><c t='b'><v>false</v></c>", "true,false");
    row("day as text", "<c t='d'><v>2026-01-31T00:00:00.000</v></c>", "2026-01-31");
    row("time as text", "<c t='d'><v>2026-01-31T10:20:30</v></c>", "2026-01-31T10:20:30");
    row("result of a formula", "<c t='str'><f>A1</f><v>x</v></c>", "x");
    row("a place that is skipped", "<c r='A1'><v>1</v></c><c r='D1'><v>2</v></c>", "1,,,2");
}

void TestWorkbooks::texts()
{
    QFETCH(QString, cells);
    QTEST(onlyRow({sheetOf(cells.toStdString()),
              "<sst><si><t>one</t></si><si><t>two</t></si><si><t>a_x000D_b</t></si></sst>"}),
        "becomes");
}

void TestWorkbooks::dates1904()
{
    // Newer programs add an extension list, whose element of the same name says nothing of days.
    const Parts parts{sheetOf("<c s=\"1\"><v>44561</v></c><c s=\"1\"><v>2957003</v></c>"), "", stylesOf("yyyy-mm-dd"),
        "<workbookPr date1904=\"true\"/>", "<worksheet/>", "",
        "<extLst><ext uri=\"x\"><x15:workbookPr xmlns:x15=\"y\" chartTrackingRefBase=\"1\"/></ext></extLst>"};
    QCOMPARE(onlyRow(parts), QStringLiteral("2026-01-01,9999-12-31"));
}

void TestWorkbooks::formulasWithoutResult()
{
    SourceFixture f;
    const std::string sheet =
        "<worksheet><sheetData><row><c t='inlineStr'><is><t>account_id</t></is></c><c "
        "t='inlineStr'><is><t>name</t></is>"
        "</c><c t='inlineStr'><is><t>arr</t></is></c></row>"
        "<row><c t='inlineStr'><is><t>A</t></is></c><c t='inlineStr'><is><t>Acme</t></is></c><c><f>1+1</f></c></row>"
        "<row><c t='inlineStr'><is><t>B</t></is></c><c "
        "t='inlineStr'><is><t>Bolt</t></is></c><c><f>1</f><v>1</v></c></row>"
        "</sheetData></worksheet>";
    const auto path = writeWorkbook(f, "crm.accounts.xlsx", {sheet});
    QCOMPARE(counts(f.import({path})->batches.at(0)), QStringLiteral("2/1/0/1/0"));
    ImportOptions options;
    options.hints.table = "t";
    QCOMPARE(counts(f.import({path}, options)->batches.at(0)), QStringLiteral("2/1/0/1/0"));
    QCOMPARE(
        f.rows("SELECT line, \"column\", code FROM quarantine"), QStringList({"2|arr|no_result", "2|arr|no_result"}));
}

void TestWorkbooks::sheets_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("becomes");
    const QString filled = QStringLiteral("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
    const QString empty = QStringLiteral("<worksheet><sheetData><row/></sheetData></worksheet>");
    QTest::newRow("the first") << filled << ""
                               << ""
                               << "1: 1";
    QTest::newRow("the first is empty") << empty << ""
                                        << ""
                                        << "1: 2";
    QTest::newRow("the first is hidden") << filled << "state=\"hidden\""
                                         << ""
                                         << "1: 2";
    QTest::newRow("the first is very hidden") << filled << "state=\"veryHidden\""
                                              << ""
                                              << "1: 2";
    QTest::newRow("by name") << filled << ""
                             << "Other"
                             << "1: 2";
    QTest::newRow("without regard to case") << filled << ""
                                            << "oTHER"
                                            << "1: 2";
    QTest::newRow("by number") << filled << ""
                               << "2"
                               << "1: 2";
    QTest::newRow("a hidden one by name") << filled << "state=\"hidden\""
                                          << "Accounts"
                                          << "1: 1";
}

void TestWorkbooks::sheets()
{
    QFETCH(QString, first);
    QFETCH(QString, state);
    QFETCH(QString, wanted);
    SourceFixture f;
    const auto path = writeWorkbook(f, "w.xlsx",
        {first.toStdString(), "", "", "", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>",
            state.toStdString()});
    ReadChoice choice;
    if (!wanted.isEmpty())
        choice.sheet = wanted.toStdString();
    QTEST(readAll(path, choice).join(QLatin1Char('\n')), "becomes");
}

void TestWorkbooks::unreadSheetsAreNamed()
{
    SourceFixture f;
    const std::string sheet = "<worksheet><sheetData><row><c t='inlineStr'><is><t>a</t></is></c></row>"
                              "<row><c><v>2</v></c></row></sheetData></worksheet>";
    const auto path = writeWorkbook(f, "w.xlsx", {sheet, "", "", "", sheet, "state=\"hidden\""});
    ImportOptions options;
    options.hints.table = "t";
    const auto report = f.import({path}, options);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(report->batches.at(0).unreadSheets, std::vector<std::string>{"Accounts (hidden)"});
    options.hints.read.sheet = "Third";
    const auto none = f.import({path}, options);
    QVERIFY(!none.ok());
    QVERIFY(QString::fromStdString(none.error().message.english())
                .contains(QStringLiteral("its sheets are \"Accounts\", \"Other\"")));
    QCOMPARE(f.import({f.write("t.csv", "a\n1\n")}, options).error().code, ErrorCode::BadData);
}

void TestWorkbooks::faults_data()
{
    QTest::addColumn<QString>("sheet");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const std::string &sheet, const char *says) {
        QTest::newRow(name) << QString::fromStdString(sheet) << says;
    };
    row("document type", "<!DOCTYPE w [<!ENTITY a \"b\">]>" + sheetOf("<c><v>1</v></c>"), "document type declaration");
    row("behind a comment", "<?xml version='1.0'?><!-- <x> --><!DOCTYPE w>" + sheetOf(""), "document type declaration");
    row("a shared text that is none", sheetOf("<c t='s'><v>7</v></c>"), "refers to text 7, and the workbook has 0");
    const std::string deep = [] {
        std::string text;
        for (int i = 0; i < 300; ++i)
            text += "<g>";
        return text;
    }();
    row("nested deeper than sheets are", "<worksheet>" + deep, "nested more than 256 deep");
    row("nested where they are passed over", sheetOf("<c t='inlineStr'><is><rPh>" + deep), "nested more than 256 deep");
    row("past the last column", sheetOf("<c r='XFE1'><v>7</v></c>"), "past column XFD");
}

void TestWorkbooks::faults()
{
    QFETCH(QString, sheet);
    QFETCH(QString, says);
    SourceFixture f;
    const QStringList read = readAll(writeWorkbook(f, "w.xlsx", {sheet.toStdString()}));
    QVERIFY2(read.size() == 1 && read[0].contains(says), qPrintable(read.join(u'\n')));
}

void TestWorkbooks::declarationsInOtherParts()
{
    const std::string type = "<!DOCTYPE r [<!ENTITY a \"b\">]>";
    const std::string sheet = sheetOf("<c><v>1</v></c>");
    for (const Parts &parts : {Parts{sheet, type + "<sst/>"}, Parts{sheet, "", type + stylesOf("0")},
             Parts{sheet, "", "", "", "<worksheet/>", "", "", type}}) {
        SourceFixture f;
        const QString last = readAll(writeWorkbook(f, "w.xlsx", parts)).last();
        QVERIFY2(last.contains(QStringLiteral("document type declaration")), qPrintable(last));
    }
}

void TestWorkbooks::manyNamelessSheets()
{
    SourceFixture f;
    std::string more;
    for (int i = 0; i < 20000; ++i)
        more += "<sheet name=\"\" sheetId=\"9\" r:id=\"rId8\"/>";
    // Behind </sheets> they would be no sheets; the fixture's workbook closes the list itself.
    const auto path = writeWorkbook(f, "w.xlsx", {sheetOf("<c><v>1</v></c>"), "", "", "<sheets>" + more + "</sheets>"});
    const QString last = readAll(path).last();
    QVERIFY2(last.contains(QStringLiteral("more than 10000 sheets")), qPrintable(last));
}

void TestWorkbooks::longestText()
{
    const std::string text(std::size_t{17} << 20, 'x');
    const QString last = onlyRow({sheetOf("<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>")}).right(200);
    QVERIFY2(last.contains(QStringLiteral("a text of more than 16 MB")), qPrintable(last));
}

/// What counts is how deep elements are nested, not how many there are.
void TestWorkbooks::elementsBesideEachOther()
{
    constexpr int Many = 300; // more than may be nested
    std::string shared;
    std::string rows;
    for (int i = 0; i < Many; ++i) {
        shared += "<si><r><t>s" + std::to_string(i) + "</t></r><rPh><t>x</t></rPh></si>";
        rows += "<row><c><v>" + std::to_string(i) + "</v></c><c t='inlineStr'><is><t>i</t><rPh><t>x</t></rPh></is></c>"
            + "<c t='s'><v>" + std::to_string(i) + "</v></c></row>";
    }
    SourceFixture f;
    const auto read = readAll(writeWorkbook(
        f, "w.xlsx", {"<worksheet><sheetData>" + rows + "</sheetData></worksheet>", "<sst>" + shared + "</sst>"}));
    QCOMPARE(read.size(), Many);
    QCOMPARE(read.front(), QStringLiteral("1: 0,i,s0"));
    QCOMPARE(read.last(), QStringLiteral("300: 299,i,s299"));
}

QTEST_GUILESS_MAIN(TestWorkbooks)
#include "tst_workbooks.moc"
