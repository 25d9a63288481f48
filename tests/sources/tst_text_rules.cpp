#include "core/sources/amount_text.h"
#include "core/sources/column_type.h"
#include "core/sources/date_cursor.h"
#include "core/sources/header_row.h"
#include "core/sources/held_back.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/no_value.h"
#include "core/sources/number_text.h"
#include "core/sources/xlsx_value.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

TableDecimal decimalOf(const QString &written)
{
    if (written == "plain")
        return std::nullopt;
    return written == "point" ? DecimalMark::Point : DecimalMark::Comma;
}

} // namespace

/// The rules by which a text of one cell is read, one by one: what an import makes of them, other tests say.
class TestTextRules : public QObject {
    Q_OBJECT

private slots:
    void numbers_data();
    void numbers();
    void wholeColumns_data();
    void wholeColumns();
    void integersOfTables_data();
    void integersOfTables();
    void numbersOfTables_data();
    void numbersOfTables();
    void nothing_data();
    void nothing();
    void intervals_data();
    void intervals();
    void yearsOfTwoDigits();
    void values_data();
    void values();
    void hosts_data();
    void hosts();
    void formats_data();
    void formats();
    void storedTexts();
    void textsOfWorkbooks();
};

void TestTextRules::numbers_data()
{
    QTest::addColumn<bool>("decimals");
    QTest::addColumn<bool>("rounded");
    QTest::addColumn<bool>("exponential");
    const auto row = [](const char *text, bool decimals, bool rounded, bool exponential) {
        QTest::newRow(text) << decimals << rounded << exponential;
    };
    row("49.00", true, false, false);
    row("1.200,5", true, false, false);
    row("4900.0", false, false, false);
    row("4900.5", true, false, false);
    row("1.234", false, false, false);
    row("1234", false, false, false);
    row(".50", false, false, false);
    row("4.68769E+17", false, true, true);
    row("4,68769E+17", false, true, false);
    row("5E+11", false, true, true);
    row("46.857E+17", false, false, true); // two digits before the point are no spreadsheet's
    row("2.445e-06", false, false, true);
    row("-1E5", false, false, true);
    row("1E", false, false, false);
    row("E5", false, false, false);
    row("12", false, false, false);
}

void TestTextRules::numbers()
{
    QFETCH(bool, decimals);
    QFETCH(bool, rounded);
    QFETCH(bool, exponential);
    const std::string_view text = QTest::currentDataTag();
    QCOMPARE(hasDecimals(text), decimals);
    QCOMPARE(isRoundedNumber(text), rounded);
    QCOMPARE(isExponential(text), exponential);
}

void TestTextRules::wholeColumns_data()
{
    QTest::addColumn<QString>("mark"); // of the decimals: point, comma, or none settled
    QTest::newRow("1.234") << "comma"; // it groups thousands, so a decimal mark would be a comma
    QTest::newRow("1,234") << "point";
    QTest::newRow("1.000") << "none"; // may be a one
    QTest::newRow("1.000|1.001") << "comma";
    QTest::newRow("7|12") << "none";
    QTest::newRow("1.234|1,234") << "point"; // one needs a point
}

void TestTextRules::wholeColumns()
{
    QFETCH(QString, mark);
    NumberColumn column;
    for (const QByteArray &value : QByteArray(QTest::currentDataTag()).split('|'))
        column.observeWhole(value.toStdString());
    const auto settled = column.settled();
    QCOMPARE(!settled ? "none" : *settled == DecimalMark::Point ? "point" : "comma", mark);
}

void TestTextRules::integersOfTables_data()
{
    QTest::addColumn<QString>("written"); // plain, point or comma: how the decimals are written
    QTest::addColumn<QString>("value"); // empty for text
    const auto row = [](const char *text, const char *written, const char *value) {
        QTest::addRow("%s %s", text, written) << written << value;
    };
    row("0", "plain", "0");
    row("-17", "plain", "-17");
    row("007", "plain", "");
    row("07", "plain", "");
    row("-0", "plain", "");
    row("1,234", "plain", "");
    row("1,234", "point", "1234");
    row("1.234", "comma", "1234");
    row("9223372036854775807", "plain", "9223372036854775807");
    row("9223372036854775808", "plain", "");
    row("12.0", "plain", "");
    row("", "plain", "");
}

void TestTextRules::integersOfTables()
{
    QFETCH(QString, written);
    QFETCH(QString, value);
    const std::string text = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
    const auto found = integerOf(text, decimalOf(written));
    QCOMPARE(found ? QString::number(*found) : QString(), value);
}

void TestTextRules::numbersOfTables_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("value");
    const auto row = [](const char *text, const char *written, std::optional<double> value) {
        QTest::addRow("%s %s", text, written) << written << value.has_value() << value.value_or(0);
    };
    row("1.5", "plain", 1.5);
    row("-0.25", "plain", -0.25);
    row("1.10", "plain", {}); // would come back as 1.1
    row("1.10", "point", 1.1);
    row("1,5", "plain", {});
    row("1,5", "comma", 1.5);
    row("1.234,5", "comma", 1234.5);
    row("1E10", "plain", {}); // may be an id
    row("01.5", "plain", {});
    row(".5", "plain", {});
    row("-0.0", "plain", {}); // SQLite keeps no negative zero
    row("-0.0", "point", {});
    row(".5", "point", {});
    row("1E10", "point", {});
    row("-", "plain", {});
    row("45%", "point", {});
}

void TestTextRules::numbersOfTables()
{
    QFETCH(QString, written);
    QFETCH(bool, isNumber);
    QFETCH(double, value);
    const std::string text = QByteArray(QTest::currentDataTag()).split(' ').first().toStdString();
    const auto found = realOf(text, decimalOf(written));
    QCOMPARE(found.has_value(), isNumber);
    QCOMPARE(found.value_or(0), value);
}

void TestTextRules::nothing_data()
{
    QTest::addColumn<bool>("isNothing");
    QTest::addColumn<bool>("isError");
    const auto row = [](const char *text, bool isNothing, bool isError) {
        QTest::newRow(text) << isNothing << isError;
    };
    row("", false, false);
    row("N/A", true, false);
    row("#N/A", true, false); // what people write for "no value"
    row("-", true, false);
    row("---", true, false);
    row("----", false, false);
    row("NULL", true, false);
    row("(blank)", true, false);
    row("Unknown", true, false);
    row("Unknown Co", false, false);
    row("0000-00-00 00:00:00", true, false);
    row("0", false, false);
    row("#REF!", false, true);
    row("#DIV/0!", false, true);
    row("#ref!", false, false); // sheets write capitals
    row("REF!", false, false);
}

void TestTextRules::nothing()
{
    QFETCH(bool, isNothing);
    QFETCH(bool, isError);
    QCOMPARE(standsForNothing(QTest::currentDataTag()), isNothing);
    QCOMPARE(isSheetError(QTest::currentDataTag()), isError);
}

void TestTextRules::intervals_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("times"); // a year, 0 for no interval
    QTest::addColumn<int>("over");
    QTest::addColumn<int>("months"); // 0 for none
    const auto row = [](const char *text, int count, int times, int over, int months) {
        QTest::addRow("%s %d", text, count) << count << times << over << months;
    };
    row("month", 1, 12, 1, 1);
    row("Monthly", 1, 12, 1, 1);
    row("month", 3, 12, 3, 3); // every three months: 12/3 times a year
    row("quarter", 2, 12, 6, 6);
    row("half-yearly", 1, 12, 6, 6);
    row("annual", 1, 12, 12, 12);
    row("years", 2, 12, 24, 24);
    row("week", 2, 52, 2, 0);
    row("daily", 1, 365, 1, 0);
    row("months", 1, 12, 1, 1);
    row("quarterly", 1, 12, 3, 3);
    row("semiannual", 1, 12, 6, 6);
    row("year", 1, 12, 12, 12);
    row("yearly", 1, 12, 12, 12);
    row("annually", 1, 12, 12, 12);
    row("weeks", 3, 52, 3, 0);
    row("weekly", 1, 52, 1, 0);
    row("day", 1, 365, 1, 0);
    row("days", 30, 365, 30, 0);
    row("month", 0, 0, 0, 0);
    row("month", 10'000, 12, 10'000, 10'000);
    row("month", 10'001, 0, 0, 0);
    row("fortnight", 1, 0, 0, 0);
}

void TestTextRules::intervals()
{
    QFETCH(int, count);
    QFETCH(int, times);
    QFETCH(int, over);
    QFETCH(int, months);
    const auto found = readInterval(QByteArray(QTest::currentDataTag()).split(' ').first().toStdString(), count);
    QCOMPARE(found.has_value(), times != 0);
    if (found) {
        QCOMPARE(found->times, std::int64_t(times));
        QCOMPARE(found->over, std::int64_t(over));
        QCOMPARE(found->months().value_or(0), std::int64_t(months));
    }
}

void TestTextRules::yearsOfTwoDigits()
{
    QCOMPARE(fullYear(69, 2), 2069);
    QCOMPARE(fullYear(70, 2), 1970);
    QCOMPARE(fullYear(0, 2), 2000);
    QCOMPARE(fullYear(99, 2), 1999);
    QCOMPARE(fullYear(69, 4), 69); // four digits are what they say
}

void TestTextRules::values_data()
{
    QTest::addColumn<bool>("isValue");
    for (const char *value : {"12", "1.234,50", "EUR 5", "45%", "2026-05-31", "31.05.2026", "TRUE", "false", "1e5"})
        QTest::newRow(value) << true;
    for (const char *name : {"arr", "Q1", "Account ID", "yes", ""})
        QTest::addRow("name: %s", name) << false;
}

void TestTextRules::values()
{
    QFETCH(bool, isValue);
    QString text = QTest::currentDataTag();
    text.remove("name: ");
    QCOMPARE(looksLikeValue(text.toStdString()), isValue);
}

void TestTextRules::hosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("https://www.Acme.com/about?x=1") << "acme.com";
    QTest::newRow("acme.com:8080") << "acme.com";
    QTest::newRow("Ann@Acme.com") << "acme.com";
    QTest::newRow("acme.com, acme.de") << "acme.com";
    QTest::newRow("acme.com; acme.de") << "acme.com";
    QTest::newRow("www.acme.com") << "acme.com";
    QTest::newRow("wwwacme.com") << "wwwacme.com";
    QTest::newRow("https://user@acme.com#top") << "acme.com";
}

void TestTextRules::hosts()
{
    QFETCH(QString, host);
    QCOMPARE(QString::fromStdString(domainOf(QTest::currentDataTag())), host);
}

void TestTextRules::formats_data()
{
    QTest::addColumn<int>("builtIn"); // -1 for none
    QTest::addColumn<NumberShape>("shape");
    const auto row = [](const char *code, int builtIn, NumberShape shape) {
        QTest::addRow("%s as %d", code, builtIn) << builtIn << shape;
    };
    // Built-in formats of ECMA-376, 18.8.30, with the codes that the standard gives.
    row("General", 0, NumberShape::Number);
    row("0.00", 2, NumberShape::Number);
    row("#,##0", 3, NumberShape::Number);
    row("0.00E+00", 11, NumberShape::Number);
    row("mm-dd-yy", 14, NumberShape::Date);
    row("mmm-yy", 17, NumberShape::Date);
    row("h:mm AM/PM", 18, NumberShape::Time);
    row("h:mm:ss", 21, NumberShape::Time);
    row("m/d/yy h:mm", 22, NumberShape::Date);
    row("mm:ss", 45, NumberShape::Time);
    row("[h]:mm:ss", 46, NumberShape::Duration);
    row("@", 49, NumberShape::Number);
    row("0 \"days\"", -1, NumberShape::Number);
    row("yyyy\\-mm", -1, NumberShape::Date);
    row("[Red]0;[h]", -1, NumberShape::Number); // the first section tells
}

void TestTextRules::formats()
{
    QFETCH(int, builtIn);
    QFETCH(NumberShape, shape);
    QString code = QTest::currentDataTag();
    code.truncate(code.lastIndexOf(" as "));
    QCOMPARE(int(shapeOfFormat(code)), int(shape));
    if (builtIn >= 0)
        QCOMPARE(int(shapeOfBuiltIn(builtIn)), int(shape));
}

/// What is no text is kept without zero bytes, which no database takes.
void TestTextRules::storedTexts()
{
    Record record;
    QCOMPARE(storableText(record, "caf\u00E9"), std::string("caf\u00E9"));
    record.wellFormed = false;
    QCOMPARE(storableText(record, std::string_view("a\0b\xFF", 4)), std::string("ab\uFFFD"));
}

void TestTextRules::textsOfWorkbooks()
{
    QCOMPARE(dayOrTime("2026-05-31T00:00:00"), std::string("2026-05-31"));
    QCOMPARE(dayOrTime("2026-05-31T00:00:00.000Z"), std::string("2026-05-31"));
    QCOMPARE(dayOrTime("2026-05-31T00:00:01"), std::string("2026-05-31T00:00:01"));
    QCOMPARE(dayOrTime("2026-05-31"), std::string("2026-05-31"));
    QCOMPARE(unescaped("a_x000A_b"), std::string("a\nb"));
    QCOMPARE(unescaped("a_x0000_b"), std::string("ab"));
    QCOMPARE(unescaped("a_x00G0_b_x41_"), std::string("a_x00G0_b_x41_"));
    QCOMPARE(unescaped("_x005F_x000A_"), std::string("_x000A_")); // how a literal one is written
}

QTEST_GUILESS_MAIN(TestTextRules)
#include "tst_text_rules.moc"
