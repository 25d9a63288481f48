#include "core/assignment/blocks.h"
#include "core/assignment/cbc_solver.h"
#include "core/assignment/mip_model.h"
#include "core/assignment/solve.h"
#include "tests/assignment/large_problem.h"
#include "tests/assignment/random_problem.h"

#include <QtTest>

#include <cmath>
#include <sstream>

using namespace qd;
using namespace qd::assignment;
using test::bruteForce;
using test::largeProblem;
using test::randomProblem;

namespace {

/// PATH as it was, whatever happens to it in a test.
class PathGuard {
public:
    PathGuard()
        : m_path(qgetenv("PATH"))
    {
    }
    ~PathGuard() { qputenv("PATH", m_path); }

private:
    QByteArray m_path;
};

/// With time enough that no answer depends on what else the machine does; tests of the limit set their own.
Solution solved(const Problem &problem, Options options)
{
    if (options.timeLimit == Options().timeLimit)
        options.timeLimit = 600;
    Progress progress;
    auto answer = solve(problem, options, progress);
    return std::holds_alternative<Solution>(answer) ? std::get<Solution>(std::move(answer)) : Solution{};
}

} // namespace

class TestSolve : public QObject {
    Q_OBJECT
private slots:
    void exactAgainstBruteForce_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<int>("csms");
        QTest::addColumn<int>("pools");
        QTest::addColumn<int>("maxAccounts");
        QTest::addColumn<bool>("families");
        QTest::addColumn<bool>("unequalWeights");
        QTest::addColumn<double>("gap");
        QTest::newRow("one pool") << 8 << 3 << 1 << 0 << false << false << 0.0;
        QTest::newRow("two pools") << 7 << 4 << 2 << 0 << false << false << 0.0;
        QTest::newRow("tight books") << 8 << 3 << 1 << 3 << false << false << 0.0;
        QTest::newRow("families, tight books") << 6 << 3 << 1 << 4 << true << false << 0.0;
        QTest::newRow("moves weighed") << 8 << 3 << 1 << 0 << false << true << 0.0;
        QTest::newRow("to a gap of 5 %") << 8 << 3 << 1 << 0 << false << false << 0.05;
        QTest::newRow("families to a gap of 5 %") << 7 << 3 << 1 << 0 << true << true << 0.05;
    }

    /// Nothing beats brute force: with gap 0 the objective is the same; with any gap it holds, and so does the bound.
    void exactAgainstBruteForce()
    {
        QFETCH(int, units);
        QFETCH(int, csms);
        QFETCH(int, pools);
        QFETCH(int, maxAccounts);
        QFETCH(bool, families);
        QFETCH(bool, unequalWeights);
        QFETCH(double, gap);
        for (unsigned seed = 1001; seed <= 1025; ++seed) {
            const Problem problem = randomProblem({units, csms, pools, maxAccounts, families, unequalWeights}, seed);
            const auto best = bruteForce(problem);
            Progress progress;
            Options options;
            options.gap = gap;
            const auto answer = solve(problem, options, progress);
            QCOMPARE(std::holds_alternative<Solution>(answer), best.has_value());
            if (!best)
                continue;
            const auto &assignment = std::get<Solution>(answer);
            const QByteArray told = QStringLiteral("seed %1: best %2, found %3, bound %4, %5")
                                        .arg(seed)
                                        .arg(*best)
                                        .arg(assignment.objective)
                                        .arg(assignment.bound)
                                        .arg(QLatin1String(toString(assignment.status)))
                                        .toUtf8();
            QVERIFY2(isFeasible(problem, assignment.to), told);
            QCOMPARE(assignment.objective, objective(problem, assignment.to));
            QVERIFY2(assignment.bound <= *best * (1 + 1e-6) + 1e-6, told);
            QVERIFY2(assignment.objective <= *best + gap * std::max(1.0, *best) * 1.1 + 1e-6, told);
            QVERIFY2(assignment.gap() <= std::max(gap, 1e-6), told);
        }
    }

    void startIsASolutionOfTheModel()
    {
        // The start's values read back as an assignment of the same objective: classes lose nothing.
        const Problem problem = largeProblem(300, 20, 5);
        const HeuristicAnswer start = startAssignment(problem);
        const MipModel model(problem);
        std::ostringstream file;
        model.writeStart(file, start.to);
        const UnitAssignment back = model.assignmentOf(readCbcSolution(file.str()));
        QVERIFY(isFeasible(problem, back));
        QCOMPARE(objective(problem, back), objective(problem, start.to));
    }

    void largeTeamToOnePercent()
    {
        const Problem problem = largeProblem(2000, 40, 1);
        const Solution assignment = solved(problem, {});
        QVERIFY(assignment.status == Status::GapReached || assignment.status == Status::Optimal);
        QVERIFY(assignment.gap() <= 0.01);
        QVERIFY(assignment.bound <= assignment.objective);
        QCOMPARE(assignment.objective, objective(problem, assignment.to));

        // Hours are conserved: nobody's work is lost or doubled.
        double hours = 0;
        for (const Unit &unit : problem.units)
            hours += unit.hours;
        double held = 0;
        for (const double load : loads(problem, assignment.to))
            held += load;
        QVERIFY(std::abs(hours - held) < 1e-6);

        // Our own search alone comes within 5 % of what is proven, and our own bound within 10 % of that.
        Options alone;
        alone.useSolver = false;
        const Solution found = solved(problem, alone);
        QVERIFY(found.objective <= 1.05 * assignment.bound);
        QVERIFY(found.bound <= assignment.objective);
        QVERIFY(found.bound >= 0.9 * assignment.bound);
    }

    /// So many accounts are solved block by block; the sum of the blocks' bounds must still be an honest one.
    void hugeTeamByBlocks()
    {
        const Problem problem = largeProblem(6000, 120, 2);
        QVERIFY(blocksOf(problem).size() > 1);
        Options options;
        options.gap = 0.02;
        const Solution assignment = solved(problem, options);
        QVERIFY(isFeasible(problem, assignment.to));
        QCOMPARE(assignment.objective, objective(problem, assignment.to));
        QVERIFY(assignment.bound <= assignment.objective);
        QVERIFY2(assignment.gap() <= 0.02, qPrintable(QString::number(assignment.gap())));
    }

    void withoutSolverItStillAnswers()
    {
        const PathGuard guard;
        qputenv("PATH", "/nonexistent");
        const Problem problem = largeProblem(300, 20, 2);
        Options options;
        options.gap = 0;
        const Solution assignment = solved(problem, options);
        QVERIFY(isFeasible(problem, assignment.to));
        QCOMPARE(toString(assignment.status), "heuristic");
        QVERIFY(assignment.note.english().find("coinor-cbc") != std::string::npos);
        QVERIFY(assignment.bound <= assignment.objective);
        QVERIFY(assignment.gap() < 0.05);
    }

    void cancelGivesTheBestSoFar()
    {
        const Problem problem = largeProblem(300, 20, 3);
        Progress progress;
        progress.cancel();
        Options options;
        options.gap = 0;
        const auto answer = solve(problem, options, progress);
        const auto *assignment = std::get_if<Solution>(&answer);
        QVERIFY(assignment != nullptr);
        QVERIFY(isFeasible(problem, assignment->to));
        QVERIFY(assignment->bound <= assignment->objective);
        QVERIFY(assignment->status == Status::Cancelled || assignment->status == Status::Optimal);
    }

    void timeLimitGivesTheBestSoFar()
    {
        Problem problem = largeProblem(2000, 40, 2);
        for (std::size_t unit = 0; unit < problem.units.size(); ++unit) // no two alike: too hard for the time given
            problem.units[unit].hours *= 1 + static_cast<double>(unit * 7919 % 1009) / 3000;
        Options options;
        options.gap = 0;
        options.timeLimit = 1;
        QElapsedTimer clock;
        clock.start();
        const Solution assignment = solved(problem, options);
        QCOMPARE(toString(assignment.status), "time_limit");
        QVERIFY(isFeasible(problem, assignment.to));
        QCOMPARE(assignment.objective, objective(problem, assignment.to));
        QVERIFY(assignment.bound <= assignment.objective);
        QVERIFY(assignment.objective <= objective(problem, startAssignment(problem).to)); // what a second adds varies
        QVERIFY(clock.elapsed() < 20'000);
    }

    void blocksAddUp()
    {
        const Problem problem = largeProblem(1200, 40, 4);
        const std::vector<Block> blocks = blocksOf(problem);
        QVERIFY(blocks.size() > 1);
        UnitAssignment whole(problem.units.size(), -1);
        double sum = 0;
        for (const Block &block : blocks) {
            const UnitAssignment part = startAssignment(block.problem).to;
            sum += objective(block.problem, part);
            copyInto(whole, block, part);
            QCOMPARE(partOf(whole, block), part);
        }
        QVERIFY(isFeasible(problem, whole));
        QVERIFY(sum <= objective(problem, whole) + 1e-9);
    }

    void fullBooksAreImpossible()
    {
        Problem problem = largeProblem(300, 20, 2);
        problem.maxAccounts = 5;
        Progress progress;
        const auto answer = solve(problem, {}, progress);
        const auto *impossible = std::get_if<Impossible>(&answer);
        QVERIFY(impossible != nullptr);
        QVERIFY(impossible->unit >= 0 && !impossible->fullCsms.empty());
    }

    void logsAreUnderstood_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<int>("end");
        QTest::addColumn<double>("objective");
        QTest::addColumn<double>("bound"); // -1: none
        QTest::newRow("optimal") << QByteArray("Result - Optimal solution found\n\n"
                                               "Objective value:                8.00000000\n")
                                 << int(CbcEnd::Optimal) << 8.0 << 8.0;
        QTest::newRow("gap") << QByteArray("Result - Optimal solution found (within gap tolerance)\n\n"
                                           "Objective value:                4961.39333333\n"
                                           "Lower bound:                    4961.170\n")
                             << int(CbcEnd::GapReached) << 4961.39333333 << 4961.1695;
        QTest::newRow("interrupted") << QByteArray(
            "Cbc0005I Partial search - best objective 48523.212 (best possible 47949.581), took 0 iterations\n"
            "Result - User ctrl-cuser ctrl-c\n\nObjective value:                48523.21244400\n")
                                     << int(CbcEnd::Cancelled) << 48523.212444 << 47949.581 * (1 - 1e-7);
        QTest::newRow("no solution") << QByteArray("Result - Problem proven infeasible\n\nNo feasible solution found\n")
                                     << int(CbcEnd::Infeasible) << -1.0 << -1.0;
        QTest::newRow("gibberish") << QByteArray("Segmentation fault\n") << int(CbcEnd::Failed) << -1.0 << -1.0;
    }

    void logsAreUnderstood()
    {
        QFETCH(QByteArray, log);
        QFETCH(int, end);
        QFETCH(double, objective);
        QFETCH(double, bound);
        const CbcAnswer answer = readCbcLog(log.toStdString());
        QCOMPARE(int(answer.end), end);
        QCOMPARE(answer.objective.value_or(-1), objective);
        QCOMPARE(answer.bound.value_or(-1), bound);
    }
};

QTEST_GUILESS_MAIN(TestSolve)
#include "tst_solve.moc"
