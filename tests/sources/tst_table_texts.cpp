#include "core/sources/csv_scan.h"
#include "core/sources/delimiter.h"
#include "core/sources/header_row.h"
#include "core/sources/skipped_rows.h"
#include "tests/sources/source_fixture.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

std::vector<std::string> texts(const QString &list)
{
    std::vector<std::string> all;
    for (const QString &text : list.split(u'|'))
        all.push_back(text.toStdString());
    return all;
}

QString joined(const std::vector<std::string_view> &fields)
{
    QStringList all;
    for (const std::string_view field : fields)
        all << QString::fromUtf8(field.data(), qsizetype(field.size()));
    return all.join(u'|');
}

} // namespace

/// How the text of a file is cut into records and fields, and which of its rows are its header, remarks and footers:
/// the last that is one and the first that is none.
class TestTableTexts : public QObject {
    Q_OBJECT

private slots:
    void delimiterWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("mark"); // -1 for none
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const QByteArray &text, int mark, const char *word) {
            QTest::newRow(name) << text << mark << word;
        };
        row("a word", "Comma", ',', "comma");
        row("tab as people write it", "\\t", '\t', "tab");
        row("a space", " ", ' ', "space");
        row("the first mark", "!", '!', "!");
        row("the last mark", "~", '~', "~");
        row("the first control", "\x01", 1, "\x01");
        row("the last control", "\x1f", 31, "\x1f");
        row("delete", "\x7f", -1, "");
        row("no character", QByteArray(1, '\0'), -1, "");
        row("a line end", "\n", -1, "");
        row("a return", "\r", -1, "");
        row("a quote", "\"", -1, "");
        row("a letter", "x", -1, "");
        row("a digit", "0", -1, "");
        row("a byte beyond ASCII", "\xE4", -1, "");
        row("two marks", "||", -1, "");
        row("nothing", "", -1, "");
    }
    void delimiterWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, mark);
        const auto found = delimiterFromText(text.toStdString());
        QCOMPARE(found ? int(*found) : -1, mark);
        if (found)
            QTEST(QString::fromStdString(delimiterText(*found)), "word");
    }

    void quoteWords()
    {
        for (const char *word : {"double", "single", "none"})
            QCOMPARE(quoteText(quoteFromText(word).value()), std::string(word));
        QVERIFY(!quoteFromText("") && !quoteFromText("Double"));
        QVERIFY(quoteText('x').empty());
    }

    void guessedQuotes_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<bool>("single");
        const auto row = [](const char *name, const char *sample, bool single) {
            QTest::newRow(name) << sample << single;
        };
        row("around a delimiter", "'a,b',c\nd,e\n", true);
        row("a blank line between", "'a,b',c\n\nd,e\n", true);
        row("the last line cut off", "'a,b',c\nd,e\nf", true);
        row("the last field cut off within", "'a,b',c\nd,e\n'f", false);
        row("an apostrophe", "it's,b\n1,2\n", false);
        row("even as it stands", "'a,b',c\nd,e,f\n", false);
        row("of one column", "'a,b'\n'c,d'\n'e'\n", false);
        row("one line", "'a,b',c", false);
        row("two lines, the last cut off", "'a,b',c\nd,e", false);
        row("a double one begins the file", "\"x\",'a,b'\nd,e\n", false);
        row("a double one begins a line", "'a,b',c\n\"d\",e\n", false);
        row("a double one begins a line of returns", "'a,b',c\r\"d\",e\r", false);
        row("a double one begins a field", "'a,b',c\nd,\"e\"\n", false);
        row("a double one within a field", "'a,b',c\nd\",e\n", true);
        row("none", "a,b\nc\n", false);
    }
    void guessedQuotes()
    {
        QFETCH(QString, sample);
        QFETCH(bool, single);
        QCOMPARE(guessQuote(sample.toStdString(), ','), single ? '\'' : '"');
    }

    void lineEnds()
    {
        QCOMPARE(newlineOf("\"a\nb\",c\r1,2\r"), '\r'); // the other one is quoted
        QCOMPARE(newlineOf("\"a\rb\",c"), '\n');
        QCOMPARE(newlineOf("\"a\",b\nc"), '\n');
        QCOMPARE(guessDelimiter("a,b;c\n1,2;3\n"), ','); // as evenly, and as many
        QCOMPARE(guessDelimiter("a;b\nc;d\n"), ';');
        QCOMPARE(guessDelimiter("a b;c\n\nd\ne;f\ng;h\n"), ';');
        QCOMPARE(separatorLine("\"sep=;\"\na"), std::optional(';'));
        for (const char *none : {"xsep=;\"\na", "\"sep=;x\na", "\"sep=;\na", "sep= \na", "sep=\"\na", "sep=1\na", "\n"})
            QVERIFY2(!separatorLine(none), none);
        QCOMPARE(separatorLine("sep=~\ra"), std::optional('~'));
    }

    /// The length and the lines of the first record, and what of the text it takes.
    void records_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<CsvMarks>("marks");
        QTest::addColumn<QString>("atEnd"); // "length consumed lines", or that no line end follows
        QTest::addColumn<QString>("before"); // where more may follow
        const auto row = [](const char *name, const QByteArray &text, const CsvMarks &marks, const char *atEnd,
                             const char *before = nullptr) {
            QTest::newRow(name) << text << marks << atEnd << (before ? before : atEnd);
        };
        const CsvMarks plain;
        const CsvMarks returns{',', '\r', false, '"'};
        const CsvMarks escaped{',', '\n', true, '"'};
        row("one", "a\nb", plain, "1 2 1");
        row("two returns before the line end", "a\r\r\n", plain, "1 4 1");
        row("a blank line", "\n\"a\"\n", plain, "0 1 1");
        row("a return alone", "\r\nb", plain, "0 2 1");
        row("of returns", "a\rb\r", returns, "1 2 1");
        row("no line end", "a,b", plain, "3 3 unended", "more");
        row("quotes in the second field", "a,\"b\nc\"\nd", plain, "7 8 2 quoted");
        row("a quote at the end", "\"a\"", plain, "3 3 unended quoted", "more");
        row("a doubled quote at the end", "\"a\"\"", plain, "open", "more");
        row("a text behind the quotes", "\"a\"x,b\nc", plain, "6 7 1 quoted");
        row("blanks before the quote", "  \"a\nb\"\nc", plain, "7 8 2 quoted");
        row("a quote within a field", "a\"b\nc\"", plain, "3 4 1 quoted");
        row("no quotes known", "\"a\nb\"\n", {',', '\n', false, '\0'}, "2 3 1");
        row("single ones", "'a\nb',c\n", {',', '\n', false, '\''}, "7 8 2 quoted");
        row("blanks that part fields", "a \"b\nc\"\nd", {' ', '\n', false, '"'}, "7 8 2 quoted");
        row("an escaped quote", "\"a\\\"\nb\"\nc", escaped, "7 8 2 quoted");
        row("an escaped backslash", "\"a\\\\\"\nb\"\nc", escaped, "5 6 1 quoted");
        row("a path", "\"C:\\\",\"x\"\ny", escaped, "9 10 1 quoted");
        row("an escaped quote before what is cut off", "\"a\\\",", escaped, "open", "more");
        row("a path before a quote", "\"C:\\\",\"", escaped, "open", "more");
        row("blanks at the end", "\"a\",  ", plain, "6 6 unended quoted", "more");
        row("a delimiter at the end", "\"a\",", plain, "4 4 unended quoted", "more");
        row("a quote alone on its line", "\"\na\",b\nc", plain, "6 7 2 quoted");
        row("nothing", "", plain, "0 0 unended", "more");
    }
    void records()
    {
        QFETCH(QByteArray, text);
        QFETCH(CsvMarks, marks);
        const auto shown = [&](bool isEnd) {
            const std::string bytes = text.toStdString();
            const CsvScan scan = scanRecord(bytes, marks, isEnd);
            if (scan.found != CsvScan::Found::Record)
                return QString(scan.found == CsvScan::Found::OpenQuote ? "open" : "more");
            const QString lines = scan.unended ? QStringLiteral("unended") : QString::number(scan.lines);
            return QStringLiteral("%1 %2 %3").arg(scan.length).arg(scan.consumed).arg(lines)
                + (scan.quoted ? " quoted" : "");
        };
        QTEST(shown(true), "atEnd");
        QTEST(shown(false), "before");
    }

    void fields_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("escaped"); // where a backslash escapes
        const auto row = [](const char *record, const char *fields, const char *escaped = nullptr) {
            QTest::newRow(record) << fields << (escaped ? escaped : fields);
        };
        row("\"a\"\"\",b", "a\"|b");
        row("\"\"\"a\"\"b\",c", "\"a\"b|c");
        row("  \"a,b\",c", "a,b|c");
        row("\"a\"x,b", "ax|b");
        row("\"a\"x,\"b\"\"c\"y", "ax|b\"cy");
        row("a\"b,c", "a\"b|c");
        row(",\"a\",", "|a|");
        row("\"\",\"\"", "|");
        row("\"C:\\\",\"x\"", "C:\\|x");
        row("\"a\\\"b\",c", "a\\b\"|c", "a\"b|c");
        row("\"\\\\\",x", "\\\\|x", "\\|x");
        row("\"a\\n\",x", "a\\n|x");
        row("\"a\\\\\\\"b\",c", "a\\\\\\b\"|c", "a\\\"b|c");
        row("\"a\\\",b\",c", "a\\|b\"|c", "a\",b|c");
    }
    void fields()
    {
        const auto cut = [](bool backslash) {
            std::string record = QTest::currentDataTag();
            std::vector<std::string_view> found;
            splitQuoted(record.data(), record.size(), {',', '\n', backslash, '"'}, found);
            return joined(found);
        };
        QTEST(cut(false), "fields");
        QTEST(cut(true), "escaped");
    }

    /// A record of more fields than a sheet can have is cut no further.
    void tooManyFields()
    {
        constexpr std::size_t Most = 16385;
        for (const std::size_t delimiters : {std::size_t{16383}, std::size_t{16384}, std::size_t{20000}}) {
            std::string record(delimiters, ',');
            std::vector<std::string_view> found;
            splitPlain(record, ',', found);
            QCOMPARE(found.size(), std::min(delimiters + 1, Most));
            splitQuoted(record.data(), record.size(), {}, found);
            QCOMPARE(found.size(), std::min(delimiters + 1, Most));
        }
    }

    void headers_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<int>("header"); // its line, from 1
        const auto row = [](const char *name, const QStringList &lines, int header) {
            QTest::newRow(name) << lines << header;
        };
        row("four names behind #", {"#id|name|arr|n", "1|A|5|x", "2|B|6|y"}, 1);
        row("a remark of three", {"# a|b|c", "id|name|arr", "1|A|5", "2|B|6"}, 2);
        row("only remarks", {"# a|b|c", "# d|e|f"}, 1);
        row("names and one row", {"id|name", "1|A|5"}, 1);
        row("a title and names", {"Report", "id|name|arr"}, 2);
        row("one more column without values", {"id|name", "x|A|z", "y|B|w"}, 1);
        row("a second row of the header", {"id|name", "|A|z", "y|B|w"}, 2);
        row("one more column below a title", {"T", "id|name", "a|b|c", "d|e|f"}, 3);
        row("two more columns without values", {"id|name|x", "a|b|c|d|e", "f|g|h|i|j"}, 2);
        row("two more columns", {"id|name|x", "1|b|c|d|e", "2|g|h|i|j"}, 1);
        row("half of the columns named", {"id|name", "1|b|c|d", "2|f|g|h"}, 2);
        row("one name of four", {"id|||", "1|A|5|x", "2|B|6|y"}, 2);
        row("two names of four", {"id||name|", "1|A|5|x", "2|B|6|y"}, 1);
        row("a name twice", {"id|id|", "1|A|5", "2|B|6"}, 1);
        row("a value and no name", {"12|", "A|1", "B|2"}, 2);
        row("the first of two has none", {"|name", "A|1", "B|2"}, 1);
        row("as many wide rows as narrow ones", {"a", "b", "id|name", "1|A"}, 3);
        row("values among the names", {"Report of|2026|", "id|name|arr", "1|A|5", "2|B|6"}, 2);
        row("nothing above", {"||", "id|name|arr", "1|A|5"}, 2);
        row("ever wider rows", {"1||", "2|3|", "4|5|6"}, 1);
        row("names, texts and values", {"id|name", "A|B", "1|2"}, 1);
    }
    void headers()
    {
        QFETCH(QStringList, lines);
        QFETCH(int, header);
        std::vector<HeaderRow> rows;
        for (const QString &line : lines) {
            HeaderRow row;
            row.headers = texts(line);
            row.line = row.lastLine = std::int64_t(rows.size()) + 1;
            rows.push_back(row);
        }
        QCOMPARE(headerOfTable(rows).line, std::int64_t(header));
    }

    /// A header may stand thirty rows down.
    void farDown()
    {
        SourceFixture f;
        const auto with = [&f](int banner) {
            std::string csv;
            for (int i = 0; i < banner; ++i)
                csv += "Report " + std::to_string(i) + "\n";
            return f.import({f.write("crm.accounts.csv", csv + "account_id,name\nA,Acme\n")});
        };
        QVERIFY(!with(30).ok());
        const auto last = with(29);
        QVERIFY(last.ok());
        QCOMPARE(counts(last->batches.front()), QStringLiteral("1/1/0/0/0"));
        QCOMPARE(last->batches.front().headerLine, 30);
    }

    void noise_data()
    {
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QString>("why"); // empty for data
        const auto row = [](const char *fields, const char *headers, const char *why) {
            QTest::addRow("%s below %s", fields, headers) << headers << why;
        };
        const char *data = "";
        row(" id |name|arr", "id|name|arr", toString(SkipReason::RepeatedHeader));
        row("id", "id", data); // of one column every row is data
        row("Copyright (c)||", "id|name|arr", toString(SkipReason::Footer));
        row("Copyright (c)|x|", "id|name|arr", data);
        row("Grand Total|5", "id|n", toString(SkipReason::Footer));
        row("Grand Totals||5", "id|name|arr", toString(SkipReason::Footer));
        row("#1|A|5", "id|name|arr", data);
        row("#1|A", "id|name|arr", toString(SkipReason::Remark));
        row("#1|A", "id|n", data);
        row("|x", "id|name|arr", data);
        row("Record count|12", "id|n", data);
        row("Record count|12|", "id|name|arr", data);
        row("Record count", "id|name|arr", toString(SkipReason::Footer));
        row("Row count:|12", "id|name|arr", toString(SkipReason::Footer));
        row("Row counts|12", "id|name|arr", data);
    }
    void noise()
    {
        QFETCH(QString, headers);
        const QString line = QTest::currentDataTag();
        const auto kept = texts(line.left(line.indexOf(" below ")));
        Record record;
        record.fields.assign(kept.begin(), kept.end());
        const auto found = noiseIn(record, texts(headers));
        QTEST(found ? QString(toString(*found)) : QString(), "why");
        Record formula; // whose result was not saved
        formula.fields = {"", ""};
        formula.unsolved = {0};
        QVERIFY(!noiseIn(formula, {"id", "n"}));
    }

    void totalWords()
    {
        for (const char *word : {"Total.", "Total :", "Total..: ", "Total (12):", "sub-total"})
            QVERIFY2(isTotalWord(word), word);
        for (const char *word : {"Total)", "(12)", "Total (12", "Totals 12", ":"})
            QVERIFY2(!isTotalWord(word), word);
        const std::string longest = "Total (" + std::string(52, '1') + ")"; // 60 letters
        QVERIFY(isTotalWord(longest));
        QVERIFY(!isTotalWord(longest + " "));
    }

    void linesInWords_data()
    {
        QTest::addColumn<QList<int>>("lines");
        QTest::addColumn<int>("most");
        QTest::addColumn<QString>("said");
        QTest::newRow("one") << QList<int>{5} << 9 << "line 5";
        QTest::newRow("two in a row") << QList<int>{5, 6} << 9 << "lines 5, 6";
        QTest::newRow("three in a row") << QList<int>{5, 6, 7} << 9 << "lines 5-7";
        QTest::newRow("a gap") << QList<int>{5, 7, 8, 9} << 9 << "lines 5, 7-9";
        QTest::newRow("as many as may be named") << QList<int>{1, 3} << 2 << "lines 1, 3";
        QTest::newRow("a run more") << QList<int>{1, 2, 3, 5, 6} << 1 << "lines 1-3 and 2 more";
    }
    void linesInWords()
    {
        QFETCH(QList<int>, lines);
        QFETCH(int, most);
        QFETCH(QString, said);
        std::vector<SkippedRow> rows;
        for (const int line : lines)
            rows.push_back({line, SkipReason::Empty});
        QCOMPARE(english(skippedInWords(rows, std::size_t(most))),
            std::vector<std::string>{("holds nothing: " + said).toStdString()});
    }

    void sums_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("becomes");
        QTest::newRow("six decimals") << "name,n\nA,0.000001\nB,0.000002\nC,0.000004\n,0.000007\n"
                                      << "4/3/0/0/1";
        QTest::newRow("seven decimals") << "name,n\nA,0.0000001\nB,0.0000002\nC,0.0000004\n,0.0000007\n"
                                        << "4/4/0/0/0";
        QTest::newRow("a text among them") << "name,n\nA,1\nB,x\nC,4\nD,2\n,7\n"
                                           << "5/5/0/0/0";
        QTest::newRow("an empty one among them") << "name,n\nA,1\nB,\nC,4\nD,2\n,7\n"
                                                 << "5/4/0/0/1";
        QTest::newRow("two numbers in three rows") << "name,n\nA,1\nB,\nC,4\n,5\n"
                                                   << "4/4/0/0/0";
        QTest::newRow("a column of one number") << "name,n,m\nA,1,\nB,2,\nC,4,5\n,7,5\n"
                                                << "4/4/0/0/0";
    }
    void sums()
    {
        QFETCH(QString, csv);
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "t";
        const auto report = f.import({f.write("t.csv", csv.toStdString())}, options);
        QVERIFY(report.ok());
        QTEST(counts(report->batches.front()), "becomes");
    }
};

QTEST_GUILESS_MAIN(TestTableTexts)
#include "tst_table_texts.moc"
