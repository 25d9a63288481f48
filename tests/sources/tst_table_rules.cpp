#include "core/base/text.h"
#include "core/sources/column_type.h"
#include "core/sources/csv_scan.h"
#include "core/sources/custom_table.h"
#include "core/sources/delimiter.h"
#include "core/sources/extra_text.h"
#include "core/sources/header_row.h"
#include "core/sources/recognise.h"
#include "core/sources/skipped_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

QStringList listed(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list << QString::fromStdString(text);
    return list;
}

QStringList listed(const std::vector<std::string_view> &texts)
{
    return listed(std::vector<std::string>(texts.begin(), texts.end()));
}

std::vector<std::string> texts(const char *list)
{
    std::vector<std::string> all;
    for (const QString &text : QString::fromUtf8(list).split(QLatin1Char('|')))
        all.push_back(text.toStdString());
    return all;
}

/// Rows "a|b" of consecutive lines from 1 on.
std::vector<HeaderRow> headerRows(const QStringList &lines)
{
    std::vector<HeaderRow> rows;
    for (const QString &line : lines) {
        HeaderRow row;
        row.headers = texts(line.toUtf8().constData());
        row.line = row.lastLine = std::int64_t(rows.size()) + 1;
        rows.push_back(row);
    }
    return rows;
}

} // namespace

/// The rules by which a table is told from its text, one by one: what an import makes of them, other tests say.
class TestTableRules : public QObject {
    Q_OBJECT

private slots:
    void delimiters_data();
    void delimiters();
    void separatorLines_data();
    void separatorLines();
    void recordEnds();
    void plainFields();
    void quotedFields_data();
    void quotedFields();
    void backslashes();
    void namesOfColumns();
    void namesOfTables_data();
    void namesOfTables();
    void headers_data();
    void headers();
    void headersOfTwoRows();
    void extraFields();
    void faultyRows_data();
    void faultyRows();
    void fileNames_data();
    void fileNames();
    void noise_data();
    void noise();
    void totalWords_data();
    void totalWords();
};

void TestTableRules::delimiters_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<char>("newline");
    QTest::newRow("comma") << QByteArray("a,b\n1,2\n") << ',' << '\n';
    QTest::newRow("semicolons beside decimal commas") << QByteArray("a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n") << ';' << '\n';
    QTest::newRow("tab") << QByteArray("a\tb\n1\t2\n") << '\t' << '\n';
    QTest::newRow("pipe") << QByteArray("a|b\n1|2\n") << '|' << '\n';
    QTest::newRow("one column is as good as commas") << QByteArray("a\n1\n2\n") << ',' << '\n';
    QTest::newRow("a title above does not count") << QByteArray("Report, of May\na;b;c\n1;2;3\n4;5;6\n") << ';' << '\n';
    QTest::newRow("as evenly, but more fields") << QByteArray("a;b,c,d\n1;2,3,4\n") << ',' << '\n';
    QTest::newRow("carriage returns alone") << QByteArray("a;b\r1;2\r") << ';' << '\r';
    QTest::newRow("both") << QByteArray("a;b\r\n1;2\r\n") << ';' << '\n';
    QTest::newRow("empty") << QByteArray("") << ',' << '\n';
}

void TestTableRules::delimiters()
{
    QFETCH(QByteArray, sample);
    QFETCH(char, delimiter);
    QFETCH(char, newline);
    QCOMPARE(guessDelimiter(sample.toStdString()), delimiter);
    QCOMPARE(newlineOf(sample.toStdString()), newline);
}

void TestTableRules::separatorLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mark"); // empty for no such line
    const auto row = [](const char *text, const char *mark) {
        QTest::addRow("%s", QByteArray(text).simplified().constData()) << QByteArray(text) << QByteArray(mark);
    };
    row("sep=;\na;b\n", ";");
    row("SEP=|\r\na|b\r\n", "|");
    row("\"sep=,\"\na,b\n", ",");
    row("sep=\t\na\tb\n", "\t");
    row("sep=x\naxb\n", "");
    row("sep=;", ""); // no line of its own: the file is that text
    row("sep=;;\na\n", "");
    row("step=;\na\n", "");
}

void TestTableRules::separatorLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, mark);
    const auto found = separatorLine(text.toStdString());
    QCOMPARE(found ? QByteArray(1, *found) : QByteArray(), mark);
}

void TestTableRules::recordEnds()
{
    using Found = CsvScan::Found;
    const CsvMarks marks;
    const CsvScan plain = scanRecord("a,b\r\nc,d\n", marks, false);
    QVERIFY(plain.found == Found::Record && !plain.quoted && !plain.unended);
    QCOMPARE(plain.length, std::size_t(3));
    QCOMPARE(plain.consumed, std::size_t(5));
    QCOMPARE(plain.lines, std::int64_t(1));
    const CsvScan quoted = scanRecord("\"a\nb\",c\nd", marks, false);
    QVERIFY(quoted.found == Found::Record && quoted.quoted);
    QCOMPARE(quoted.length, std::size_t(7));
    QCOMPARE(quoted.consumed, std::size_t(8));
    QCOMPARE(quoted.lines, std::int64_t(2));
    QVERIFY(scanRecord("a,b", marks, false).found == Found::NeedsMore);
    const CsvScan last = scanRecord("a,b", marks, true);
    QVERIFY(last.found == Found::Record && last.unended);
    QCOMPARE(last.length, std::size_t(3));
    QVERIFY(scanRecord("\"a\nb", marks, false).found == Found::NeedsMore);
    QVERIFY(scanRecord("\"a\nb", marks, true).found == Found::OpenQuote);
}

void TestTableRules::plainFields()
{
    std::vector<std::string_view> fields{"left over"};
    splitPlain("a,,b c,", ',', fields);
    QCOMPARE(listed(fields), QStringList({"a", "", "b c", ""}));
    splitPlain("a,b;c", ';', fields);
    QCOMPARE(listed(fields), QStringList({"a,b", "c"}));
    splitPlain("", ',', fields);
    QCOMPARE(listed(fields), QStringList{""});
}

void TestTableRules::quotedFields_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<bool>("backslash");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *record, bool backslash, const QStringList &fields) {
        QTest::addRow("%s%s", record, backslash ? " escaped" : "") << QByteArray(record) << backslash << fields;
    };
    row(R"("a,b",c)", false, {"a,b", "c"});
    row(R"("say ""no""",c)", false, {"say \"no\"", "c"});
    row(R"("",x,"")", false, {"", "x", ""});
    row(R"("a\"b",c)", true, {"a\"b", "c"});
    row(R"("a\\",c)", true, {"a\\", "c"});
    row(R"("a\\",c)", false, {"a\\\\", "c"});
    row(R"("a""b\"c",d)", true, {"a\"b\"c", "d"});
}

void TestTableRules::quotedFields()
{
    QFETCH(QByteArray, record);
    QFETCH(bool, backslash);
    QFETCH(QStringList, fields);
    std::vector<std::string_view> found;
    std::string text = record.toStdString();
    splitQuoted(text.data(), text.size(), {',', '\n', backslash}, found);
    QCOMPARE(listed(found), fields);
}

void TestTableRules::backslashes()
{
    const CsvMarks marks;
    QVERIFY(escapesByBackslash("id,name\n1,\"say \\\"no\\\" now\"\n", marks));
    QVERIFY(!escapesByBackslash("id,name\n1,\"say \"\"no\"\" now\"\n", marks));
    QVERIFY(!escapesByBackslash("id,name\n1,\"C:\\\"\n2,\"x\"\n", marks)); // the quote ends the field
    QVERIFY(!escapesByBackslash("id,name\n1,\"a\\\"b\"\n2,\"c\"\"d\"\n", marks)); // both: doubled ones win
    QVERIFY(!escapesByBackslash("id,name\n1,x\n", marks));
}

void TestTableRules::namesOfColumns()
{
    QCOMPARE(listed(columnNames({"Name", "", "name", "NAME", "name_2"})),
        QStringList({"Name", "column_2", "name_2", "NAME_3", "name_2_2"}));
}

void TestTableRules::namesOfTables_data()
{
    QTest::addColumn<bool>("fine");
    const auto row = [](const char *name, bool fine) { QTest::newRow(name) << fine; };
    row("prices", true);
    row("_p1", true);
    row("Plans_2026", true);
    row("x09azAZ", true);
    for (const char *other : {"x/", "x:", "x@", "x[", "x`", "x{", "0x", "9x"})
        row(other, false);
    row("2026_plans", false);
    row("plan-b", false);
    row("sqlite_plans", false);
    row("SQLite_x", false);
    row("accounts", false); // an entity's
    row("Accounts", false);
}

void TestTableRules::namesOfTables()
{
    QFETCH(bool, fine);
    QCOMPARE(checkTableName(std::string(QTest::currentDataTag())).ok(), fine);
    QVERIFY(!checkTableName("").ok());
}

void TestTableRules::headers_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<int>("header"); // its line, from 1
    QTest::newRow("first") << QStringList{"id|name", "1|A", "2|B"} << 1;
    QTest::newRow("below a title") << QStringList{"Report", "id|name|arr", "1|A|5", "2|B|6"} << 2;
    QTest::newRow("empty fields at the end do not count")
        << QStringList{"Report||", "id|name|arr", "1|A|5", "2|B|6"} << 2;
    QTest::newRow("a column without a name") << QStringList{"id|name", "1|A|5", "2|B|6"} << 1;
    QTest::newRow("some names are missing") << QStringList{"id||arr|", "1|A|5|x", "2|B|6|y"} << 1;
    QTest::newRow("the second of two has none") << QStringList{"name|", "A|1", "B|2"} << 1;
    QTest::newRow("a remark above") << QStringList{"# made|by hand", "id|name|arr", "1|A|5", "2|B|6"} << 2;
}

void TestTableRules::headers()
{
    QFETCH(QStringList, lines);
    QFETCH(int, header);
    QCOMPARE(headerOfTable(headerRows(lines)).line, std::int64_t(header));
}

void TestTableRules::headersOfTwoRows()
{
    const HeaderRow above = headerRows({"Account||ARR|"}).front();
    QCOMPARE(listed(namesFromAbove(texts("|Name||EUR"), above)), QStringList({"Account", "Name", "ARR", "EUR"}));
    const HeaderRow title = headerRows({"Report of May|||"}).front();
    QCOMPARE(listed(namesFromAbove(texts("|Name"), title)), QStringList({"", "Name"}));
}

void TestTableRules::extraFields()
{
    QCOMPARE(extraText({}), std::string());
    const std::string first = extraText({{"Plan", "Gold"}, {"Note", "a \"b\"\n"}});
    QCOMPARE(first, std::string(R"({"Plan":"Gold","Note":"a \"b\"\n"})"));
    // What this file does not have stays in front, what it has it says.
    QCOMPARE(mergedExtra(R"({"Plan":"Gold","Seats":"5"})", R"({"Seats":"7","Tier":"A"})"),
        std::string(R"({"Plan":"Gold","Seats":"7","Tier":"A"})"));
    QCOMPARE(mergedExtra("", first), first);
    QCOMPARE(mergedExtra(first, ""), first);
    QCOMPARE(mergedExtra(R"({"Plan":"Gold"})", R"({"Plan":"Tin"})"), std::string(R"({"Plan":"Tin"})"));
    QCOMPARE(extraText({{"\"\"", "\\\\"}}), std::string(R"({"\"\"":"\\\\"})"));
}

/// Two columns with a name and one without: what a row may lack, and what stands right of them.
void TestTableRules::faultyRows_data()
{
    QTest::addColumn<bool>("isFaulty");
    QTest::newRow("a") << true; // a single field is no row
    QTest::newRow("a|b") << false;
    QTest::newRow("a|b|c") << false;
    QTest::newRow("a|b|c| ") << false;
    QTest::newRow("a|b|c|d") << true;
    QTest::newRow("||") << false;
}

void TestTableRules::faultyRows()
{
    const std::vector<CustomColumn> columns{{"x", "TEXT", true}, {"y", "TEXT", true}, {"column_3", "TEXT", false}};
    const auto kept = texts(QTest::currentDataTag());
    Record record;
    record.fields.assign(kept.begin(), kept.end());
    QTEST(customFault(record, columns).has_value(), "isFaulty");
    record.fields = {"a", "b", "c", ""};
    record.unsolved = {3}; // right of the columns
    QVERIFY(!customFault(record, columns));
    record.unsolved = {2};
    QVERIFY(customFault(record, columns));
}

void TestTableRules::fileNames_data()
{
    QTest::addColumn<bool>("isTable");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("entity");
    const auto row = [](const char *name, bool isTable, const char *source, const char *entity) {
        QTest::newRow(name) << isTable << source << entity;
    };
    row("CRM.Accounts.csv", true, "crm", "accounts");
    row("crm.accounts.2026-05.XLSX", true, "crm", "accounts");
    row("billing.invoices.tsv.gz", true, "billing", "invoices");
    row("accounts.csv", true, "", "");
    row("crm.customers.csv", true, "", ""); // no entity of that name
    row(".accounts.csv", true, "", "");
    row("crm.accounts.pdf", false, "", "");
    row("archive.zip", true, "", "");
}

void TestTableRules::fileNames()
{
    QFETCH(bool, isTable);
    QFETCH(QString, source);
    QFETCH(QString, entity);
    const std::string name = QTest::currentDataTag();
    QCOMPARE(looksLikeTable(name), isTable);
    const auto endsSo = [&name](const std::string &ending) { return lowered(name).ends_with(ending); };
    QCOMPARE(std::ranges::any_of(tableEndings(), endsSo), isTable);
    const auto named = fromFileName(QTest::currentDataTag());
    QCOMPARE(named.has_value(), !source.isEmpty());
    QCOMPARE(QString::fromStdString(named ? named->source : ""), source);
    QCOMPARE(QString::fromStdString(named ? named->entity : ""), entity);
}

void TestTableRules::noise_data()
{
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("why"); // empty for data
    const auto row = [](const char *fields, const char *headers, const char *why) {
        QTest::addRow("%s below %s", fields, headers) << headers << why;
    };
    row("1|A|5", "id|name|arr", "");
    row("id|name|arr", "id|name|arr", toString(SkipReason::RepeatedHeader));
    row("id|Name|arr", "id|name|arr", "");
    row("||", "id|name|arr", toString(SkipReason::Empty));
    row("| |", "id|name|arr", toString(SkipReason::Empty));
    row("Grand Total||12", "id|name|arr", toString(SkipReason::Footer));
    row("Grand Total (3 records):|x|12", "id|name|arr", toString(SkipReason::Footer));
    row("Grand Total Ltd|x|12", "id|name|arr", "");
    row("Copyright (c) 2026 Acme", "id|name|arr", toString(SkipReason::Footer));
    row("Copyright (c) 2026 Acme|x|1", "id|name|arr", "");
    row("# of May", "id|name|arr", toString(SkipReason::Remark));
    row("# of May", "#|name|arr", "");
    row("Record count|12", "id|name|arr", toString(SkipReason::Footer));
    row("Record count|12|7", "id|name|arr", "");
    row("Grand Total", "name", ""); // of one column every row is data
}

void TestTableRules::noise()
{
    QFETCH(QString, headers);
    QFETCH(QString, why);
    const QString line = QTest::currentDataTag();
    const auto kept = texts(line.left(line.indexOf(" below ")).toUtf8().constData());
    Record record;
    record.fields.assign(kept.begin(), kept.end());
    const auto found = noiseIn(record, texts(headers.toUtf8().constData()));
    QCOMPARE(found ? QString(toString(*found)) : QString(), why);
}

void TestTableRules::totalWords_data()
{
    QTest::addColumn<bool>("isTotal");
    for (const char *word : {"Total", "SUBTOTAL", "Grand total:", "Sum (12 records)", " Summe "})
        QTest::newRow(word) << true;
    for (const char *word : {"Total Ltd", "Totally", "Summary", "", "Total 2026"})
        QTest::addRow("no: %s", word) << false;
}

void TestTableRules::totalWords()
{
    QFETCH(bool, isTotal);
    QString word = QTest::currentDataTag();
    word.remove("no: ");
    QCOMPARE(isTotalWord(word.toStdString()), isTotal);
}

QTEST_GUILESS_MAIN(TestTableRules)
#include "tst_table_rules.moc"
