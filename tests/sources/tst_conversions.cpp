#include "core/sources/amount_text.h"
#include "core/sources/date_text.h"
#include "core/sources/month_text.h"
#include "core/sources/number_text.h"
#include "core/sources/salesforce_id.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Text to dates, numbers, booleans and ids.
class TestConversions : public QObject {
    Q_OBJECT

private slots:
    void dates_data();
    void dates();
    void dateColumns_data();
    void dateColumns();
    void months_data();
    void months();
    void unixTimes();
    void numbers_data();
    void numbers();
    void numberColumns_data();
    void numberColumns();
    void amounts_data();
    void amounts();
    void booleans();
    void salesforceIds_data();
    void salesforceIds();
};

namespace {

QString shown(const DateReading &reading)
{
    if (!reading.date)
        return QStringLiteral("-");
    const std::string text = reading.hasTime ? reading.isoTime() : reading.date->iso();
    return QString::fromStdString(reading.ambiguous() ? text + " or " + reading.otherReading->iso() : text);
}

} // namespace

void TestConversions::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *order, const char *expected) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QString::fromUtf8(text), QString::fromUtf8(order))))
            << QString::fromUtf8(text) << order << expected;
    };
    row("2026-01-31", "", "2026-01-31");
    row("2024-02-29", "", "2024-02-29");
    row("2026-02-29", "", "-");
    row("2026-13-01", "", "-");
    row("2026-1-5", "", "2026-01-05");
    row("2026/01/31", "", "2026-01-31");
    row("20260131", "", "2026-01-31");
    row("20260132", "", "-");
    row("31/01/2026", "", "2026-01-31");
    row("01/31/2026", "", "2026-01-31");
    row("31.1.26", "", "2026-01-31");
    row("05/05/2026", "", "2026-05-05");
    row("03/04/2026", "", "2026-04-03 or 2026-03-04");
    row("03/04/2026", "dmy", "2026-04-03");
    row("03/04/2026", "mdy", "2026-03-04");
    row("31/01/2026", "mdy", "-");
    row("26/01/31", "ymd", "2026-01-31");
    row("1/2/70", "dmy", "1970-02-01");
    row("1/2/69", "dmy", "2069-02-01");
    row("31 Jan 2026", "", "2026-01-31");
    row("31-Jan-26", "", "2026-01-31");
    row("27/Feb/26 9:05 PM", "", "2026-02-27T21:05:00Z");
    row("Jan 31, 2026", "", "2026-01-31");
    row("September 5 2026", "", "2026-09-05");
    row("2026-01-31T10:20:30Z", "", "2026-01-31T10:20:30Z");
    row("2026-01-31 10:20:30", "", "2026-01-31T10:20:30Z");
    row("2026-01-31T10:20:30.123456Z", "", "2026-01-31T10:20:30Z");
    row("2026-01-31T10:20", "", "2026-01-31T10:20:00Z");
    row("2026-01-31T23:30:00-05:00", "", "2026-02-01T04:30:00Z");
    row("2026-01-01T00:30:00+0200", "", "2025-12-31T22:30:00Z");
    row("2026-01-01 00:30:00 UTC", "", "2026-01-01T00:30:00Z");
    row("1/31/2026 11:59 PM", "", "2026-01-31T23:59:00Z");
    row("1/31/2026 12:05 AM", "", "2026-01-31T00:05:00Z");
    row("2026-01-31T25:00:00Z", "", "-");
    row("2026-01-31x", "", "-");
    row("soon", "", "-");
    row("2026-01", "", "-");
    row("45000", "", "-");
    row("0000-01-01", "", "-");
    row("1/2/3/4", "", "-");
}

void TestConversions::dates()
{
    QFETCH(QString, text);
    QFETCH(QString, order);
    DateStyle style;
    style.order = dateOrderFromText(order.toStdString());
    QTEST(shown(readDate(text.toStdString(), style)), "expected");
}

void TestConversions::dateColumns_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *values, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(values).split(QLatin1Char(' '))
                            << QString::fromUtf8(expected).split(QLatin1Char(' '));
    };
    row("a day above 12 settles day first", "03/04/2026 13/04/2026", "2026-04-03 2026-04-13");
    row("a day above 12 settles month first", "03/04/2026 04/13/2026", "2026-03-04 2026-04-13");
    row("ISO dates settle nothing", "5/5/2026 2026-04-13", "2026-05-05 2026-04-13");
    row("Excel serials", "45000 46000.5", "2023-03-15 2025-12-09T12:00:00Z");
    row("Excel's last day", "45000 90000 2958465", "2023-03-15 2146-05-29 9999-12-31");
    row("six digits are no serial", "310126 45000", "- -");
    row("a number among dates is no serial", "45000 2026-04-13", "- 2026-04-13");
}

void TestConversions::dateColumns()
{
    QFETCH(QStringList, values);
    DateColumn column;
    for (const QString &value : values)
        column.observe(value.toStdString());
    QStringList read;
    for (const QString &value : values)
        read << shown(readDate(value.toStdString(), {column.order(), column.isExcelSerial()}));
    QTEST(read, "expected");
    DateColumn contradiction;
    contradiction.observe("13/04/2026");
    contradiction.observe("04/13/2026");
    QVERIFY(!contradiction.order());
}

void TestConversions::months_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *order, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(order) << QString::fromUtf8(expected);
    };
    row("2026-01", "", "2026-01");
    row("2026-1", "", "2026-01");
    row("2026/12", "", "2026-12");
    row("2026-13", "", "-");
    row("2026-0", "", "-");
    row("01/2026", "", "2026-01");
    row("1.2026", "", "2026-01");
    row("202601", "", "2026-01");
    row("202613", "", "-");
    row("120112", "", "-"); // a day, not December 1201
    row("Jan-26", "", "2026-01");
    row("26-Jan", "", "2026-01");
    row("Jan 2026", "", "2026-01");
    row("January 2026", "", "2026-01");
    row("Sept. 69", "", "2069-09");
    row("Sept. 70", "", "1970-09");
    row("2026 Dec", "", "2026-12");
    row("01/26", "", "-"); // a day or a year
    row("2026", "", "-");
    row("Jan", "", "-");
    row("26", "", "-");
    row("2026-2026", "", "-");
    // Dates stand for the month they lie in.
    row("2026-02-28", "", "2026-02");
    row("2026-02-30", "", "-");
    row("01/01/2026", "", "2026-01");
    row("31/01/2026", "", "2026-01");
    row("15 Mar 2026", "", "2026-03");
    row("2026-12-31T23:30:00-01:00", "", "2027-01");
    // Where the order is open, an end of a month is meant.
    row("01/02/2026", "", "2026-02");
    row("02/01/2026", "", "2026-02");
    row("05/31/2026", "", "2026-05");
    row("04/06/2026", "", "2026-06 or 2026-04");
    row("4/6/2026", "dmy", "2026-06");
    row("4/6/2026", "mdy", "2026-04");
    row("1/2/2026", "mdy", "2026-02"); // the second of January is no month
}

void TestConversions::months()
{
    QFETCH(QString, text);
    QFETCH(QString, order);
    DateStyle style;
    style.order = dateOrderFromText(order.toStdString());
    const MonthReading reading = readMonth(text.toStdString(), style);
    QString read = reading.month ? QString::fromStdString(reading.month->iso()) : QStringLiteral("-");
    if (reading.otherReading)
        read += QStringLiteral(" or ") + QString::fromStdString(reading.otherReading->iso());
    QTEST(read, "expected");
}

void TestConversions::unixTimes()
{
    QCOMPARE(shown(*readUnixTime("1767225600")), QStringLiteral("2026-01-01T00:00:00Z"));
    QCOMPARE(shown(*readUnixTime("1767225599")), QStringLiteral("2025-12-31T23:59:59Z"));
    QVERIFY(!readUnixTime("2026-01-01"));
    QVERIFY(!readUnixTime("-1"));
    DateStyle mac;
    mac.excelSerial = true;
    mac.epoch1904 = true;
    QCOMPARE(shown(readDate("43538", mac)), QStringLiteral("2023-03-15")); // 45000 - 1462
}

void TestConversions::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("comma");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, bool comma, const char *expected) {
        QTest::newRow(qPrintable(QString::fromUtf8(text) + (comma ? QStringLiteral(" comma") : QString())))
            << QString::fromUtf8(text) << comma << expected;
    };
    row("1234.50", false, "1234.50");
    row("-5", false, "-5");
    row("+5", false, "5");
    row(".5", false, ".5");
    row("1,234.50", false, "1234.50");
    row("1,234,567", false, "1234567");
    row("12,34", false, "-");
    row("1,2345", false, "-");
    row("1.234,50", true, "1234.50");
    row("1.234.567", true, "1234567");
    row("12,5", true, "12.5");
    row("1 234,50", true, "1234.50");
    row("1\xC2\xA0"
        "234,50",
        true, "1234.50");
    row("1'234.50", false, "1234.50");
    row("1\xE2\x80\xAF"
        "234.50",
        false, "1234.50");
    row("$1,234.50", false, "1234.50");
    row("-$5", false, "-5");
    row("$-5", false, "-5");
    row("\xE2\x82\xAC 12,50", true, "12.50 EUR");
    row("12.50 USD", false, "12.50 USD");
    row("GBP12", false, "12 GBP");
    row("(1,234.50)", false, "-1234.50");
    row("($5)", false, "-5");
    row("5-", false, "-5");
    row("\xE2\x88\x92"
        "5",
        false, "-5");
    row("(-5)", false, "-");
    row("45%", false, "45 %");
    row("45 %", false, "45 %");
    row("1e5", false, "-");
    row("80,-", true, "80");
    row("80,-", false, "80");
    row("1'000.-", false, "1000");
    row("CHF 1'000.--", false, "1000 CHF");
    row("80,-\xE2\x82\xAC", true, "80 EUR");
    row("-80,\xE2\x80\x93", true, "-80");
    row("80-", false, "-80");
    row("1\xE3\x80\x80"
        "234",
        false, "1234");
    row("1\xE2\x80\x89"
        "234,5",
        true, "1234.5");
    row("\xEF\xBC\x91\xEF\xBC\x8C\xEF\xBC\x92\xEF\xBC\x93\xEF\xBC\x94\xEF\xBC\x8E\xEF\xBC\x95", false,
        "1234.5"); // full width
    row("\xEF\xBF\xA5\xEF\xBC\x99\xEF\xBC\x90", false, "90");
    row("\xD9\xA1\xD9\xAC\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xAB\xD9\xA5", false, "1234.5"); // Arabic, its own marks
    row("\xD9\xA1\xD9\xAC\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xAB\xD9\xA5", true, "1234.5");
    row("\xDB\xB7\xDB\xB0\xD9\xAA", false, "70 %"); // Persian
    row("zl 5", false, "-");
    row("5 z\xC5\x82", false, "5 PLN");
    row("1 250 K\xC4\x8D", false, "1250 CZK");
    row("kr 1.234,50", true, "1234.50");
    row("A$5", false, "5 AUD");
    row("NZ$5", false, "5 NZD");
    row("ten", false, "-");
    row("", false, "-");
    row("-", false, "-");
    row("1.2.3", false, "-");
    row("0x10", false, "-");
    row("NaN", false, "-");
}

void TestConversions::numbers()
{
    QFETCH(QString, text);
    QFETCH(bool, comma);
    const auto reading = readNumber(text.toStdString(), comma ? DecimalMark::Comma : DecimalMark::Point);
    std::string shownNumber = reading ? reading->digits : "-";
    if (reading && reading->percent)
        shownNumber += " %";
    if (reading && reading->currency)
        shownNumber += ' ' + reading->currency->code();
    QTEST(QString::fromStdString(shownNumber), "expected");
}

void TestConversions::numberColumns_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<bool>("comma");
    QTest::newRow("decimal comma") << QStringList{"1,5", "2"} << true;
    QTest::newRow("groups and comma") << QStringList{"1.234,5"} << true;
    QTest::newRow("groups of points") << QStringList{"1.234.567"} << true;
    QTest::newRow("one group of a comma") << QStringList{"1,234"} << false;
    QTest::newRow("one group of a point") << QStringList{"1.234"} << false;
    QTest::newRow("decimal point") << QStringList{"1,234.5"} << false;
    QTest::newRow("both ways") << QStringList{"1,5", "1.5"} << false;
    QTest::newRow("comma with a sign") << QStringList{"12,50 EUR"} << true;
}

void TestConversions::numberColumns()
{
    QFETCH(QStringList, values);
    QFETCH(bool, comma);
    NumberColumn column;
    for (const QString &value : values)
        column.observe(value.toStdString());
    QCOMPARE(column.settled().value_or(DecimalMark::Point) == DecimalMark::Comma, comma);
}

void TestConversions::amounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("convert");
    QTest::addColumn<QString>("times");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("expected"); // decimal or reason
    const auto row = [](const char *text, Conversion convert, const char *times, const char *currency,
                         const char *expected) {
        QTest::newRow(qPrintable(QStringLiteral("%1 x %2 %3").arg(text, times, currency)))
            << text << int(convert) << times << currency << expected;
    };
    row("12.50", Conversion::None, "", "USD", "12.50");
    row("1999", Conversion::MinorUnits, "3", "USD", "59.97");
    row("1999", Conversion::MinorUnits, "", "JPY", "1999");
    row("1999", Conversion::MinorUnits, "", "KWD", "1.999");
    row("year", Conversion::IntervalMonths, "2", "USD", "24");
    row("Month", Conversion::IntervalMonths, "", "USD", "1");
    row("week", Conversion::IntervalMonths, "1", "USD", "bad_number");
    row("75", Conversion::Percent, "", "USD", "0.75");
    row("75%", Conversion::Percent, "", "USD", "0.75");
    row("75%", Conversion::None, "", "USD", "0.75");
    row("12.50 EUR", Conversion::None, "", "USD", "currency_mismatch");
    row("5", Conversion::None, "many", "USD", "bad_number");
    row("900000000000000000", Conversion::None, "100", "USD", "overflow");
    row("92233720368547758.07", Conversion::None, "", "USD", "92233720368547758.07");
    row("-92233720368547758.07", Conversion::None, "", "USD", "-92233720368547758.07");
    row("92233720368547758.0749", Conversion::None, "", "USD", "92233720368547758.07");
    row("92233720368547758.08", Conversion::None, "", "USD", "-");
    row("92233720368547758.075", Conversion::None, "", "USD", "-"); // rounds past the last
    row("92233720368547757.065", Conversion::None, "", "USD", "92233720368547757.06");
    row("92233720368547757.0650000001", Conversion::None, "", "USD", "92233720368547757.07");
    row("12345678901234567.89", Conversion::None, "", "USD", "12345678901234567.89");
    row("9223372036854775807.5", Conversion::None, "", "JPY", "-");
    row("9223372036854775806.5", Conversion::None, "", "JPY", "9223372036854775806");
    row("12.500000000000000000000", Conversion::None, "", "USD", "12.5");
    row("0.5000000000000000001", Conversion::None, "", "USD", "0.500000000000000001");
    row("12.3456789012345678%", Conversion::None, "", "USD", "0.123456789012345678");
    row("1234.56000000000000000001", Conversion::None, "", "USD", "1234.560000000000001");
}

void TestConversions::amounts()
{
    QFETCH(QString, text);
    QFETCH(int, convert);
    QFETCH(QString, times);
    QFETCH(QString, currency);
    const std::string count = times.toStdString();
    const std::string given = text.toStdString();
    const auto reading = readAmount(
        given, {Conversion(convert), DecimalMark::Point, count, *Currency::fromCode(currency.toStdString())});
    QTEST(QString::fromStdString(reading.fault ? toString(*reading.fault)
                  : reading.decimal            ? reading.decimal->text()
                                               : std::string("-")),
        "expected");
}

void TestConversions::booleans()
{
    for (const char *yes : {"true", "TRUE", "Yes", "1", "y", " on "})
        QCOMPARE(readBoolean(yes), std::optional(true));
    for (const char *no : {"false", "False", "NO", "0", "n", "off"})
        QCOMPARE(readBoolean(no), std::optional(false));
    for (const char *neither : {"", "2", "maybe", "truee"})
        QCOMPARE(readBoolean(neither), std::nullopt);
}

void TestConversions::salesforceIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("expected");
    // Check characters worked out by hand: each of the three is the bit pattern of five characters' capitals.
    QTest::newRow("no capitals") << "001000000000001"
                                 << "001000000000001AAA";
    QTest::newRow("raised") << "0015500000XyyAB"
                            << "0015500000XyyABAAZ";
    QTest::newRow("verified") << "0015500000XyyABAAZ"
                              << "0015500000XyyABAAZ";
    QTest::newRow("check in lower case") << "0015500000XyyABaaz"
                                         << "0015500000XyyABAAZ";
    QTest::newRow("wrong check") << "0015500000XyyABAAA"
                                 << "-";
    QTest::newRow("wrong length") << "0015500000XyyABAA"
                                  << "-";
    QTest::newRow("wrong character") << "0015500000XyyA-"
                                     << "-";
}

void TestConversions::salesforceIds()
{
    QFETCH(QString, id);
    QTEST(QString::fromStdString(salesforceId(id.toStdString()).value_or("-")), "expected");
}

QTEST_GUILESS_MAIN(TestConversions)
#include "tst_conversions.moc"
