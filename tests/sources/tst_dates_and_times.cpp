#include "core/sources/date_text.h"
#include "core/sources/month_text.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

QString shown(const DateReading &reading)
{
    if (!reading.date)
        return QStringLiteral("-");
    const std::string text = reading.hasTime ? reading.isoTime() : reading.date->iso();
    return QString::fromStdString(reading.ambiguous() ? text + " or " + reading.otherReading->iso() : text);
}

void columnsOfDates()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("expected");
}

void row(const char *text, const char *expected, const char *order = "")
{
    QTest::addRow("%s %s", text, order) << QString::fromLatin1(text) << order << expected;
}

} // namespace

/// The last text that is a date, a time, an offset or a serial, and the first that is none.
class TestDatesAndTimes : public QObject {
    Q_OBJECT

private slots:
    void dates_data()
    {
        columnsOfDates();
        row("2026-01-001", "-"); // a day has two digits
        row("2026-01-2026", "-");
        row("031/01/26", "-");
        row("31/01/026", "-");
        row("31/01/202", "-");
        row("31/01/20261", "-");
        row("31/01/", "-");
        row("31//2026", "-");
        row("/01/2026", "-");
        row("31/01-2026", "-"); // two marks
        row("31_01_2026", "-");
        row("2026013a", "-");
        row("26/01/31", "2031-01-26");
        row("31/01/2026", "2026-01-31", "ymd"); // only a year of two digits may stand in front
        row("03/04/2026", "2026-04-03 or 2026-03-04", "ymd");
        row("Jan-31-2026", "2026-01-31");
        row("31Jan2026", "2026-01-31");
        row("31 Jan 026", "-");
        row("31 Jan 6", "-");
        row("31 Foo 2026", "-");
        row("031 Jan 2026", "-");
        row("2026-001-05", "-");
        row("Jan , 2026", "-");
        row("31 Jan. 26", "2026-01-31");
        row("29 Feb 2026", "-");
        row("Jan 2026", "-"); // a month, not the twentieth of 26
        row("December 1899", "-");
        row("Jan 20 26", "2026-01-20");
    }
    void dates()
    {
        QFETCH(QString, text);
        QFETCH(QString, order);
        DateStyle style;
        style.order = dateOrderFromText(order.toStdString());
        QTEST(shown(readDate(text.toStdString(), style)), "expected");
    }

    void times_data()
    {
        columnsOfDates();
        row("2026-01-31t9:05", "2026-01-31T09:05:00Z");
        row("2026-01-31 00:00", "2026-01-31T00:00:00Z");
        row("2026-01-31 23:59:59", "2026-01-31T23:59:59Z");
        row("2026-01-31 23:59:60", "2026-01-31T23:59:59Z"); // a leap second
        row("2026-01-31 23:59:61", "-");
        row("2026-01-31 23:60", "-");
        row("2026-01-31 24:00", "-");
        row("2026-01-31 9:5", "-");
        row("2026-01-31 09", "-");
        row("2026-01-31 :05", "-");
        row("2026-01-31 010:20", "-");
        row("2026-01-31 10:20:3", "-");
        row("2026-01-31 10:20:30,5", "2026-01-31T10:20:30Z");
        row("2026-01-31 10:20:30.123456789", "2026-01-31T10:20:30Z");
        row("2026-01-31 10:20:30.1234567891", "-");
        row("2026-01-31,10:20", "-");
        row("Jan 31, 2026, 10:20 AM", "2026-01-31T10:20:00Z");
        row("1/31/2026 12:00 PM", "2026-01-31T12:00:00Z");
        row("1/31/2026 1:00 pm", "2026-01-31T13:00:00Z");
        row("1/31/2026 11:59:58 am", "2026-01-31T11:59:58Z");
        row("1/31/2026 0:30 AM", "-");
        row("1/31/2026 13:00 PM", "-");
        row("1/31/2026 10:20 XM", "-");
        row("1/31/2026 10:20 AM UTC", "2026-01-31T10:20:00Z");
        // Offsets
        row("2026-01-31T12:00z", "2026-01-31T12:00:00Z");
        row("2026-01-31T12:00 GMT", "2026-01-31T12:00:00Z");
        row("2026-01-31T12:00 EST", "-");
        row("2026-01-31T12:00+14:00", "2026-01-30T22:00:00Z");
        row("2026-01-31T12:00+15:00", "-");
        row("2026-01-31T12:00+05:59", "2026-01-31T06:01:00Z");
        row("2026-01-31T12:00+05:60", "-");
        row("2026-01-31T12:00-05:30", "2026-01-31T17:30:00Z");
        row("2026-01-31T12:00+05", "2026-01-31T07:00:00Z");
        row("2026-01-31T12:00+5:00", "-");
        row("2026-01-31T12:00+05:3", "-");
        row("2026-01-31T12:00+05:300", "-");
        row("2026-01-31T01:00+01:00", "2026-01-31T00:00:00Z");
        row("2026-01-31T00:59+01:00", "2026-01-30T23:59:00Z");
        row("2026-01-31T22:59:59-01:00", "2026-01-31T23:59:59Z");
        row("2026-01-31T23:00-01:00", "2026-02-01T00:00:00Z");
        row("03/04/2026 23:30-01:00", "2026-04-04T00:30:00Z or 2026-03-05");
    }
    void times() { dates(); }

    /// Days since 1899-12-30, of a column that has only such.
    void serials_data()
    {
        columnsOfDates();
        row("9999", "-");
        row("10000", "1927-05-18");
        row("99999", "2173-10-13");
        row("100000", "-");
        row("2899999", "-");
        row("2900000", "9839-12-05");
        row("2958465", "9999-12-31");
        row("2958465.5", "-");
        row("2958466", "-");
        row("-45000", "-");
        row("45000x", "-");
        row("45000.00000000000000", "2023-03-15"); // as long as one may be
        row("45000.000000000000000", "-");
        row("45000.000005", "2023-03-15"); // 0.432 seconds
        row("45000.000012", "2023-03-15T00:00:01Z"); // 1.04 seconds
        row("45000.75", "2023-03-15T18:00:00Z");
        row("45000.999999", "2023-03-15T23:59:59Z"); // never the next day
        row("2026-04-13", "2026-04-13");
    }
    void serials()
    {
        QFETCH(QString, text);
        DateStyle style;
        style.excelSerial = true;
        QTEST(shown(readDate(text.toStdString(), style)), "expected");
        style.excelSerial = false;
        QCOMPARE(shown(readDate(text.toStdString(), style)),
            text.startsWith(u"2026-"_qs) ? shown(readDate("2026-04-13")) : "-");
    }

    /// What stands behind the part of a text that is asked about is none of the serial.
    void aPartOfAText()
    {
        DateStyle style;
        style.excelSerial = true;
        QCOMPARE(shown(readDate(std::string_view("450001").substr(0, 5), style)), QStringLiteral("2023-03-15"));
    }

    void columnsOfSerials_data()
    {
        QTest::addColumn<bool>("isSerial");
        for (const char *serial : {"10000", "99999", "45000.5", "2900000", "2958465"})
            QTest::newRow(serial) << true;
        for (const char *other : {"9999", "100000", "2899999", "2958466", "-45000", "45000x", "2026-01-31", "inf"})
            QTest::newRow(other) << false;
    }
    void columnsOfSerials()
    {
        DateColumn column;
        column.observe(QTest::currentDataTag());
        QTEST(column.isExcelSerial(), "isSerial");
    }

    void orders_data()
    {
        QTest::addColumn<QString>("order");
        QTest::newRow("12/05/2026") << "open";
        QTest::newRow("05/12/2026") << "open";
        QTest::newRow("12/12/2026") << "open";
        QTest::newRow("13/12/2026") << "day";
        QTest::newRow("12/13/2026") << "month";
        QTest::newRow("13/13/2026") << "open"; // no date at all
        QTest::newRow("2026/13/12") << "open";
        QTest::newRow(" 13.01.26 ") << "day";
        QTest::newRow("13 Jan 2026") << "open";
        QTest::newRow("13/01/20261") << "open"; // no year has five digits
    }
    void orders()
    {
        QFETCH(QString, order);
        DateColumn column;
        column.observe(QTest::currentDataTag());
        const auto found = column.order();
        QCOMPARE(!found ? "open" : *found == DateOrder::DayFirst ? "day" : "month", order);
        column.observe("");
        QCOMPARE(column.order(), found);
    }

    void unixTimes_data()
    {
        columnsOfDates();
        row("0", "1970-01-01T00:00:00Z");
        row("86399", "1970-01-01T23:59:59Z");
        row("86400", "1970-01-02T00:00:00Z");
        row("253402300799", "9999-12-31T23:59:59Z");
        row("253402300800", "-");
        row("99999999999999999999", "-"); // past 64 bits
        row("12x", "-");
        row("", "-");
    }
    void unixTimes()
    {
        QFETCH(QString, text);
        QTEST(shown(readUnixTime(text.toStdString()).value_or(DateReading())), "expected");
    }

    void months_data()
    {
        columnsOfDates();
        row("190001", "1900-01");
        row("189912", "-");
        row("1/1900", "1900-01");
        row("12/1899", "-");
        row("12/9999", "9999-12");
        row("13/2026", "-");
        row("0/2026", "-");
        row("Jan2026", "2026-01");
        row("2026Jan", "2026-01");
        row("01,2026", "2026-01");
        row("01 2026", "-"); // a blank alone parts no numbers
        row("202601x", "-");
        row("Jan-6", "-");
        row("Jan-026", "-");
        row("6-Jan", "-");
        row("026-Jan", "-");
        row("02026-Jan", "-");
        row("2026-1x", "-");
        row("2026-01", "2026-01");
        row("2026-001", "-");
        row("001/2026", "-");
        row("Dec 1899", "-");
        row("2026-", "-");
        row("31/12/2026", "2026-12");
        row("11/12/2026", "2026-12 or 2026-11");
        row("01/01/2026 00:30+01:00", "2025-12");
    }
    void months()
    {
        QFETCH(QString, text);
        const MonthReading reading = readMonth(text.toStdString(), {});
        QString read = reading.month ? QString::fromStdString(reading.month->iso()) : QStringLiteral("-");
        if (reading.otherReading)
            read += QStringLiteral(" or ") + QString::fromStdString(reading.otherReading->iso());
        QTEST(read, "expected");
    }
};

QTEST_GUILESS_MAIN(TestDatesAndTimes)
#include "tst_dates_and_times.moc"
