#include "core/assignment/heuristic.h"
#include "core/assignment/lagrangian_bound.h"
#include "core/assignment/lower_bound.h"
#include "core/assignment/search_state.h"
#include "tests/assignment/random_problem.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::assignment;
using test::bruteForce;
using test::randomProblem;

namespace {

/// Three CSMs of 100 hours; A holds 60 + 60, B 50, C nothing; a vacancy of 10 hours.
Problem byHandProblem()
{
    Problem problem;
    problem.csms = {{100, 0}, {100, 0}, {100, 0}};
    problem.units = {{60, 1, 1, {0, 1, 2}, {{0, 1}}}, {60, 1, 1, {0, 1, 2}, {{0, 1}}}, {50, 1, 1, {0, 1, 2}, {{1, 1}}},
        {10, 1, 1, {0, 1, 2}, {}}};
    return problem;
}

} // namespace

class TestSearchAndBounds : public QObject {
    Q_OBJECT
private slots:
    void objectiveByHand()
    {
        const Problem problem = byHandProblem();
        // Nothing moved but the vacancy goes to A: 1 move, 30 hours above 100, utilisation 1.3, 0.5, 0.
        const ObjectiveParts parts = objectiveParts(problem, {0, 0, 1, 0});
        QCOMPARE(parts.moveWeight, 1.0);
        QCOMPARE(parts.overloadHours, 30.0);
        QCOMPARE(parts.spread, 1.3);
        QCOMPARE(objective(problem, {0, 0, 1, 0}), 1.0 + 150.0 + 13.0);
        // The best: one of the sixties to C, the vacancy to B: 2 moves, no overload, spread 0.
        QCOMPARE(objective(problem, {0, 2, 1, 1}), 2.0);
    }

    void spreadPerPoolIsTheMean()
    {
        Problem problem = byHandProblem();
        problem.csms[2].pool = 1;
        problem.pools = 2;
        // Pool 0 has 1.2 and 0.6, pool 1 one CSM and so no spread: mean 0.3.
        QCOMPARE(objectiveParts(problem, {0, 0, 1, 1}).spread, (1.2 - 0.6) / 2);
    }

    void stepsAgreeWithRecomputing()
    {
        for (int seed = 1; seed <= 30; ++seed) {
            test::RandomShape shape;
            shape.units = 20;
            shape.csms = 6;
            shape.pools = 1 + seed % 3;
            const Problem problem = randomProblem(shape, static_cast<unsigned>(seed));
            SearchState state(problem, startAssignment(problem).to);
            std::mt19937 engine(static_cast<unsigned>(seed));
            for (int step = 0; step < 200; ++step) {
                const int unit = static_cast<int>(engine() % 20);
                const int other = static_cast<int>(engine() % 20);
                const int csm = static_cast<int>(engine() % 6);
                UnitAssignment after = state.assignment();
                if (step % 2 == 0 && state.csmOf(unit) != csm) {
                    after[static_cast<std::size_t>(unit)] = csm;
                    const double expected = objective(problem, after) - objective(problem, state.assignment());
                    QVERIFY(std::abs(state.moveDelta(unit, csm) - expected) < 1e-9);
                    state.move(unit, csm);
                } else if (state.csmOf(unit) != state.csmOf(other)) {
                    std::swap(after[static_cast<std::size_t>(unit)], after[static_cast<std::size_t>(other)]);
                    const double expected = objective(problem, after) - objective(problem, state.assignment());
                    QVERIFY(std::abs(state.swapDelta(unit, other) - expected) < 1e-9);
                    const int from = state.csmOf(unit);
                    state.move(unit, state.csmOf(other));
                    state.move(other, from);
                }
                QVERIFY(std::abs(state.objective() - objective(problem, state.assignment())) < 1e-7);
            }
        }
    }

    void againstBruteForce_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<int>("csms");
        QTest::addColumn<int>("pools");
        QTest::addColumn<int>("maxAccounts");
        QTest::addColumn<bool>("families");
        QTest::addColumn<bool>("unequalWeights");
        QTest::newRow("one pool") << 8 << 3 << 1 << 0 << false << false;
        QTest::newRow("two pools") << 7 << 4 << 2 << 0 << false << false;
        QTest::newRow("tight books") << 8 << 3 << 1 << 3 << false << false;
        QTest::newRow("families") << 7 << 3 << 1 << 0 << true << false;
        QTest::newRow("families, tight books") << 6 << 3 << 1 << 4 << true << false;
        QTest::newRow("moves weighed") << 8 << 3 << 1 << 0 << false << true;
        QTest::newRow("one csm") << 4 << 1 << 1 << 0 << false << false;
    }

    /// Of the best of all assignments the search must come within 5 %, and the bound must not exceed it; where brute
    /// force finds none at all, neither may the search.
    void againstBruteForce()
    {
        QFETCH(int, units);
        QFETCH(int, csms);
        QFETCH(int, pools);
        QFETCH(int, maxAccounts);
        QFETCH(bool, families);
        QFETCH(bool, unequalWeights);
        int solved = 0;
        for (unsigned seed = 1; seed <= 80; ++seed) {
            const Problem problem = randomProblem({units, csms, pools, maxAccounts, families, unequalWeights}, seed);
            const auto best = bruteForce(problem);
            Progress progress;
            const HeuristicAnswer answer = findAssignment(problem, {}, progress);
            if (!best) {
                QVERIFY(!answer.feasible);
                continue;
            }
            if (!answer.feasible) {
                QVERIFY2(families && maxAccounts > 0, "only families may be too bulky for the search");
                continue;
            }
            ++solved;
            QVERIFY(isFeasible(problem, answer.to));
            const double found = objective(problem, answer.to);
            QVERIFY2(found >= *best - 1e-9, "brute force missed something");
            QVERIFY2(found <= *best * 1.05 + 1e-9,
                qPrintable(QStringLiteral("seed %1: %2 against %3").arg(seed).arg(found).arg(*best)));
            const double bound = lowerBound(problem);
            QVERIFY2(bound <= *best + 1e-9,
                qPrintable(QStringLiteral("seed %1: bound %2 above %3").arg(seed).arg(bound).arg(*best)));
            const double priced = lagrangianBound(problem, found, found, progress);
            QVERIFY2(priced <= *best + 1e-9,
                qPrintable(QStringLiteral("seed %1: priced bound %2 above %3").arg(seed).arg(priced).arg(*best)));
        }
        QVERIFY(solved > 20);
    }

    void sameDataSameAnswer()
    {
        const Problem problem = randomProblem({60, 6, 1, 0, false, false}, 7);
        Progress progress;
        QCOMPARE(findAssignment(problem, {}, progress).to, findAssignment(problem, {}, progress).to);
    }

    void tooSmallBooksNameTheFullOnes()
    {
        Problem problem = byHandProblem();
        problem.units[2].allowed = {1};
        problem.units[3].allowed = {1};
        problem.maxAccounts = 1;
        const HeuristicAnswer answer = startAssignment(problem);
        QVERIFY(!answer.feasible);
        QVERIFY(answer.unplaced >= 0);
        QVERIFY(!answer.fullCsms.empty());
    }

    void chainsMakeRoom()
    {
        // The vacancy fits only with A, who is full of somebody B could take; B has room.
        Problem problem;
        problem.csms = {{100, 0}, {100, 0}};
        problem.units = {{10, 1, 1, {0, 1}, {{0, 1}}}, {10, 1, 1, {0}, {}}};
        problem.maxAccounts = 1;
        const HeuristicAnswer answer = startAssignment(problem);
        QVERIFY(answer.feasible);
        QCOMPARE(answer.to, (UnitAssignment{1, 0}));
    }

    void startsWhereMostOfItIs()
    {
        const auto home = [](std::vector<int> allowed, std::vector<UnitHome> homes) {
            return principalHome({10, 1, 1, std::move(allowed), std::move(homes)});
        };
        QCOMPARE(home({0, 2}, {{1, 5}, {0, 1}, {2, 3}}), 2); // 1 weighs most, but may not serve it
        QCOMPARE(home({0, 1, 2}, {{2, 3}, {0, 3}}), 2); // the first of equals
        QCOMPARE(home({0}, {{0, 0}}), 0); // ARR of 0 weighs nothing
        QCOMPARE(home({0}, {{1, 5}}), -1);
        QCOMPARE(home({0}, {}), -1);
    }

    void whoSharesUnitsIsOneComponent()
    {
        QCOMPARE(components(byHandProblem()), (std::vector<int>{0, 0, 0}));
        Problem problem;
        problem.csms = {{100, 0}, {100, 0}, {100, 0}, {100, 0}, {100, 0}};
        problem.units = {{1, 1, 1, {3}, {}}, {1, 1, 1, {1, 4}, {}}, {1, 1, 1, {0, 4}, {}}};
        QCOMPARE(components(problem), (std::vector<int>{0, 0, 1, 2, 0}));
    }

    void roomAndBooks()
    {
        Problem problem = byHandProblem();
        QVERIFY(SearchState(problem, {0, 0, 1, -1}).hasRoom(0, 99));
        problem.maxAccounts = 2;
        const SearchState state(problem, {0, 0, 1, -1});
        std::vector<int> units(state.unitsOf(0).begin(), state.unitsOf(0).end());
        std::ranges::sort(units);
        QCOMPARE(units, (std::vector<int>{0, 1}));
        QVERIFY(state.unitsOf(2).empty());
        QVERIFY(!state.hasRoom(0, 1));
        QVERIFY(state.hasRoom(0, 1, 1));
        QVERIFY(state.hasRoom(1, 1));
        QVERIFY(!state.hasRoom(1, 2));
    }

    /// No move of one unit makes better what the descent ends with, and it is no worse than its start.
    void aDescentEndsInAHollow()
    {
        for (int seed = 1; seed <= 10; ++seed) {
            test::RandomShape shape;
            shape.units = 12;
            shape.csms = 4;
            const Problem problem = randomProblem(shape, unsigned(seed));
            const HeuristicAnswer start = startAssignment(problem);
            if (!start.feasible)
                continue;
            const UnitAssignment end = descend(problem, start.to);
            QVERIFY(isFeasible(problem, end));
            const double reached = objective(problem, end);
            QVERIFY(reached <= objective(problem, start.to) + 1e-9);
            for (std::size_t unit = 0; unit < end.size(); ++unit) {
                for (const int csm : problem.units[unit].allowed) {
                    UnitAssignment moved = end;
                    moved[unit] = csm;
                    QVERIFY(!isFeasible(problem, moved) || objective(problem, moved) >= reached - 1e-6);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSearchAndBounds)
#include "tst_search_and_bounds.moc"
