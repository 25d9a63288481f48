#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

/// FTE a customer takes, and people and FTE of the team month by month.
class TestScenarioTeam : public QObject {
    Q_OBJECT
private slots:
    void fteACustomerTakes_data()
    {
        QTest::addColumn<double>("hours");
        QTest::addColumn<double>("atMost"); // 0: no limit
        QTest::addColumn<double>("fte");
        QTest::newRow("5 of 140 x 0.75 hours") << 5.0 << 0.0 << 1.0 / 21;
        QTest::newRow("a limit that hours keep anyway") << 5.0 << 22.0 << 1.0 / 21;
        QTest::newRow("a limit below what hours allow") << 5.0 << 20.0 << 1.0 / 20;
        QTest::newRow("no hours but a limit") << 0.0 << 50.0 << 1.0 / 50;
        QTest::newRow("no hours") << 0.0 << 0.0 << 0.0;
    }
    void fteACustomerTakes()
    {
        QFETCH(double, hours);
        QFETCH(double, atMost);
        QFETCH(double, fte);
        CompleteScenario scenario = test::workedExample(12);
        Segment &segment = scenario.segments[0];
        segment.hoursPerAccount = hours;
        segment.maxLogosPerCsm = atMost > 0 ? std::optional(atMost) : std::nullopt;
        QVERIFY(std::abs(fteOfCustomer(scenario, segment) - fte) < 1e-15);
    }

    /// Starts in 2026-10 with 4; 2 come in 2027-01 with a ramp of 1/4, 1/2, 3/4, 1; 1 leaves in 2027-03.
    void peopleByMonth_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<double>("people");
        QTest::addColumn<double>("productive");
        QTest::newRow("2026-11") << 0 << 4.0 << 4.0;
        QTest::newRow("2026-12, the month before") << 1 << 4.0 << 4.0;
        QTest::newRow("2027-01, month of hire") << 2 << 6.0 << 4.5;
        QTest::newRow("2027-02, before somebody leaves") << 3 << 6.0 << 5.0;
        QTest::newRow("2027-03, on whose first somebody left") << 4 << 5.0 << 4.5;
        QTest::newRow("2027-04, ramped") << 5 << 5.0 << 5.0;
        QTest::newRow("long after") << 11 << 5.0 << 5.0;
    }
    void peopleByMonth()
    {
        QFETCH(int, offset);
        QFETCH(double, people);
        QFETCH(double, productive);
        CompleteScenario scenario = test::workedExample(12);
        scenario.team.hires = {{Month(2027, 1), 2}};
        scenario.team.leavers = {{Month(2027, 3), 1}};
        QVERIFY(headcount(scenario, offset) == people);
        QVERIFY(availableFte(scenario, offset) == productive);
        scenario.ramp.clear();
        QVERIFY(availableFte(scenario, offset) == people);
    }

    void aTeamNeverFallsBelowNobody()
    {
        CompleteScenario scenario = test::workedExample(12);
        scenario.team.leavers = {{Month(2026, 11), 3}, {Month(2026, 12), 2}};
        QVERIFY(headcount(scenario, 0) == 1);
        QVERIFY(headcount(scenario, 1) == 0);
        QVERIFY(availableFte(scenario, 1) == 0);
    }

    void segmentsByName()
    {
        const CompleteScenario scenario = test::sixSegments(12);
        QCOMPARE(findSegment(scenario, "Enterprise"), &scenario.segments.front());
        QCOMPARE(findSegment(scenario, "Segment 5"), &scenario.segments.back());
        QVERIFY(!findSegment(scenario, "Segment 6"));
        QVERIFY(!findSegment(scenario, "enterprise"));
        QVERIFY(!findSegment({}, ""));
    }
};

QTEST_APPLESS_MAIN(TestScenarioTeam)
#include "tst_scenario_team.moc"
