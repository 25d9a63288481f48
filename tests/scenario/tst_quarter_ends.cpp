#include "core/scenario/quarter_ends.h"
#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

/// Nothing moves: 1200.5 of ARR and 100 customers at 4.2 hours, 4 FTE of 105 hours, 7.5 an FTE and year.
CompleteScenario still(int months)
{
    CompleteScenario scenario = test::workedExample(months);
    Segment &segment = scenario.segments[0];
    segment.arr = 1200.5;
    segment.annualChurn = segment.annualContraction = segment.annualExpansion = segment.newLogosPerMonth = 0;
    segment.hoursPerAccount = 4.2;
    scenario.team.annualCost = 7.5;
    return scenario;
}

ComparedMonth compared(std::optional<double> base, std::optional<double> scenario)
{
    ComparedMonth month;
    month.base.utilisation = base;
    month.scenario.utilisation = scenario;
    return month;
}

} // namespace

/// Two projections side by side at the ends of fiscal quarters.
class TestQuarterEnds : public QObject {
    Q_OBJECT
private slots:
    void differencesOfUtilisation()
    {
        QCOMPARE(*compared(0.905, 0.914).utilisationDifference(), 0.009);
        QCOMPARE(*compared(1.5, 0.25).utilisationDifference(), -1.25);
        QVERIFY(*compared(0.5, 0.5).utilisationDifference() == 0);
        QVERIFY(!compared(std::nullopt, 0.5).utilisationDifference());
        QVERIFY(!compared(0.5, std::nullopt).utilisationDifference());
        QVERIFY(!compared(std::nullopt, std::nullopt).utilisationDifference());
    }

    void differencesOfMoney()
    {
        ComparedMonth month;
        month.base.arr = 100;
        month.base.cost = 30;
        month.scenario.arr = 90;
        month.scenario.cost = 45;
        QVERIFY(month.arrDifference() == -10);
        QVERIFY(month.costDifference() == 15);
    }

    void positions_data()
    {
        QTest::addColumn<QString>("month");
        QTest::addColumn<int>("position"); // -1: none
        QTest::newRow("before the start") << "2026-09" << -1;
        QTest::newRow("the start") << "2026-10" << -1;
        QTest::newRow("first") << "2026-11" << 0;
        QTest::newRow("second") << "2026-12" << 1;
        QTest::newRow("last") << "2027-10" << 11;
        QTest::newRow("after the last") << "2027-11" << -1;
    }
    void positions()
    {
        QFETCH(QString, month);
        QFETCH(int, position);
        const auto found = positionOf(project(still(12)), *Month::fromIso(month.toStdString()));
        QCOMPARE(found ? int(*found) : -1, position);
    }

    /// 2026-11 to 2027-10.
    void monthsThatAreCompared_data()
    {
        QTest::addColumn<int>("fiscalYearStart");
        QTest::addColumn<QString>("months");
        QTest::newRow("calendar years, and the last month") << 1 << "2026-12 2027-03 2027-06 2027-09 2027-10";
        QTest::newRow("from February") << 2 << "2027-01 2027-04 2027-07 2027-10";
        QTest::newRow("from March") << 3 << "2026-11 2027-02 2027-05 2027-08 2027-10";
        QTest::newRow("from April, as from January") << 4 << "2026-12 2027-03 2027-06 2027-09 2027-10";
        QTest::newRow("from December, as from March") << 12 << "2026-11 2027-02 2027-05 2027-08 2027-10";
    }
    void monthsThatAreCompared()
    {
        QFETCH(int, fiscalYearStart);
        QFETCH(QString, months);
        const Projection projection = project(still(12));
        QStringList compared;
        for (const ComparedMonth &month : compareQuarterEnds(projection, projection, fiscalYearStart))
            compared << QString::fromStdString(month.month.iso());
        QCOMPARE(compared.join(u' '), months);
    }

    void onlyMonthsOfBoth()
    {
        CompleteScenario later = still(12);
        later.start = Month(2027, 8);
        const auto compared = compareQuarterEnds(project(still(12)), project(later), 1);
        QCOMPARE(compared.size(), std::size_t(2));
        QCOMPARE(compared[0].month, Month(2027, 9));
        QCOMPARE(compared[1].month, Month(2027, 10)); // the last of the first
        later.start = Month(2027, 10);
        QVERIFY(compareQuarterEnds(project(still(12)), project(later), 1).empty());
    }

    /// 420 / 420 hours; a cost of 4 x 7.5 / 12 = 2.5; ties go to the even unit.
    void figuresAreRoundedAsPrinted()
    {
        CompleteScenario more = still(12);
        more.segments[0].arr = 1201.5;
        more.team.annualCost = 10.5;
        more.team.fte = 3;
        const ComparedMonth month = compareQuarterEnds(project(still(12)), project(more), 1).front();
        QVERIFY(month.base.arr == 1200);
        QVERIFY(month.scenario.arr == 1202);
        QVERIFY(month.base.cost == 2);
        QVERIFY(month.scenario.cost == 3); // 2.625
        QCOMPARE(*month.base.utilisation, 1.0);
        QCOMPARE(*month.scenario.utilisation, 1.333);
    }

    void withoutATeamOrWorkNoUtilisation()
    {
        CompleteScenario nobody = still(12);
        nobody.team.fte = 0;
        CompleteScenario idle = still(12);
        idle.segments[0].hoursPerAccount = 0;
        const ComparedMonth month = compareQuarterEnds(project(nobody), project(idle), 1).front();
        QVERIFY(!month.base.utilisation);
        QVERIFY(!month.scenario.utilisation);
    }

    void arrAtTheOpening()
    {
        CompleteScenario scenario = still(12);
        QVERIFY(openingArr(scenario) == 1200.5);
        scenario.segments.push_back(scenario.segments[0]);
        scenario.segments[1].arr = 99.5;
        QVERIFY(openingArr(scenario) == 1300);
        scenario.segments.clear();
        QVERIFY(openingArr(scenario) == 0);
    }
};

QTEST_APPLESS_MAIN(TestQuarterEnds)
#include "tst_quarter_ends.moc"
