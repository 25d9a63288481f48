#include "core/sources/csv_reader.h"
#include "core/sources/delimiter.h"

#include <QtTest>

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace qd;
using namespace qd::sources;

/// CSV as found in the wild (RFC 4180 and its relatives).
class TestCsvReader : public QObject {
    Q_OBJECT

private slots:
    void conformance_data();
    void conformance();
    void encodings_data();
    void encodings();
    void badFiles_data();
    void badFiles();
    void pieces();
    void unreadable();
    void limits();
    void progress();
    void writesWhatItReads();
    void delimiters_data();
    void delimiters();
    void blanksThatPartFields();
    void whatQuotes();
};

namespace {

std::string write(const QTemporaryDir &folder, const std::string &content)
{
    QFile file(folder.filePath(QStringLiteral("t.csv")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write a test file");
    file.write(content.data(), qint64(content.size()));
    return file.fileName().toStdString();
}

/// Records as "line: a|b|c", joined with ¶.
QString readAll(const std::string &path)
{
    auto reader = CsvReader::open(path);
    if (!reader)
        return QString::fromStdString(reader.error().message.english());
    QStringList records;
    Record record;
    for (;;) {
        const auto step = reader->next(record);
        if (step == RecordReader::Step::Failed)
            return *reader->error().message.words().context
                ? QString::fromStdString(reader->error().message.english())
                : QStringLiteral("a finished sentence, which no language can say");
        if (step == RecordReader::Step::End)
            return records.join(QChar(0xB6));
        QStringList fields;
        for (const std::string_view field : record.fields)
            fields << QString::fromUtf8(field.data(), qsizetype(field.size()));
        records << QStringLiteral("%1: %2").arg(record.line).arg(fields.join(QLatin1Char('|')));
    }
}

std::string utf16(const QString &text, bool bigEndian, bool mark)
{
    std::string bytes = mark ? (bigEndian ? "\xFE\xFF" : "\xFF\xFE") : "";
    for (const QChar c : text) {
        const char high = char(c.unicode() >> 8);
        const char low = char(c.unicode() & 0xFF);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

} // namespace

void TestCsvReader::conformance_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("records");
    const auto row = [](const char *name, const char *csv, const char *records) {
        QTest::newRow(name) << QByteArray(csv) << QString::fromUtf8(records);
    };
    row("plain", "a,b\n1,2\n", "1: a|b¶2: 1|2");
    row("no final newline", "a,b\n1,2", "1: a|b¶2: 1|2");
    row("CRLF", "a,b\r\n1,2\r\n", "1: a|b¶2: 1|2");
    row("CR only", "a,b\r1,2\r", "1: a|b¶2: 1|2");
    row("lone CR inside LF file is text", "a,b\n1\r2,3\n", "1: a|b¶2: 1\r2|3");
    row("single quotes", "a,b\n'x, y',1\n'it''s',2\n", "1: a|b¶2: x, y|1¶3: it's|2");
    row("apostrophes", "a,b\n'tis,1\nO'Neil,2\n", "1: a|b¶2: 'tis|1¶3: O'Neil|2");
    row("single quotes that part no record", "a,b\n'x',1\n'y',2\n", "1: a|b¶2: 'x'|1¶3: 'y'|2");
    row("single quotes beside double ones", "a,b\n'x,1\n\"y, z'\",2\n", "1: a|b¶2: 'x|1¶3: y, z'|2");
    row("lone CR between records", "a,b\r\n1,2\n3,4\r5,6\n", "1: a|b¶2: 1|2¶3: 3|4¶4: 5|6");
    row("two lone CR between records", "a,b\n1,2\r\"3\",4\r5,6\n7,8\n", "1: a|b¶2: 1|2¶3: 3|4¶4: 5|6¶5: 7|8");
    row("lone CR in one column", "a\n1\n2\r3,4\n5\n", "1: a¶2: 1¶3: 2\r3|4¶4: 5");
    row("lone CR in the last field", "a,b\n1,2\r3\n4,5\n", "1: a|b¶2: 1|2\r3¶3: 4|5");
    row("lone CR behind quotes", "a,b\n\"1,2\",3\r4,5\n6,7\n", "1: a|b¶2: 1,2|3¶3: 4|5¶4: 6|7");
    row("lone CR in quotes", "a,b\n\"1\r2\",3,4\n5,6\n", "1: a|b¶2: 1\r2|3|4¶3: 5|6");
    row("a record too long beside a lone CR", "a,b\n1\r2,3,4\n5,6\n", "1: a|b¶2: 1\r2|3|4¶3: 5|6");
    row("CR before CRLF", "a,b\r\r\n1,2\r\r\n", "1: a|b¶2: 1|2");
    row("CR only, LF in quotes", "a,b\r\"1\n2\",3\r4,5\r", "1: a|b¶2: 1\n2|3¶3: 4|5");
    row("empty fields", "a,b,c\n,,\n1,,\n", "1: a|b|c¶2: ||¶3: 1||");
    row("trailing delimiter", "a,b,\n1,2,\n", "1: a|b|¶2: 1|2|");
    row("quoted", "a,b\n\"1\",\"2\"\n", "1: a|b¶2: 1|2");
    row("quoted empty", "a,b\n\"\",\"\"\n", "1: a|b¶2: |");
    row("quoted delimiter", "a,b\n\"1,5\",2\n", "1: a|b¶2: 1,5|2");
    row("doubled quote", "a,b\n\"say \"\"hi\"\"\",2\n", "1: a|b¶2: say \"hi\"|2");
    row("only a doubled quote", "a,b\n\"\"\"\",2\n", "1: a|b¶2: \"|2");
    row("quotes escaped by a backslash", "a,b\n\"x \\\"y, z\\\" w\",2\n", "1: a|b¶2: x \"y, z\" w|2");
    row("a backslash escaped by one", "a,b\n\"\\\"x\\\" y\\\\\",\"2\"\n", "1: a|b¶2: \"x\" y\\|2");
    row("a path that ends in one", "a,b\n\"say \\\"hi\\\"\",1\n\"C:\\\",\"2\"\n", "1: a|b¶2: say \"hi\"|1¶3: C:\\|2");
    row("a path alone escapes nothing", "a,b\n\"C:\\\",2\n\"D:\\x\",3\n", "1: a|b¶2: C:\\|2¶3: D:\\x|3");
    row("doubled quotes leave a backslash alone", "a,b\n\"a \"\"b\"\" c\",\"d\\\"\ne,f\n",
        "1: a|b¶2: a \"b\" c|d\\¶3: e|f");
    row("newline in quotes", "a,b\n\"1\n2\",3\n4,5\n", "1: a|b¶2: 1\n2|3¶4: 4|5");
    row("CRLF in quotes", "a,b\r\n\"1\r\n2\",3\r\n4,5\r\n", "1: a|b¶2: 1\r\n2|3¶4: 4|5");
    row("quote inside a field is text", "a,b\n5\" pipe,2\n", "1: a|b¶2: 5\" pipe|2");
    row("text behind a closing quote", "a,b\n\"x\"y,2\n", "1: a|b¶2: xy|2");
    row("blank before a quote", "a,b\n \"x,y\",2\n", "1: a|b¶2: x,y|2");
    row("blanks are kept", "a,b\n 1 , 2 \n", "1: a|b¶2:  1 | 2 ");
    row("blank lines", "\n\na,b\n\n1,2\n\n", "3: a|b¶5: 1|2");
    row("ragged", "a,b,c\n1,2\n1,2,3,4\n", "1: a|b|c¶2: 1|2¶3: 1|2|3|4");
    row("semicolon", "a;b\n1,5;2\n", "1: a|b¶2: 1,5|2");
    row("tab", "a\tb\n1,5\t2\n", "1: a|b¶2: 1,5|2");
    row("pipe", "a|b\n1|2\n", "1: a|b¶2: 1|2");
    row("one column", "a\n1\n2\n", "1: a¶2: 1¶3: 2");
    row("banner does not hide the delimiter", "Report, October\n\na;b;c\n1;2;3\n4;5;6\n",
        "1: Report, October¶3: a|b|c¶4: 1|2|3¶5: 4|5|6");
    row("header only", "a,b\n", "1: a|b");
    row("commas in quotes do not win", "a;b\n\"1,2,3,4\";x\n\"1,2,3,4\";y\n", "1: a|b¶2: 1,2,3,4|x¶3: 1,2,3,4|y");
}

void TestCsvReader::conformance()
{
    QFETCH(QByteArray, csv);
    QTemporaryDir folder;
    QTEST(readAll(write(folder, csv.toStdString())), "records");
}

void TestCsvReader::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("format");
    const QString text = QString::fromUtf8("name,sum\nZoë Müller,5 €\n");
    const auto raw = [](const std::string &bytes) { return QByteArray(bytes.data(), qsizetype(bytes.size())); };
    QTest::newRow("UTF-8") << text.toUtf8() << "comma, UTF-8";
    QTest::newRow("UTF-8 with mark") << QByteArray("\xEF\xBB\xBF") + text.toUtf8() << "comma, UTF-8";
    QTest::newRow("UTF-16 LE") << raw(utf16(text, false, true)) << "comma, UTF-16 LE";
    QTest::newRow("UTF-16 BE") << raw(utf16(text, true, true)) << "comma, UTF-16 BE";
    QTest::newRow("UTF-16 LE without mark") << raw(utf16(text, false, false)) << "comma, UTF-16 LE";
    QTest::newRow("UTF-16 BE without mark") << raw(utf16(text, true, false)) << "comma, UTF-16 BE";
    QTest::newRow("Windows-1252") << QByteArray("name,sum\nZo\xEB M\xFCller,5 \x80\n") << "comma, Windows-1252";
}

void TestCsvReader::encodings()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const std::string path = write(folder, bytes.toStdString());
    QCOMPARE(readAll(path), QString::fromUtf8("1: name|sum¶2: Zoë Müller|5 €"));
    QTEST(QString::fromStdString(CsvReader::open(path)->format().english()), "format");
}

void TestCsvReader::badFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << "is empty";
    QTest::newRow("white space") << QByteArray("\n \r\n\n") << "is empty";
    QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << "is empty";
    QTest::newRow("binary") << QByteArray("\x01\x02\0\x03,\n", 6) << "is binary data";
    QTest::newRow("a zero in front") << QByteArray("\0a,b\n1,2\n", 9) << "is binary data";
    QTest::newRow("workbook") << QByteArray("PK\x03\x04zzzz") << "workbook";
    QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << "PDF";
    QTest::newRow("truncated") << QByteArray("a,b\n1,2\n3,\"open\nand\nso on\n")
                               << "line 3: a quoted field is never closed";
    QByteArray giant("a,b\n1,");
    giant.append(65 << 20, 'x');
    QTest::newRow("gigantic line") << giant << "line 2: a record of more than 64 MB";
    QByteArray open("a,b\n1,\"x");
    for (int i = 0; i < 2400000; ++i)
        open.append("\nsome text and, some more, 1234");
    QTest::newRow("gigantic open quote") << open << "line 2: a record of more than 64 MB";
}

void TestCsvReader::badFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    QTemporaryDir folder;
    const QString message = readAll(write(folder, bytes.toStdString()));
    QVERIFY2(message.contains(says), qPrintable(message.left(300)));
    QVERIFY2(message.contains(folder.path()), qPrintable(message.left(300)));
}

/// Records that lie across the pieces a file is read in are whole, whatever stands at the seam.
void TestCsvReader::pieces()
{
    QTemporaryDir folder;
    std::string csv = "id,text\n";
    QStringList expected{QStringLiteral("1: id|text")};
    int line = 2;
    for (int i = 0; csv.size() < 3'500'000; ++i) {
        const std::string filler(std::size_t(i * 37 % 211), 'x');
        csv += std::to_string(i) + ",\"" + filler + "\"\"\n,é" + filler + "\"\r\n";
        expected << QString::fromUtf8("%1: %2|%3\"\n,é%3").arg(line).arg(i).arg(QString::fromStdString(filler));
        line += 2;
    }
    QCOMPARE(readAll(write(folder, csv)), expected.join(QChar(0xB6)));
}

void TestCsvReader::unreadable()
{
    QTemporaryDir folder;
    QCOMPARE(
        CsvReader::open(folder.filePath(QStringLiteral("none.csv")).toStdString()).error().code, ErrorCode::NotFound);
    QCOMPARE(CsvReader::open(folder.path().toStdString()).error().code, ErrorCode::Io);
    const std::string path = write(folder, "a,b\n1,2\n");
    QCOMPARE(::chmod(path.c_str(), 0), 0);
    if (::access(path.c_str(), R_OK) != 0) // the system lets root read everything
        QCOMPARE(CsvReader::open(path).error().code, ErrorCode::Io);
    else
        QVERIFY(CsvReader::open(path).ok());
}

void TestCsvReader::delimiters_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("mark"); // empty: none
    QTest::newRow("comma") << QByteArray("comma") << QByteArray(",");
    QTest::newRow("capitals") << QByteArray("Semicolon") << QByteArray(";");
    QTest::newRow("tab") << QByteArray("tab") << QByteArray("\t");
    QTest::newRow("as programs write it") << QByteArray("\\t") << QByteArray("\t");
    QTest::newRow("itself") << QByteArray("\t") << QByteArray("\t");
    QTest::newRow("pipe") << QByteArray("|") << QByteArray("|");
    QTest::newRow("space") << QByteArray("space") << QByteArray(" ");
    QTest::newRow("tilde") << QByteArray("~") << QByteArray("~");
    QTest::newRow("Hive") << QByteArray("\x01") << QByteArray("\x01");
    QTest::newRow("letter") << QByteArray("x") << QByteArray();
    QTest::newRow("digit") << QByteArray("0") << QByteArray();
    QTest::newRow("quote") << QByteArray("\"") << QByteArray();
    QTest::newRow("line end") << QByteArray("\n") << QByteArray();
    QTest::newRow("carriage return") << QByteArray("\r") << QByteArray();
    QTest::newRow("two") << QByteArray(";;") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("zero") << QByteArray(1, '\0') << QByteArray();
    QTest::newRow("not one byte") << QByteArray("\xC2\xA7") << QByteArray();
    QTest::newRow("half a character") << QByteArray("\xC2") << QByteArray();
    QTest::newRow("delete") << QByteArray("\x7F") << QByteArray();
}

void TestCsvReader::delimiters()
{
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, mark);
    const auto found = delimiterFromText(said.toStdString());
    QCOMPARE(found ? QByteArray(1, *found) : QByteArray(), mark);
    if (found)
        QCOMPARE(delimiterFromText(delimiterText(*found)), found);
}

void TestCsvReader::blanksThatPartFields()
{
    const QTemporaryDir folder;
    auto reader = CsvReader::open(write(folder, "id a b\n1  \"x y\"\n"), {.delimiter = ' '});
    QVERIFY(reader.ok());
    Record record;
    QVERIFY(reader->next(record) == RecordReader::Step::Record);
    QVERIFY(reader->next(record) == RecordReader::Step::Record);
    QCOMPARE(record.fields.size(), std::size_t(3));
    QVERIFY(record.fields[1].empty());
    QCOMPARE(record.fields[2], std::string_view("x y"));
    QCOMPARE(CsvReader::open(write(folder, "a~b\n"), {.delimiter = '~'})->format().english(),
        std::string("~ as separator, UTF-8"));
}

/// As many fields as a row of a spreadsheet has, and one more; a zero byte further down is a fault of its row alone.
void TestCsvReader::limits()
{
    const QTemporaryDir folder;
    Record record;
    auto widest = CsvReader::open(write(folder, std::string(16383, ',') + '\n'));
    QVERIFY(widest->next(record) == RecordReader::Step::Record);
    QCOMPARE(record.fields.size(), std::size_t(16384));
    auto wider = CsvReader::open(write(folder, std::string(16384, ',') + '\n'));
    QVERIFY(wider->next(record) == RecordReader::Step::Failed);
    std::string bytes = "a,b\n" + std::string(4092, 'x');
    bytes += '\0'; // behind what is looked at
    auto zero = CsvReader::open(write(folder, bytes + "y,2\n3,4\n"));
    QVERIFY(zero.ok());
    QStringList wellFormed;
    while (zero->next(record) == RecordReader::Step::Record)
        wellFormed << (record.wellFormed ? u"yes"_qs : u"no"_qs);
    QCOMPARE(wellFormed, QStringList({"yes", "no", "yes"}));
}

/// Progress goes from nothing to the size of the file, and begins anew.
void TestCsvReader::progress()
{
    const QTemporaryDir folder;
    for (const std::string &bytes : {std::string("a,b\n1,2\n"), utf16(u"a,b\n1,2\n"_qs, false, false)}) {
        auto reader = CsvReader::open(write(folder, bytes));
        QVERIFY(reader.ok());
        QCOMPARE(reader->total(), std::int64_t(bytes.size()));
        for (int times = 0; times < 2; ++times) {
            QCOMPARE(reader->done(), std::int64_t(0));
            Record record;
            while (reader->next(record) == RecordReader::Step::Record) { }
            QCOMPARE(reader->done(), reader->total());
            QVERIFY(reader->rewind().ok());
        }
    }
}

void TestCsvReader::writesWhatItReads()
{
    QTemporaryDir folder;
    const std::vector<std::string_view> fields{"plain", "a,b", "say \"hi\"", "two\nlines", "", " blank "};
    const std::string path = write(folder, csvLine({"1", "2", "3", "4", "5", "6"}) + '\n' + csvLine(fields) + '\n');
    QCOMPARE(readAll(path), QStringLiteral("1: 1|2|3|4|5|6¶2: plain|a,b|say \"hi\"|two\nlines|| blank "));
}

void TestCsvReader::whatQuotes()
{
    QTemporaryDir folder;
    const auto path = write(folder, "a\tb\n\"x\t1\n'y'\t2\n"); // an inch, not a quote
    const auto fields = [&path](char quote) {
        CsvFormat format;
        format.quote = quote;
        auto reader = CsvReader::open(path, format);
        Record record;
        QStringList all;
        while (reader->next(record) == RecordReader::Step::Record) {
            for (const std::string_view field : record.fields)
                all << QString::fromUtf8(field.data(), qsizetype(field.size()));
        }
        return all.join(u'|');
    };
    QCOMPARE(fields('\0'), QStringLiteral("a|b|\"x|1|'y'|2"));
    QCOMPARE(fields('\''), QStringLiteral("a|b|\"x|1|y|2"));
    QCOMPARE(fields('"'), QStringLiteral("a|b")); // it stays open
}

QTEST_GUILESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
