#include "core/scenario/lever_board.h"
#include "core/scenario/quarter_ends.h"
#include "core/scenario/scenario_file.h"
#include "tests/scenario/example.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::scenario;

class TestLeverBoard : public QObject {
    Q_OBJECT
private slots:
    void everyLeverReadsBackWhatWasSet()
    {
        const CompleteScenario base = test::workedExample(24);
        for (const Lever &lever : boardLevers(base)) {
            const SliderRange range = sliderRange(base, lever);
            const double before = *boardValue(base, lever);
            QVERIFY2(
                range.lowest <= before && before <= range.highest && range.highest <= range.limit, lever.key.c_str());
            const double wanted = lever.key == "ramp" ? 7 : (range.lowest + range.highest) / 2;
            CompleteScenario scenario = base;
            setBoardValue(scenario, lever, wanted);
            QVERIFY2(std::abs(*boardValue(scenario, lever) - wanted) < 1e-9, lever.key.c_str());
            QVERIFY2(isTurned(scenario, base, lever) != (wanted == before), lever.key.c_str());
            QVERIFY2(checkScenario(stated(scenario)).ok(), lever.key.c_str());
        }
    }

    void whatIsTypedStaysAllowed()
    {
        const CompleteScenario base = test::workedExample(12);
        for (const Lever &lever : boardLevers(base)) {
            for (const double wild : {-5.0, 1e12}) {
                CompleteScenario scenario = base;
                setBoardValue(scenario, lever, wild);
                const auto sound = checkScenario(stated(scenario));
                QVERIFY2(sound.ok(), sound.ok() ? "" : sound.error().message.english().c_str());
            }
        }
    }

    void hiresHaveALeverForEachPlannedMonth()
    {
        CompleteScenario base = test::workedExample(12);
        const auto hires = [](const CompleteScenario &scenario, const CompleteScenario *with = nullptr) {
            std::vector<std::string> months;
            for (const Lever &lever : boardLevers(scenario, with)) {
                if (lever.key == "hires")
                    months.push_back(lever.month->iso());
            }
            return months;
        };
        QCOMPARE(hires(base), std::vector<std::string>{"2027-04"}); // half a year after October
        CompleteScenario other = base;
        other.team.hires = {{Month(2027, 1), 2}, {Month(2027, 3), 1}, {Month(2030, 1), 5}};
        QCOMPARE(hires(base, &other), (std::vector<std::string>{"2027-01", "2027-03"})); // 2030 is beyond the horizon
        setBoardValue(other, {"hires", {}, Month(2027, 1)}, 0);
        QCOMPARE(other.team.hires.size(), std::size_t(2));
    }

    void aRampIsStraight()
    {
        CompleteScenario scenario = test::workedExample(12);
        setBoardValue(scenario, {"ramp"}, 5);
        QCOMPARE(scenario.ramp, (std::vector<double>{0.2, 0.4, 0.6, 0.8, 1.0}));
        setBoardValue(scenario, {"ramp"}, 30); // longer than the horizon nobody would ever be productive
        QCOMPARE(scenario.ramp.size(), std::size_t(12));
    }

    void anotherScenariosSegmentChangesNothing()
    {
        CompleteScenario scenario = test::workedExample(12);
        const CompleteScenario before = scenario;
        const Lever unknown{"annual_churn", "Partner"};
        setBoardValue(scenario, unknown, 0.5);
        QVERIFY(scenario == before);
        QVERIFY(!boardValue(scenario, unknown));
        QVERIFY(!isTurned(scenario, before, unknown));
    }

    void quarterEndsFollowTheFiscalYear_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<QStringList>("months");
        QTest::newRow("calendar") << 1 << QStringList{"2026-12", "2027-03", "2027-06", "2027-09", "2027-10"};
        QTest::newRow("from February") << 2 << QStringList{"2027-01", "2027-04", "2027-07", "2027-10"};
    }
    void quarterEndsFollowTheFiscalYear()
    {
        QFETCH(int, start);
        QFETCH(QStringList, months);
        const Projection projection = project(test::workedExample(12));
        QStringList found;
        for (const ComparedMonth &month : compareQuarterEnds(projection, projection, start)) {
            found << QString::fromStdString(month.month.iso());
            QCOMPARE(month.arrDifference(), 0.0);
        }
        QCOMPARE(found, months);
    }

    void differencesAreThoseOfWhatIsPrinted()
    {
        const CompleteScenario base = test::workedExample(12);
        CompleteScenario other = base;
        other.segments[0].annualChurn = 0.3;
        other.team.hires = {{Month(2027, 1), 1}};
        const auto months = compareQuarterEnds(project(base), project(other), 1);
        const ComparedMonth &last = months.back();
        QCOMPARE(last.arrDifference(), last.scenario.arr - last.base.arr);
        QCOMPARE(last.base.arr, std::round(project(base).summary.closingArr));
        QCOMPARE(last.costDifference(), 10'000.0); // one FTE at 120,000 a year
        // Five hours a customer, 105 an FTE: closing customers x 5 / 105 over four FTE.
        const double logos = project(base).monthRows(11)[0].logos;
        QVERIFY(std::abs(*last.base.utilisation - logos * 5 / 105 / 4) < 0.0005 + 1e-12);
    }

    void scenariosOfOtherStartsShareTheirMonths()
    {
        const CompleteScenario base = test::workedExample(12);
        CompleteScenario later = base;
        later.start = Month(2027, 4);
        const auto months = compareQuarterEnds(project(base), project(later), 1);
        QCOMPARE(months.front().month, Month(2027, 6));
        QCOMPARE(months.back().month, Month(2027, 10));
        later.start = Month(2029, 4);
        QVERIFY(compareQuarterEnds(project(base), project(later), 1).empty());
    }
};

QTEST_APPLESS_MAIN(TestLeverBoard)
#include "tst_lever_board.moc"
