#include "tests/sources/workbook_fixture.h"

#include <QtEndian>
#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

/// Writes a part of a workbook anew, or adds it; it may be empty.
void put(const std::string &path, const std::string &part, const std::string &text)
{
    int status = 0;
    zip_t *archive = zip_open(path.c_str(), 0, &status);
    zip_file_add(archive, part.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0)
        qFatal("cannot write a part");
}

/// Has the directory of a zip say that a part is so long.
void claim(const std::string &path, const std::string &part, quint32 size)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadWrite))
        qFatal("cannot open a zip");
    const QByteArray bytes = file.readAll();
    constexpr int Size = 24; // of an entry, by PKWARE's APPNOTE 4.3.12
    constexpr int Name = 46;
    for (auto at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 1)) {
        if (!bytes.mid(at + Name).startsWith(part.c_str()))
            continue;
        const quint32 little = qToLittleEndian(size);
        file.seek(at + Size);
        file.write(reinterpret_cast<const char *>(&little), sizeof little);
    }
}

std::string filled(const std::string &cells = "<c><v>1</v></c>")
{
    return "<worksheet><sheetData><row>" + cells + "</row></sheetData></worksheet>";
}

} // namespace

/// Parts of workbooks that are empty, missing, too long or elsewhere than usual, and cells at the edges of a sheet.
class TestWorkbookParts : public QObject {
    Q_OBJECT

private slots:
    /// A small file can claim to hold anything: what is longer than a workbook's part may be is not read.
    void claims_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<quint32>("most");
        QTest::addColumn<QString>("says");
        constexpr quint32 Part = 256U << 20;
        constexpr quint32 Sheet = 2U << 30;
        for (const char *part : {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"})
            QTest::newRow(part) << part << Part << "claims to hold more text than a workbook can";
        QTest::newRow("a sheet") << "xl/worksheets/a.xml" << Sheet << "holds a sheet of more than 2 GB";
        QTest::newRow("an OpenDocument sheet") << "content.xml" << Sheet << "holds sheets of more than 2 GB";
    }
    void claims()
    {
        QFETCH(QString, part);
        QFETCH(quint32, most);
        QFETCH(QString, says);
        SourceFixture f;
        const auto path = writeWorkbook(f, "w.xlsx", {filled(), "<sst/>", stylesOf("0")});
        if (part == QLatin1String("content.xml"))
            put(path, "content.xml", "<a/>");
        for (const quint32 over : {0U, 1U}) {
            claim(path, part.toStdString(), most + over);
            const QString last = readAll(path).last();
            QVERIFY2(last.contains(says) == (over == 1), qPrintable(last));
        }
    }

    void emptyParts_data()
    {
        QTest::addColumn<QString>("says");
        for (const char *part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                 "xl/styles.xml", "xl/tables/table1.xml"})
            QTest::newRow(part) << QStringLiteral("its part %1 is damaged").arg(QLatin1String(part));
        QTest::newRow("xl/worksheets/a.xml") << "sheet \"Accounts\" cannot be read past row 0";
    }
    /// That is damage, which another sheet does not make good.
    void emptyParts()
    {
        QFETCH(QString, says);
        SourceFixture f;
        const auto path = writeWorkbook(f, "w.xlsx",
            {.sheet = filled(),
                .second = filled(),
                .more = {{"xl/worksheets/_rels/a.xml.rels",
                    R"(<Relationships><Relationship Id="r" Type="x/table" Target="../tables/table1.xml"/></Relationships>)"}}});
        const std::string part = QTest::currentDataTag();
        const bool isTable = part == "xl/tables/table1.xml";
        ReadChoice choice;
        if (isTable) {
            choice.sheet = "Accounts";
            QCOMPARE(readAll(path, choice), QStringList("1: 1")); // a table that is not there is none
        }
        put(path, part, "");
        const QString last = readAll(path, choice).last();
        QVERIFY2(last.contains(says), qPrintable(last));
    }

    void targets()
    {
        SourceFixture f;
        const auto path = writeWorkbook(f, "w.xlsx", {.sheet = filled(), .second = filled("<c><v>2</v></c>")});
        put(path, "xl/_rels/workbook.xml.rels",
            R"(<Relationships><Relationship Id="rId7" Target="./worksheets/a.xml"/><Relationship Id="rId8"
               Target="../xl/worksheets/b.xml"/></Relationships>)");
        QCOMPARE(readAll(path), QStringList("1: 1"));
        QCOMPARE(readAll(path, {.sheet = "Other"}), QStringList("1: 2"));
    }

    /// Sheets that no relation leads to are where they usually are, and count from 1.
    void usualPlaces()
    {
        SourceFixture f;
        const auto path = writeWorkbook(f, "w.xlsx", {.sheet = filled()});
        put(path, "xl/workbook.xml", R"(<workbook><sheets><sheet name=""/><sheet name=""/></sheets></workbook>)");
        put(path, "xl/worksheets/sheet1.xml", filled());
        put(path, "xl/worksheets/sheet2.xml", filled("<c><v>2</v></c>"));
        QCOMPARE(readAll(path), QStringList("1: 1"));
        QCOMPARE(readAll(path, {.sheet = "sheet 2"}), QStringList("1: 2"));
        for (const int count : {10'000, 10'001}) {
            put(path, "xl/workbook.xml",
                "<workbook><sheets>" + QStringLiteral("<sheet name='x'/>").repeated(count).toStdString()
                    + "</sheets></workbook>");
            const QString last = readAll(path).last();
            QCOMPARE(last.contains(QStringLiteral("more than 10000 sheets")), count > 10'000);
            QCOMPARE(last == QStringLiteral("1: 1"), count == 10'000);
        }
    }

    void cells_data()
    {
        QTest::addColumn<QString>("cells");
        QTest::addColumn<QString>("becomes");
        const auto row = [](const char *name, const char *cells, const QString &becomes) {
            QTest::newRow(name) << cells << becomes;
        };
        const auto commas = [](int count) { return QString(count, u','); };
        row("columns Z and AB", "<c r='Z1'><v>1</v></c><c r='AB1'><v>2</v></c>", commas(25) + "1,,2");
        row("the last column", "<c r='XFD1'><v>1</v></c>", commas(16'383) + '1');
        row("the first one last", "<c r='B1'><v>2</v></c><c r='A1'><v>1</v></c>", "1,2");
        row("references that are none", "<c r='a1'><v>1</v></c><c r='b1'><v>2</v></c>", "1,2");
        row("a number that says so", "<c t='n' s='1'><v>1.5E3</v></c>", "1500");
        row("a text like a number", "<c t='str'><v>1E3</v></c>", "1E3");
        row("the first format", "<c><v>45000</v></c><c s='0'><v>45000</v></c>", "2023-03-15,2023-03-15");
        row("a format that there is not", "<c s='2'><v>45000</v></c><c s='-1'><v>45000</v></c>", "45000,45000");
    }
    void cells()
    {
        QFETCH(QString, cells);
        QFETCH(QString, becomes);
        SourceFixture f;
        const std::string styles =
            "<styleSheet><cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"0\"/></cellXfs></styleSheet>";
        QCOMPARE(readAll(writeWorkbook(f, "w.xlsx", {sheetOf(cells.toStdString()), "", styles})),
            QStringList(QStringLiteral("1: ") + becomes));
    }

    void faults_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *cell, const char *says) {
            QTest::newRow(name) << cell << says;
        };
        row("behind the last shared text", "<c t='s'><v>2</v></c>", "refers to text 2, and the workbook has 2");
        row("no number of a text", "<c t='s'><v>x</v></c>", "refers to text x, and the workbook has 2");
        row("a long one", "<c t='s'><v>1234567890123456789012345</v></c>", "refers to text 12345678901234567890, and");
        row("a longer column", "<c r='XFDA1'><v>1</v></c>", "past column XFD");
    }
    void faults()
    {
        QFETCH(QString, cell);
        QFETCH(QString, says);
        SourceFixture f;
        const QStringList read = readAll(writeWorkbook(
            f, "w.xlsx", {sheetOf(cell.toStdString()), "<sst><si><t>one</t></si><si><t>two</t></si></sst>"}));
        QVERIFY2(read.size() == 1 && read[0].contains(says), qPrintable(read.join(u'\n')));
    }

    /// A formula whose result is an empty text, or a cell without one, lacks no result.
    void formulas()
    {
        SourceFixture f;
        const std::string cells =
            "<c><f>1</f></c><c/><c t='str'><f>2</f><v></v></c><c><f>3</f><v>3</v></c><c><extLst/></c>"
            "<c><f>4</f></c>";
        const auto reader = openRecords(writeWorkbook(f, "w.xlsx", {sheetOf(cells)}));
        Record record;
        QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
        QCOMPARE(record.unsolved, (std::vector<std::size_t>{0, 5}));
        QCOMPARE(record.fields, (std::vector<std::string_view>{"", "", "", "3", "", ""}));
        // Of a table those within it, counted from its first column.
        const auto path = writeWorkbook(f, "t.xlsx", {sheetOf(cells)});
        put(path, "xl/worksheets/_rels/a.xml.rels",
            R"(<Relationships><Relationship Id="r" Type="x/table" Target="../tables/t.xml"/></Relationships>)");
        for (const auto &[range, unsolved] : {std::pair{"A1:F1", std::vector<std::size_t>{0, 5}}, {"D1:F1", {2}},
                 {"B1:E1", {}}, {"A1:E1", {0}}, {"F1:F1", {0}}}) {
            put(path, "xl/tables/t.xml", std::string("<table name='T' ref='") + range + "'/>");
            const auto table = openRecords(path, {.sheet = "T"});
            QVERIFY(table.ok());
            QVERIFY((*table)->next(record) == RecordReader::Step::Record);
            QCOMPARE(record.unsolved, unsolved);
        }
    }

    /// A sheet with nothing but texts, or formulas, holds something.
    void sheetsOfOneKind()
    {
        SourceFixture f;
        const std::string other = filled("<c><v>2</v></c>");
        QCOMPARE(readAll(writeWorkbook(
                     f, "a.xlsx", {.sheet = filled("<c t='inlineStr'><is><t>x</t></is></c>"), .second = other})),
            QStringList("1: x"));
        QCOMPARE(readAll(writeWorkbook(f, "b.xlsx", {.sheet = filled("<c><f>1</f></c>"), .second = other})),
            QStringList("1: "));
    }
};

QTEST_GUILESS_MAIN(TestWorkbookParts)
#include "tst_workbook_parts.moc"
