#include "tests/sources/workbook_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

constexpr auto Before = R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>
<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>)";
constexpr auto After = "</office:spreadsheet></office:body></office:document-content>";

std::string table(const std::string &name, const std::string &rows, const std::string &style = "ta1")
{
    return "<table:table table:name=\"" + name + "\" table:style-name=\"" + style + "\">" + rows + "</table:table>";
}

std::string row(const std::string &cells, int times = 1)
{
    return "<table:table-row table:number-rows-repeated=\"" + std::to_string(times) + "\">" + cells
        + "</table:table-row>";
}

std::string text(const std::string &value)
{
    return "<table:table-cell office:value-type=\"string\"><text:p>" + value + "</text:p></table:table-cell>";
}

std::string number(const std::string &value)
{
    return "<table:table-cell office:value-type=\"float\" office:value=\"" + value
        + "\"><text:p>shown</text:p></table:table-cell>";
}

std::string writeOds(const SourceFixture &f, const std::string &tables, const std::string &name = "b.ods")
{
    const std::string path = f.path(name);
    const std::string content = Before + tables + After;
    const std::string type = "application/vnd.oasis.opendocument.spreadsheet";
    int status = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &status);
    for (const auto &[part, bytes] : {std::pair{"mimetype", &type}, {"content.xml", &content}})
        zip_file_add(archive, part, zip_source_buffer(archive, bytes->data(), bytes->size(), 0), ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0)
        qFatal("cannot write a spreadsheet");
    return path;
}

} // namespace

/// Sheets of OpenDocument spreadsheets, as the standard has them and LibreOffice writes them.
class TestOdsReader : public QObject {
    Q_OBJECT
private slots:
    void cells_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("becomes");
        const auto cell = [](const char *name, const std::string &xml, const char *becomes) {
            QTest::newRow(name) << QString::fromStdString(xml) << QString::fromUtf8(becomes);
        };
        const auto typed = [](const char *type, const char *attribute, const char *value) {
            return std::string("<table:table-cell office:value-type=\"") + type + "\" office:" + attribute + "=\""
                + value + "\"><text:p>as shown</text:p></table:table-cell>";
        };
        cell("text", text("Acme"), "Acme");
        cell("number", number("1234.5"), "1234.5");
        cell("number with an exponent", number("1.5E-3"), "0.0015");
        cell("binary dust", number("0.30000000000000004"), "0.3");
        cell("currency", typed("currency", "value", "49"), "49");
        cell("share", typed("percentage", "value", "0.45"), "0.45");
        cell("day", typed("date", "date-value", "2026-01-31"), "2026-01-31");
        cell("midnight", typed("date", "date-value", "2026-01-31T00:00:00"), "2026-01-31");
        cell("day and time", typed("date", "date-value", "2026-01-31T10:20:30"), "2026-01-31T10:20:30");
        cell("time of day", typed("time", "time-value", "PT06H05M04S"), "06:05:04");
        cell("duration", typed("time", "time-value", "PT26H00M01S"), "93601");
        cell("a whole day", typed("time", "time-value", "PT24H00M00S"), "86400");
        cell("a second less", typed("time", "time-value", "PT23H59M59S"), "23:59:59");
        cell("numbers of two digits", typed("time", "time-value", "PT11H22M33S"), "11:22:33");
        cell("a fraction of a second", typed("time", "time-value", "PT01H02M03.4S"), "01:02:03");
        cell("with a comma", typed("time", "time-value", "PT01H02M03,6S"), "01:02:04");
        cell("no duration", typed("time", "time-value", "PT5X"), "PT5X");
        cell("a note within a text",
            text("a<office:annotation><text:p>x</text:p></office:annotation>b<text:note><text:p>y</text:p></"
                 "text:note>c"),
            "abc");
        cell("something that is no cell", "<office:forms/>" + text("a"), "a");
        cell("boolean", typed("boolean", "boolean-value", "true"), "true");
        cell("lines",
            "<table:table-cell office:value-type=\"string\"><text:p>a</text:p><text:p>b</text:p></table:table-cell>",
            "\"a\nb\"");
        cell("blanks and spans", text("a<text:s text:c=\"3\"/><text:span>b</text:span><text:tab/>c<text:line-break/>d"),
            "\"a   b\tc\nd\"");
        cell("a link", text("<text:a>acme.com</text:a>"), "acme.com");
        cell("a note is no text",
            "<table:table-cell "
            "office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation>"
            "<text:p>a</text:p></table:table-cell>",
            "a");
        cell("a string by its attribute", typed("string", "string-value", "hidden"), "as shown");
        cell("an error",
            "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" "
            "office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>",
            "#DIV/0!");
    }
    void cells()
    {
        QFETCH(QString, cell);
        QFETCH(QString, becomes);
        SourceFixture f;
        QCOMPARE(
            readAll(writeOds(f, table("One", row(cell.toStdString())))), QStringList(QStringLiteral("1: ") + becomes));
    }

    void repeats()
    {
        SourceFixture f;
        const std::string empty = "<table:table-cell table:number-columns-repeated=\"2\"/>";
        const std::string twice = "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\">"
                                  "<text:p>x</text:p></table:table-cell>";
        const std::string rest = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
        const auto path = writeOds(f,
            table("One",
                "<table:table-header-rows>" + row(text("a") + empty + text("b") + rest) + "</table:table-header-rows>"
                    + row(empty, 3) + "<table:table-row-group>" + row(twice, 2) + "</table:table-row-group>"
                    + row("<table:covered-table-cell/>" + number("1")) + row(empty, 1048570)));
        QCOMPARE(readAll(path), QStringList({"1: a,,,b", "5: x,x", "6: x,x", "7: ,1"}));
    }

    void sheets()
    {
        SourceFixture f;
        const auto path = writeOds(f,
            table("Cover", row("<table:table-cell/>")) + table("Secret", row(text("s")), "ta2")
                + table("Data", row(text("d"))) + table("", row(text("m"))));
        QCOMPARE(readAll(path), QStringList("1: d"));
        QCOMPARE(readAll(path, {.sheet = "Sheet 4"}), QStringList("1: m"));
        QCOMPARE(readAll(path, {.sheet = "2"}), QStringList("1: s"));
        QVERIFY(readAll(path, {.sheet = "Nine"})
                    .front()
                    .contains(QStringLiteral(
                        "has no sheet \"Nine\"; its sheets are \"Cover\", \"Secret\", \"Data\", \"sheet 4\".")));
        QCOMPARE((*openRecords(path))->unread(), (std::vector<std::string>{"Secret (hidden)", "sheet 4"}));
    }

    /// What counts is how deep elements are nested, not how many there are.
    void manyNotes()
    {
        SourceFixture f;
        std::string rows;
        for (int i = 0; i < 300; ++i)
            rows += row("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p>"
                        "</office:annotation><text:p>a</text:p></table:table-cell>"
                + number(std::to_string(i)));
        const auto read = readAll(writeOds(f, table("One", rows)));
        QCOMPARE(read.size(), 300);
        QCOMPARE(read.last(), QStringLiteral("300: a,299"));
        const std::string deep =
            "<table:table-cell><office:annotation>" + QStringLiteral("<text:p>").repeated(300).toStdString();
        const QString fault = readAll(writeOds(f, table("One", row(text("a")) + "<table:table-row>" + deep))).last();
        QVERIFY2(fault.contains(QStringLiteral("nested more than 256 deep")), qPrintable(fault));
    }

    void formulaWithoutResult()
    {
        SourceFixture f;
        const auto path = writeOds(f,
            table("One",
                row(text("a"))
                    + row("<table:table-cell/><table:table-cell table:formula=\"of:=A1\"/>"
                          "<table:table-cell table:formula=\"of:=1\" office:value-type=\"float\" office:value=\"1\"/>"
                          "<table:table-cell table:formula=\"of:=B1\" office:value-type=\"string\"/>")));
        auto reader = openRecords(path);
        Record record;
        QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
        QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
        QCOMPARE(record.unsolved, std::vector<std::size_t>{1});
    }

    /// The last cell that a sheet can have is one; what stands beyond is no sheet's.
    void edges()
    {
        SourceFixture f;
        const auto empty = [](int times) {
            return "<table:table-cell table:number-columns-repeated=\"" + std::to_string(times) + "\"/>";
        };
        QCOMPARE(readAll(writeOds(f, table("One", row(empty(16'383) + text("x"))))),
            QStringList(QStringLiteral("1: ") + QString(16'383, u',') + 'x'));
        const QStringList right = readAll(writeOds(f, table("One", row(empty(16'384) + text("x")))));
        QVERIFY2(right.size() == 1 && right[0].contains(QStringLiteral("row 1 has a value past column XFD")),
            qPrintable(right.join(u'\n').left(300)));
        QCOMPARE(
            readAll(writeOds(f, table("One", row(empty(1), 1'048'575) + row(text("x"))))), QStringList("1048576: x"));
        const QStringList below = readAll(writeOds(f, table("One", row(empty(1), 1'048'576) + row(text("x")))));
        QVERIFY2(
            below.size() == 1 && below[0].contains(QStringLiteral("values past row")), qPrintable(below.join(u'\n')));
    }

    void importAndAgain()
    {
        SourceFixture f;
        const auto path = writeOds(f,
            table("One",
                row(text("account_id") + text("name") + text("arr") + text("created_date"))
                    + row(text("A") + text("Acme") + number("1.5")
                        + "<table:table-cell office:value-type=\"date\" "
                          "office:date-value=\"2026-01-31\"/>")),
            "crm.accounts.ods");
        const auto report = f.import({path});
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
        QCOMPARE(f.rows("SELECT account_id, name, arr_minor, created_date FROM accounts"),
            QStringList("A|Acme|150|2026-01-31"));
    }

    void whatIsNone_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("a text document") << "<office:text xmlns:office='x'/>"
                                         << "is no OpenDocument spreadsheet";
        QTest::newRow("cut off") << "<a xmlns:table='t'><table:table>"
                                 << "cannot be read: ";
        QTest::newRow("entities") << "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
                                  << "document type declaration";
        QTest::newRow("nested deeper than sheets are")
            << QStringLiteral("<a>").repeated(300) << "nested more than 256 deep";
        QTest::newRow("nothing") << ""
                                 << "cannot be read";
    }
    void whatIsNone()
    {
        QFETCH(QString, content);
        QFETCH(QString, says);
        SourceFixture f;
        const std::string path = f.path("x.ods");
        const std::string bytes = content.toStdString();
        int status = 0;
        zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &status);
        zip_file_add(
            archive, "content.xml", zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
        QVERIFY(zip_close(archive) == 0);
        const auto rows = readAll(path);
        QVERIFY2(rows.size() == 1 && rows.front().contains(says), qPrintable(rows.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestOdsReader)
#include "tst_ods_reader.moc"
