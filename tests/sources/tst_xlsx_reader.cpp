#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Excel workbooks, made part by part as Excel and other programs write them.
class TestXlsxReader : public QObject {
    Q_OBJECT

private slots:
    void cells();
    void bothDateSystems_data();
    void bothDateSystems();
    void importsLikeCsv();
    void damaged();
    void entityBomb();
};

namespace {

constexpr const char *Styles =
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\-mmm\\-yy\"/><numFmt numFmtId=\"171\" "
    "formatCode=\"0.00 &quot;days&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
    "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>";

} // namespace

void TestXlsxReader::cells()
{
    SourceFixture f;
    const auto path = writeWorkbook(f, "w.xlsx",
        {"<worksheet><sheetData>"
         "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"D1\" "
         "t=\"inlineStr\"><is><t>in "
         "line</t></is></c></row>"
         "<row r=\"2\"/>"
         "<row r=\"5\"><c r=\"B5\"><v>1.5</v></c><c r=\"C5\" t=\"b\"><v>1</v></c><c r=\"D5\" "
         "t=\"str\"><f>A1</f><v>sum</v></c></row>"
         "<row><c><v>0.30000000000000004</v></c><c><v>1.2E+6</v></c><c t=\"e\"><v>#N/A</v></c></row>"
         "</sheetData></worksheet>",
            "<sst><si><t>one &amp; only</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>x</t></rPh></si></sst>",
            Styles});
    QCOMPARE(readAll(path), QStringList({"1: one & only,rich,,in line", "5: ,1.5,true,sum", "6: 0.3,1200000,#N/A"}));
}

void TestXlsxReader::bothDateSystems_data()
{
    QTest::addColumn<QString>("properties");
    QTest::addColumn<QString>("dates");
    QTest::newRow("1900") << ""
                          << "1: 2023-03-15,2023-03-15,45000,45000,2023-03-15T12:00:00Z";
    QTest::newRow("1904") << "<workbookPr date1904=\"1\"/>"
                          << "1: 2027-03-16,2027-03-16,45000,45000,2027-03-16T12:00:00Z";
}

void TestXlsxReader::bothDateSystems()
{
    QFETCH(QString, properties);
    SourceFixture f;
    const auto path = writeWorkbook(f, "w.xlsx",
        {"<worksheet><sheetData><row r=\"1\"><c s=\"1\"><v>45000</v></c><c s=\"2\"><v>45000</v></c><c "
         "s=\"3\"><v>45000</v></c><c><v>45000</v></c><c s=\"1\"><v>45000.5</v></c></row></sheetData></worksheet>",
            "", Styles, properties.toStdString()});
    QTEST(readAll(path).join(QLatin1Char('/')), "dates");
}

void TestXlsxReader::importsLikeCsv()
{
    SourceFixture f;
    const auto path = writeWorkbook(f, "crm.accounts.xlsx",
        {"<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>account_id</t></is></c><c "
         "t=\"inlineStr\"><is><t>name</t>"
         "</is></c><c t=\"inlineStr\"><is><t>renewal_date</t></is></c><c t=\"inlineStr\"><is><t>arr</t></is></c></row>"
         "<row r=\"2\"><c t=\"inlineStr\"><is><t>0805</t></is></c><c t=\"inlineStr\"><is><t>Acme</t></is></c><c "
         "s=\"1\"><v>45000</v></c><c><v>12.5</v></c></row>"
         "<row r=\"3\"><c t=\"inlineStr\"><is><t>B</t></is></c></row></sheetData></worksheet>",
            "", Styles});
    const auto report = f.import({path});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/1/0/1/0"));
    QCOMPARE(f.rows("SELECT account_id, name, renewal_date, arr_minor, line FROM accounts"),
        QStringList{"0805|Acme|2023-03-15|1250|2"});
    QCOMPARE(f.rows("SELECT line, code FROM quarantine"), QStringList{"3|missing_required"});
}

void TestXlsxReader::damaged()
{
    SourceFixture f;
    const auto path = writeWorkbook(
        f, "crm.accounts.xlsx", {"<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c>"});
    QVERIFY(readAll(path).last().contains(QStringLiteral("cannot be read past row")));
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    QVERIFY(readAll(path).last().contains(QStringLiteral("is no Excel workbook, or is cut off")));
    QCOMPARE(f.import({path}).error().code, ErrorCode::BadData);
}

void TestXlsxReader::entityBomb()
{
    SourceFixture f;
    std::string bomb = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">";
    for (char c = 'b'; c < 'k'; ++c) {
        const std::string inner = std::string("&").append(1, char(c - 1)).append(";");
        bomb += "<!ENTITY ";
        bomb += c;
        bomb += " \"";
        for (int i = 0; i < 10; ++i)
            bomb += inner;
        bomb += "\">";
    }
    bomb +=
        "]><worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&j;</t></is></c></row></sheetData></worksheet>";
    QVERIFY(readAll(writeWorkbook(f, "w.xlsx", {bomb})).last().contains(QStringLiteral("cannot be read past row")));
}

QTEST_GUILESS_MAIN(TestXlsxReader)
#include "tst_xlsx_reader.moc"
