#include "core/base/month.h"

#include <QDate>
#include <QtTest>

using qd::Date;
using qd::FiscalQuarter;
using qd::Month;

class TestDates : public QObject {
    Q_OBJECT
private slots:
    void agreesWithQDate()
    {
        // Every day of 1890..2110 against Qt's calendar.
        const QDate epoch(1970, 1, 1);
        for (QDate day(1890, 1, 1); day.year() < 2110; day = day.addDays(1)) {
            const auto date = Date::of(day.year(), day.month(), day.day());
            QVERIFY(date);
            QCOMPARE(qint64(date->days()), epoch.daysTo(day));
            QCOMPARE(date->weekday(), day.dayOfWeek());
        }
        QCOMPARE(Date::of(2024, 2, 29)->iso(), std::string("2024-02-29"));
    }

    void daysOfTheCalendar_data()
    {
        QTest::addColumn<int>("year");
        QTest::addColumn<int>("month");
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("iso"); // empty: there is no such day
        QTest::newRow("the first") << 1 << 1 << 1 << "0001-01-01";
        QTest::newRow("the last") << 9999 << 12 << 31 << "9999-12-31";
        QTest::newRow("every digit of the year") << 2000 << 10 << 20 << "2000-10-20";
        QTest::newRow("other digits") << 1987 << 6 << 5 << "1987-06-05";
        QTest::newRow("the year before") << 0 << 1 << 1 << "";
        QTest::newRow("the year after") << 10000 << 1 << 1 << "";
        QTest::newRow("no day") << 2026 << 10 << 0 << "";
        QTest::newRow("a day too many") << 2026 << 11 << 31 << "";
        // What is 1 again in the few bits of a month or a day.
        QTest::newRow("a month far above") << 2026 << 257 << 1 << "";
        QTest::newRow("a month far below") << 2026 << -255 << 1 << "";
        QTest::newRow("a day far above") << 2026 << 1 << 257 << "";
        QTest::newRow("a day far below") << 2026 << 1 << -255 << "";
    }
    void daysOfTheCalendar()
    {
        QFETCH(int, year);
        QFETCH(int, month);
        QFETCH(int, day);
        const auto date = Date::of(year, month, day);
        QTEST(date ? QString::fromStdString(date->iso()) : QString(), "iso");
    }

    void isoOnly_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"2026-02-30", "2026-13-01", "2026-1-01", "20260101", "2026-01-01 ", "", "0000-01-01", "2026/01/01",
                "2026/01-01", "2026-01/01", "2023-02-29", "2O26-01-01", "2026-01-2:", "2026-01-2/", "2026-01-01T"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void isoOnly()
    {
        QFETCH(QString, text);
        QVERIFY(!Date::fromIso(text.toStdString()));
    }

    void addsMonthsLikeQDate()
    {
        for (int months = -30; months <= 30; ++months) {
            const QDate expected = QDate(2024, 1, 31).addMonths(months);
            QCOMPARE(Date::of(2024, 1, 31)->plusMonths(months).iso(), expected.toString(Qt::ISODate).toStdString());
        }
    }

    void monthEnds()
    {
        QCOMPARE(Month(2024, 2).lastDay().iso(), std::string("2024-02-29"));
        QCOMPARE(Month(9999, 12).lastDay().iso(), std::string("9999-12-31")); // whose next month has no date of its own
        QCOMPARE(Month::lastEndedBy(*Date::fromIso("9999-12-31")), Month(9999, 12));
        QCOMPARE(Month(1, 1).firstDay().iso(), std::string("0001-01-01"));
        QCOMPARE(Month::lastEndedBy(*Date::fromIso("2026-10-31")).iso(), std::string("2026-10"));
        QCOMPARE(Month::lastEndedBy(*Date::fromIso("2026-10-30")).iso(), std::string("2026-09"));
        QCOMPARE(Month(2026, 1).plus(-1).iso(), std::string("2025-12"));
        QCOMPARE(qd::monthsBetween(Month(2025, 11), Month(2026, 2)), 3);
    }

    void fiscalQuarters_data()
    {
        QTest::addColumn<QString>("month");
        QTest::addColumn<int>("start");
        QTest::addColumn<QString>("quarter");
        QTest::newRow("calendar") << "2026-10" << 1 << "2026Q4";
        QTest::newRow("calendar, a quarter's last month") << "2026-03" << 1 << "2026Q1";
        QTest::newRow("calendar, a quarter's first month") << "2026-04" << 1 << "2026Q2";
        QTest::newRow("calendar, December") << "2026-12" << 1 << "2026Q4";
        QTest::newRow("February start, January ends the year") << "2026-01" << 2 << "2026Q4";
        QTest::newRow("February start, February opens the next") << "2026-02" << 2 << "2027Q1";
        QTest::newRow("July start") << "2026-07" << 7 << "2027Q1";
        QTest::newRow("July start, June") << "2026-06" << 7 << "2026Q4";
    }
    void fiscalQuarters()
    {
        QFETCH(QString, month);
        QFETCH(int, start);
        QFETCH(QString, quarter);
        const Month m = *Month::fromIso(month.toStdString());
        const FiscalQuarter q = FiscalQuarter::of(m, start);
        QCOMPARE(q.text(), quarter.toStdString());
        QVERIFY(q.firstMonth(start) <= m && m <= q.lastMonth(start));
        QCOMPARE(FiscalQuarter::fromText(q.text())->text(), q.text());
    }

    void monthsOfAQuarter()
    {
        const FiscalQuarter first{2027, 1};
        QCOMPARE(first.firstMonth(1).iso(), std::string("2027-01"));
        QCOMPARE(first.lastMonth(1).iso(), std::string("2027-03"));
        QCOMPARE(first.firstMonth(2).iso(), std::string("2026-02"));
        const FiscalQuarter last{2027, 4};
        QCOMPARE(last.firstMonth(1).iso(), std::string("2027-10"));
        QCOMPARE(last.lastMonth(2).iso(), std::string("2027-01"));
        QCOMPARE(last.lastMonth(12).iso(), std::string("2027-11"));
    }

    void quartersAsText()
    {
        for (int quarter = 1; quarter <= 4; ++quarter) {
            const FiscalQuarter expected{2027, quarter};
            QVERIFY(FiscalQuarter::fromText("2027Q" + std::to_string(quarter)) == expected);
        }
    }

    void noQuarters_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "2027Q0", "2027Q5", "2027Q", "2027Q11", "2027q1", "202701", "2O27Q1", "0000Q1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void noQuarters()
    {
        QFETCH(QString, text);
        QVERIFY(!FiscalQuarter::fromText(text.toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestDates)
#include "tst_dates.moc"
