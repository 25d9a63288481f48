#include "core/assignment/frontier.h"
#include "core/assignment/solve.h"
#include "tests/assignment/large_problem.h"
#include "tests/assignment/random_problem.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::assignment;

namespace {

/// The least imbalance with at most `moves`, by trying every assignment.
double leastImbalance(const Problem &problem, double moves)
{
    double least = 1e300;
    test::eachAssignment(problem, [&](const UnitAssignment &to) {
        const ObjectiveParts parts = objectiveParts(problem, to);
        if (parts.moveWeight <= moves + 1e-9)
            least = std::min(least, problem.overloadCost * parts.overloadHours + problem.spreadCost * parts.spread);
    });
    return least;
}

} // namespace

class TestFrontier : public QObject {
    Q_OBJECT
private slots:
    /// Points are feasible and what they say they are, fall strictly, hold the plan, and never beat brute force.
    void againstBruteForce()
    {
        int met = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const Problem problem = test::randomProblem({7, 3, 1, 0, false, false}, seed);
            Progress progress;
            Options options;
            options.useSolver = false;
            const auto plan = std::get<Solution>(solve(problem, options, progress));
            const double weight = objectiveParts(problem, plan.to).moveWeight;
            const std::vector<FrontierPoint> points = frontier(problem, plan.to, 20, progress);
            QVERIFY(!points.empty());
            bool holdsPlan = false;
            for (std::size_t index = 0; index < points.size(); ++index) {
                const FrontierPoint &point = points[index];
                QVERIFY(isFeasible(problem, point.to));
                const double moves = problem.moveCost * point.moveWeight;
                QVERIFY(std::abs(objective(problem, point.to) - moves - point.imbalance) < 1e-9);
                QVERIFY(index == 0 || point.moveWeight > points[index - 1].moveWeight);
                QVERIFY(index == 0 || point.imbalance < points[index - 1].imbalance);
                const double least = leastImbalance(problem, point.moveWeight);
                QVERIFY(point.imbalance >= least - 1e-9);
                met += point.imbalance <= least * 1.1 + 1e-9;
                holdsPlan = holdsPlan || point.moveWeight == weight;
            }
            QVERIFY2(holdsPlan, qPrintable(QString::number(seed)));
        }
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

    void largeTeamIsThinnedOut()
    {
        const Problem problem = test::largeProblem(600, 20, 3);
        Progress progress;
        const auto plan = std::get<Solution>(solve(problem, {}, progress));
        const std::vector<FrontierPoint> points = frontier(problem, plan.to, 20, progress);
        QVERIFY(points.size() > 10 && points.size() <= 21);
        double unavoidable = 0;
        for (const Unit &unit : problem.units)
            unavoidable += unit.homes.empty() ? 1 : 0;
        QCOMPARE(points.front().moveWeight, unavoidable);
    }
};

QTEST_GUILESS_MAIN(TestFrontier)
#include "tst_frontier.moc"
