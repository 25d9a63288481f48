#include "core/portfolio/health.h"
#include "core/portfolio/subscription_terms.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

/// The days of a contract by its dates alone: start <= t <= end, and t before the day it was cancelled for.
class TestStatedDays : public QObject {
    Q_OBJECT
private slots:
    void firstAndLastDay_data()
    {
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("cancelled");
        QTest::addColumn<QString>("until"); // first day no longer in force; empty: goes on
        QTest::newRow("goes on") << ""
                                 << ""
                                 << "";
        QTest::newRow("ends") << "2026-06-30"
                              << ""
                              << "2026-07-01";
        QTest::newRow("ends on its first day") << "2026-01-15"
                                               << ""
                                               << "2026-01-16";
        QTest::newRow("ends in February of a leap year") << "2028-02-28"
                                                         << ""
                                                         << "2028-02-29";
        QTest::newRow("cancelled alone") << ""
                                         << "2026-03-01"
                                         << "2026-03-01";
        QTest::newRow("cancelled before its end") << "2026-06-30"
                                                  << "2026-06-29"
                                                  << "2026-06-29";
        QTest::newRow("cancelled for its last day") << "2026-06-30"
                                                    << "2026-06-30"
                                                    << "2026-06-30";
        QTest::newRow("cancelled for the day after") << "2026-06-30"
                                                     << "2026-07-01"
                                                     << "2026-07-01";
        QTest::newRow("cancelled too late") << "2026-06-30"
                                            << "2026-07-02"
                                            << "2026-07-01";
    }
    void firstAndLastDay()
    {
        QFETCH(QString, end);
        QFETCH(QString, cancelled);
        QFETCH(QString, until);
        const Date start = *Date::of(2026, 1, 15);
        const InForce days =
            statedDays({start, Date::fromIso(end.toStdString()), Date::fromIso(cancelled.toStdString())});
        QCOMPARE(days.from, start);
        QCOMPARE(days.until, Date::fromIso(until.toStdString()).value_or(EndOfTime));
        QVERIFY(!days.pendingRenewal);
    }

    void neverInForce()
    {
        const Date start = *Date::of(2026, 1, 15);
        for (const int before : {0, 1}) {
            const InForce days = statedDays({start, std::nullopt, start.plusDays(-before)});
            QVERIFY(days.until <= days.from);
        }
        const InForce backwards = statedDays({start, start.plusDays(-1), std::nullopt});
        QVERIFY(backwards.until <= backwards.from);
    }

    void yellowAndRedAreAtRisk()
    {
        QVERIFY(!isAtRisk(HealthColour::None));
        QVERIFY(!isAtRisk(HealthColour::Green));
        QVERIFY(isAtRisk(HealthColour::Yellow));
        QVERIFY(isAtRisk(HealthColour::Red));
        QVERIFY(isAtRisk(healthColourOf("amber")));
        QVERIFY(!isAtRisk(healthColourOf("grey")));
    }
};

QTEST_APPLESS_MAIN(TestStatedDays)
#include "tst_stated_days.moc"
