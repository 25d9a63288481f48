#include "core/scenario/difference.h"
#include "core/scenario/lever_board.h"
#include "core/scenario/monte_carlo.h"
#include "core/scenario/thresholds.h"
#include "tests/scenario/example.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::scenario;

namespace {

/// Three segments and customers of any size in any of them, and a scenario of these segments.
CompleteScenario randomWorld(std::mt19937 &random, int customers)
{
    const std::vector<std::string> names{"Enterprise", "Mid-Market", "SMB"};
    std::vector<StartCustomer> all;
    for (int i = 0; i < customers; ++i)
        all.push_back({std::to_string(i), int(random() % 3), std::int64_t(random() % 20'000'000 + 1)});
    CompleteScenario scenario = test::workedExample(24);
    scenario.startBook.book = makeStartBook(names, all, 2);
    const Segment shape = scenario.segments.front();
    scenario.segments.clear();
    for (int i = 0; i < 3; ++i) {
        Segment segment = shape;
        segment.name = names[std::size_t(i)];
        segment.logos = segment.arr = 0;
        segment.annualChurn = 0.05 * (i + 1);
        segment.hoursPerAccount = 9.0 / (i + 1);
        std::int64_t minor = 0;
        for (const StartCustomer &customer : all) {
            segment.logos += customer.segment == i;
            minor += customer.segment == i ? customer.arr : 0;
        }
        segment.arr = double(minor) * std::pow(10.0, -2);
        scenario.segments.push_back(segment);
    }
    return scenario;
}

struct Totals {
    double logos = 0;
    std::int64_t cents = 0;
    bool operator==(const Totals &) const = default;
};
Totals totalsOf(const CompleteScenario &scenario)
{
    Totals totals;
    for (const Segment &segment : scenario.segments) {
        totals.logos += segment.logos;
        totals.cents += std::llround(segment.arr * 100);
    }
    return totals;
}

std::vector<Threshold> randomThresholds(std::mt19937 &random)
{
    std::vector<Threshold> thresholds{{"SMB", "Mid-Market", double(random() % 100'000 + 1)},
        {"Mid-Market", "Enterprise", double(random() % 200'000 + 1)}, {"SMB", "Enterprise", 150'000}};
    std::shuffle(thresholds.begin(), thresholds.end(), random);
    thresholds.resize(random() % 4);
    return thresholds;
}

std::int64_t sumOf(const std::vector<LeverDifference> &levers, std::size_t month)
{
    std::int64_t sum = 0;
    for (const LeverDifference &lever : levers)
        sum += lever.arr[month];
    return sum;
}

} // namespace

/// Segment thresholds and the limit of customers an FTE holds.
class TestThresholds : public QObject {
    Q_OBJECT
private slots:
    void movesByHand()
    {
        CompleteScenario scenario = test::workedExample(12);
        scenario.segments[0].name = "Enterprise";
        scenario.segments.push_back(scenario.segments[0]);
        scenario.segments[1].name = "SMB";
        // Enterprise 90,000 and 20,000; SMB 50,000, 49,999.99 and 1,000.
        scenario.startBook.book = makeStartBook({"Enterprise", "SMB"},
            {{"a", 0, 9'000'000}, {"b", 0, 2'000'000}, {"c", 1, 5'000'000}, {"d", 1, 4'999'999}, {"e", 1, 100'000}}, 2);
        setThreshold(scenario, "SMB", "Enterprise", 50'000);
        QCOMPARE(scenario.segments[0].logos, 2.0); // a and c
        QCOMPARE(scenario.segments[0].arr, 140'000.0);
        QCOMPARE(scenario.segments[1].logos, 3.0);
        QCOMPARE(scenario.segments[1].arr, 70'999.99);
        const auto moves = thresholdMoves(scenario);
        QCOMPARE(moves.size(), std::size_t(1));
        QCOMPARE(moves[0].up, 1);
        QCOMPARE(moves[0].down, 1);
        QCOMPARE(thresholdOf(scenario, "SMB", "Enterprise"), 50'000.0);
        setThreshold(scenario, "SMB", "Enterprise", 0);
        QVERIFY(scenario.thresholds.empty());
        QCOMPARE(scenario.segments[0].arr, 110'000.0);
    }

    void logosAndArrAreConserved()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            const CompleteScenario before = randomWorld(random, int(random() % 60));
            CompleteScenario scenario = before;
            applyThresholds(scenario, randomThresholds(random));
            QCOMPARE(totalsOf(scenario), totalsOf(before));
            const CompleteScenario once = scenario;
            applyThresholds(scenario, scenario.thresholds);
            QVERIFY(scenario == once);
            applyThresholds(scenario, {});
            QVERIFY(scenario == before); // to the last bit: the recorded segments again
        }
    }

    /// Nobody of either segment stands on the wrong side, and nobody of a third moves.
    void everyCustomerStandsOnItsSide()
    {
        std::mt19937 random(6);
        for (int round = 0; round < 100; ++round) {
            CompleteScenario scenario = randomWorld(random, 40);
            const double arr = double(random() % 200'000 + 1);
            setThreshold(scenario, "SMB", "Mid-Market", arr);
            double logos = 0;
            for (const StartCustomer &customer : scenario.startBook.book->customers)
                logos += customer.segment > 0 && double(customer.arr) / 100 >= arr;
            QCOMPARE(scenario.segments[1].logos, logos);
        }
    }

    void theLadderPartsBest()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            const CompleteScenario scenario = randomWorld(random, 30);
            const StartBook &book = *scenario.startBook.book;
            const auto wrongAt = [&](const Threshold &pair, double arr) {
                int wrong = 0;
                for (const StartCustomer &customer : book.customers) {
                    const std::string &name = book.segments[std::size_t(customer.segment)];
                    const bool above = double(customer.arr) / 100 >= arr - 1e-9;
                    wrong += (name == pair.from && above) || (name == pair.to && !above);
                }
                return wrong;
            };
            for (const Threshold &pair : book.ladder) {
                int best = wrongAt(pair, 1e12);
                for (const StartCustomer &customer : book.customers)
                    best = std::min(best, wrongAt(pair, double(customer.arr) / 100));
                QCOMPARE(wrongAt(pair, pair.arr), best);
            }
        }
    }

    void differenceStillAddsUp()
    {
        std::mt19937 random(8);
        for (int round = 0; round < 60; ++round) {
            CompleteScenario base = randomWorld(random, 50);
            CompleteScenario other = base;
            applyThresholds(base, randomThresholds(random));
            applyThresholds(other, randomThresholds(random));
            other.segments[1].maxLogosPerCsm = 3;
            other.segments[2].annualLogoChurn = 0.3;
            other.segments[0].annualChurn = 0.11;
            other.overloadElasticity = 0.5;
            const auto difference = compare(base, other, Currency());
            QVERIFY(difference.ok());
            for (std::size_t i = 0; i < difference->months.size(); ++i) {
                const MonthDifference &month = difference->months[i];
                QCOMPARE(month.baseArr + sumOf(difference->levers, i), month.otherArr);
            }
            for (const LeverDifference &lever : difference->levers)
                QVERIFY2(lever.lever.key != "logos" && lever.lever.key != "arr", lever.name.english().c_str());
        }
    }

    /// Customers stated by hand on one side: the steps of the thresholds leave a rest, which has steps of its own.
    void differenceAgainstStatedCustomersAddsUp()
    {
        std::mt19937 random(9);
        CompleteScenario base = randomWorld(random, 50);
        CompleteScenario other = base;
        base.segments[0].logos = 7;
        base.segments[0].arr = 1'234.56;
        applyThresholds(other, {{"SMB", "Enterprise", 90'000}});
        for (const auto &[from, to] : {std::pair(base, other), std::pair(other, base)}) {
            const auto difference = compare(from, to, Currency());
            QVERIFY(difference.ok());
            for (std::size_t i = 0; i < difference->months.size(); ++i)
                QCOMPARE(difference->months[i].baseArr + sumOf(difference->levers, i), difference->months[i].otherArr);
        }
    }

    /// Required FTE of a segment = max(by hours, customers / limit), and without a limit what it was.
    void aLimitNeverLowersRequiredFte()
    {
        CompleteScenario free = test::sixSegments(24);
        free.overloadElasticity = 0; // else more FTE means more churn
        CompleteScenario limited = free;
        limited.segments[1].maxLogosPerCsm = 1000;
        limited.segments[3].maxLogosPerCsm = 4;
        limited.segments[5].maxLogosPerCsm = 12.5;
        const Projection without = project(free);
        const Projection with = project(limited);
        bool rose = false;
        for (std::size_t i = 0; i < with.rows.size(); ++i) {
            const Segment &segment = limited.segments[i % 6];
            const double byHours = with.rows[i].logos * segment.hoursPerAccount / (140 * 0.75);
            const double byLimit = segment.maxLogosPerCsm ? with.rows[i].logos / *segment.maxLogosPerCsm : 0;
            QVERIFY(std::abs(with.rows[i].requiredFte - std::max(byHours, byLimit)) < 1e-9);
            QVERIFY(with.rows[i].requiredFte >= without.rows[i].requiredFte);
            QCOMPARE(with.rows[i].closing, without.rows[i].closing);
            rose = rose || with.rows[i].requiredFte > without.rows[i].requiredFte;
        }
        QVERIFY(rose);
    }

    void simulationKnowsTheLimit()
    {
        CompleteScenario scenario = test::sixSegments(24);
        scenario.segments[3].maxLogosPerCsm = 4;
        scenario.uncertainty = {};
        Progress progress;
        const auto simulated = simulate(scenario, {.runs = 3}, progress);
        const Projection projection = project(scenario);
        for (std::size_t month = 0; month < 24; ++month)
            QVERIFY(std::abs(simulated->closingArr[month].p50.value - projection.closingArr(month)) < 1e-3);
        scenario.segments[3].maxLogosPerCsm = std::nullopt;
        QVERIFY(project(scenario).summary.closingArr > projection.summary.closingArr); // less overload
    }

    void closingIdentitiesHoldUnderThresholds()
    {
        std::mt19937 random(10);
        CompleteScenario scenario = randomWorld(random, 80);
        applyThresholds(scenario, {{"SMB", "Mid-Market", 40'000}, {"Mid-Market", "Enterprise", 120'000}});
        for (const ProjectedRow &row : project(scenario).rows)
            QVERIFY(
                std::abs(row.opening - row.churn - row.contraction + row.expansion + row.added - row.closing) < 1e-6);
    }

    /// On the board: a lever for each pair of neighbours; sorted customers cannot be set, stated ones not sorted.
    void leversOfTheBoard()
    {
        std::mt19937 random(11);
        CompleteScenario scenario = randomWorld(random, 80);
        std::vector<Lever> pairs;
        for (const Lever &lever : boardLevers(scenario)) {
            if (lever.key == "threshold")
                pairs.push_back(lever);
        }
        QCOMPARE(pairs.size(), std::size_t(2));
        const Lever customers{"logos", pairs[0].segment};
        QVERIFY(isFree(scenario, pairs[0]) && isFree(scenario, customers));
        const CompleteScenario base = scenario;
        setBoardValue(scenario, pairs[0], 60'000);
        QVERIFY(isTurned(scenario, base, pairs[0]));
        QVERIFY(!isFree(scenario, customers));
        QVERIFY(!isTurned(scenario, base, customers));
        const CompleteScenario sorted = scenario;
        setBoardValue(scenario, customers, 1);
        QVERIFY(scenario == sorted);
        setBoardValue(scenario, pairs[0], 0);
        QVERIFY(scenario == base);
        setBoardValue(scenario, customers, 1);
        QVERIFY(!isFree(scenario, pairs[0]));
        QVERIFY(!setLever(scenario, pairs[0], 60'000).ok());
    }

    void segmentsThatFollowTheirBook()
    {
        std::mt19937 random(7);
        CompleteScenario scenario = randomWorld(random, 30);
        for (const Segment &segment : scenario.segments)
            QVERIFY(followsStartBook(scenario, segment.name));
        QVERIFY(!followsStartBook(scenario, "Partner"));
        scenario.segments[0].logos += 1;
        scenario.segments[1].arr += 0.01; // a cent
        QVERIFY(!followsStartBook(scenario, scenario.segments[0].name));
        QVERIFY(!followsStartBook(scenario, scenario.segments[1].name));
        QVERIFY(followsStartBook(scenario, scenario.segments[2].name));
        scenario.startBook.book.reset();
        QVERIFY(!followsStartBook(scenario, scenario.segments[2].name));
    }

    void thresholdsThatCannotBe_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<double>("arr");
        QTest::addColumn<QString>("said");
        QTest::newRow("to itself") << "Key" << 1.0 << "thresholds[0] goes from \"Key\" to itself";
        QTest::newRow("nothing") << "SMB" << 0.0 << "thresholds[0]: arr must be above 0";
        QTest::newRow("below") << "SMB" << -1.0 << "thresholds[0]: arr must be above 0";
        QTest::newRow("too much") << "SMB" << 1.1e13 << "thresholds[0]: arr must be above 0 and at most 1e13";
    }
    void thresholdsThatCannotBe()
    {
        QFETCH(QString, from);
        QFETCH(double, arr);
        QFETCH(QString, said);
        Scenario scenario;
        QVERIFY(thresholdFault(scenario).isEmpty());
        scenario.thresholds = {{from.toStdString(), "Key", arr}};
        const QString fault = QString::fromStdString(thresholdFault(scenario).english());
        QVERIFY2(fault.startsWith(said), qPrintable(fault));
    }
};

QTEST_GUILESS_MAIN(TestThresholds)
#include "tst_thresholds.moc"
