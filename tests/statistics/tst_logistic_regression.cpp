#include "core/statistics/bounded_step.h"
#include "core/statistics/counter_random.h"
#include "core/statistics/linear_dependence.h"
#include "core/statistics/logistic_regression.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <cmath>

using namespace qd::statistics;
using qd::test::ReferenceTable;

namespace {

std::vector<double> standardised(std::vector<double> values)
{
    double mean = 0;
    for (const double value : values)
        mean += value / double(values.size());
    double variance = 0;
    for (const double value : values)
        variance += (value - mean) * (value - mean) / double(values.size());
    for (double &value : values)
        value = (value - mean) / std::sqrt(variance);
    return values;
}

LogisticProblem referenceProblem()
{
    const ReferenceTable table("calibration.csv");
    return {.inputs = {standardised(table.numbers("usage")), standardised(table.numbers("tickets")),
                standardised(table.numbers("nps"))},
        .event = table.flags("event")};
}

/// Cases whose event follows the inputs, with noise: `inputs` columns of `n`.
LogisticProblem drawn(std::uint32_t seed, std::uint32_t n, std::uint32_t inputs)
{
    LogisticProblem problem;
    std::vector<double> predictor(n, -0.5);
    for (std::uint32_t j = 0; j < inputs; ++j) {
        std::vector<double> column;
        for (std::uint32_t i = 0; i < n; ++i) {
            column.push_back(uniformDraw(seed, i, j, 1) * 4 - 2);
            predictor[i] += (j % 2 == 0 ? -0.7 : 0.4) * column[i];
        }
        problem.inputs.push_back(standardised(column));
    }
    for (std::uint32_t i = 0; i < n; ++i)
        problem.event.push_back(uniformDraw(seed, i, 0, 2) < 1 / (1 + std::exp(-predictor[i])));
    return problem;
}

/// d/d(beta_j) of the penalised mean negative log-likelihood, the intercept first.
std::vector<double> gradientAt(const LogisticProblem &problem, const LogisticFit &fit)
{
    std::vector<double> gradient(fit.beta.size() + 1);
    const std::vector<double> predictor = linearPredictor(problem, fit);
    const auto n = double(problem.event.size());
    for (std::size_t i = 0; i < predictor.size(); ++i) {
        const double miss = 1 / (1 + std::exp(-predictor[i])) - (problem.event[i] ? 1 : 0);
        gradient[0] += miss / n;
        for (std::size_t j = 0; j < fit.beta.size(); ++j)
            gradient[j + 1] += miss * problem.inputs[j][i] / n;
    }
    for (std::size_t j = 0; j < fit.beta.size(); ++j)
        gradient[j + 1] += problem.ridge * fit.beta[j];
    return gradient;
}

double valueAt(const LogisticProblem &problem, const LogisticFit &fit)
{
    double value = logisticDeviance(linearPredictor(problem, fit), problem.event) / 2 / double(problem.event.size());
    for (const double beta : fit.beta)
        value += problem.ridge / 2 * beta * beta;
    return value;
}

/// Whether some line has all events on one side and all others on the other, cases on it allowed on both, but not all
/// of them on it: any such line can be turned and moved until it goes through two of the cases.
bool linesApart(const LogisticProblem &problem)
{
    const std::vector<double> &x = problem.inputs[0];
    const std::vector<double> &y = problem.inputs[1];
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < x.size(); ++j) {
            const double a = y[j] - y[i];
            const double b = x[i] - x[j];
            if (a == 0 && b == 0)
                continue;
            bool apart = true;
            bool moves = false;
            for (std::size_t k = 0; k < x.size(); ++k) {
                const double side = a * (x[k] - x[i]) + b * (y[k] - y[i]);
                apart = apart && (problem.event[k] ? side >= 0 : side <= 0);
                moves = moves || side != 0;
            }
            if (apart && moves)
                return true;
        }
    return false;
}

} // namespace

/// Against R's glm and glmnet, the conditions an optimum fulfils, and small problems worked out by hand.
class TestLogisticRegression : public QObject {
    Q_OBJECT
private slots:
    void againstR_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("ridge");
        QTest::addColumn<bool>("atMostZero");
        QTest::newRow("glm") << "lambda0." << 0.0 << false;
        for (const double lambda : {0.01, 0.1, 1.0}) {
            const QString text = QString::number(lambda);
            QTest::addRow("glmnet %s", qPrintable(text)) << "lambda" + text + '.' << lambda << false;
            QTest::addRow("glmnet under bounds %s", qPrintable(text)) << "monotone" + text + '.' << lambda << true;
        }
    }
    void againstR()
    {
        QFETCH(QString, name);
        QFETCH(double, ridge);
        QFETCH(bool, atMostZero);
        const ReferenceTable r("calibration_expected.csv");
        LogisticProblem problem = referenceProblem();
        problem.ridge = ridge;
        problem.atMostZero = atMostZero;
        const LogisticFit fit = fitLogistic(problem);
        QVERIFY(fit.state == LogisticFit::State::Converged);
        double intercept = fit.intercept;
        const QStringList inputs{"usage", "tickets", "nps"};
        for (int j = 0; j < inputs.size(); ++j) {
            const double coefficient = fit.beta[std::size_t(j)] / r.value("sd." + inputs[j]);
            QD_NEAR(coefficient, r.value(name + inputs[j]), 1e-9);
            intercept -= coefficient * r.value("mean." + inputs[j]);
        }
        QD_NEAR(intercept, r.value(name + "intercept"), 1e-8);
        QD_NEAR(logisticDeviance(linearPredictor(problem, fit), problem.event) / double(problem.event.size()),
            r.value(name + "deviance"), 1e-9);
        if (atMostZero)
            QVERIFY(fit.beta[1] == 0.0); // tickets raise the risk
    }

    /// The conditions of Karush, Kuhn and Tucker, on problems where many bounds hold.
    void optimal_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<double>("ridge");
        QTest::addColumn<bool>("atMostZero");
        for (int seed = 1; seed <= 6; ++seed)
            for (const double ridge : {0.0, 1e-4, 0.3, 10.0})
                for (const bool atMostZero : {false, true})
                    QTest::addRow("%d, %g%s", seed, ridge, atMostZero ? ", bounded" : "")
                        << seed << ridge << atMostZero;
    }
    void optimal()
    {
        QFETCH(int, seed);
        QFETCH(double, ridge);
        QFETCH(bool, atMostZero);
        LogisticProblem problem = drawn(std::uint32_t(seed), 120, 8);
        problem.ridge = ridge;
        problem.atMostZero = atMostZero;
        const LogisticFit fit = fitLogistic(problem);
        QVERIFY(fit.state == LogisticFit::State::Converged);
        const std::vector<double> gradient = gradientAt(problem, fit);
        QVERIFY(std::abs(gradient[0]) < 1e-12);
        int held = 0;
        for (std::size_t j = 0; j < fit.beta.size(); ++j) {
            if (atMostZero && fit.beta[j] == 0) {
                QVERIFY(gradient[j + 1] < 1e-12);
                ++held;
            } else {
                QVERIFY(std::abs(gradient[j + 1]) < 1e-12);
                QVERIFY(!atMostZero || fit.beta[j] < 0);
            }
        }
        QCOMPARE(held > 0, atMostZero);
        // No neighbour is better.
        const double best = valueAt(problem, fit);
        for (std::size_t j = 0; j < fit.beta.size(); ++j)
            for (const double by : {-1e-3, 1e-3}) {
                LogisticFit near = fit;
                near.beta[j] += by;
                QVERIFY((atMostZero && near.beta[j] > 0) || valueAt(problem, near) >= best - 1e-15);
            }
    }

    /// Three of four with the event: an intercept of ln 3.
    void interceptAlone()
    {
        const LogisticFit fit = fitLogistic({.inputs = {}, .event = {true, true, true, false}});
        QVERIFY(fit.state == LogisticFit::State::Converged);
        QD_NEAR(fit.intercept, std::log(3.0), 1e-12);
    }

    /// A column of 0 and 1 fits both groups exactly: 1 of 4 and 2 of 3.
    void twoGroups()
    {
        const LogisticFit fit =
            fitLogistic({.inputs = {{0, 0, 0, 0, 1, 1, 1}}, .event = {true, false, false, false, true, true, false}});
        QD_NEAR(fit.intercept, std::log(1.0 / 3), 1e-10);
        QD_NEAR(fit.beta[0], std::log(2.0) - std::log(1.0 / 3), 1e-10);
    }

    void separable_data()
    {
        QTest::addColumn<QList<double>>("first");
        QTest::addColumn<QList<double>>("second");
        QTest::addColumn<QList<bool>>("event");
        const QList<double> none;
        QTest::newRow("by a gap") << QList<double>{1, 2, 3, 4} << none << QList<bool>{false, false, true, true};
        QTest::newRow("but for a shared value")
            << QList<double>{1, 2, 2, 3} << none << QList<bool>{false, false, true, true};
        QTest::newRow("by one group") << QList<double>{0, 0, 0, 0, 1, 1} << none
                                      << QList<bool>{true, false, true, false, true, true};
        QTest::newRow("by two together") << QList<double>{-1, 1, 2, -1, 1, -2} << QList<double>{2, 0, -1, 0, -2, 1}
                                         << QList<bool>{true, true, true, false, false, false};
        QTest::newRow("one outcome") << QList<double>{1, 2} << none << QList<bool>{true, true};
    }
    void separable()
    {
        QFETCH(QList<double>, first);
        QFETCH(QList<double>, second);
        QFETCH(QList<bool>, event);
        LogisticProblem problem;
        problem.inputs.push_back(standardised({first.begin(), first.end()}));
        if (!second.isEmpty())
            problem.inputs.push_back(standardised({second.begin(), second.end()}));
        problem.event.assign(event.begin(), event.end());
        QVERIFY(fitLogistic(problem).state == LogisticFit::State::Separable);
        problem.ridge = 1e-4;
        QCOMPARE(fitLogistic(problem).state == LogisticFit::State::Converged, event.contains(false));
    }

    /// Small whole numbers, of which about half come apart; the betas' size tells nothing of it.
    void separableAgainstAllLines()
    {
        int apart = 0;
        int together = 0;
        for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
            const std::uint32_t n = 6 + seed % 7;
            LogisticProblem problem{.inputs = {{}, {}}, .event = {}};
            for (std::uint32_t i = 0; i < n; ++i) {
                problem.inputs[0].push_back(std::floor(4 * uniformDraw(seed, i, 0, 0)));
                problem.inputs[1].push_back(std::floor(4 * uniformDraw(seed, i, 1, 0)));
                problem.event.push_back(problem.inputs[0][i] + 4 * uniformDraw(seed, i, 2, 0) > 3.5);
            }
            const auto events = std::count(problem.event.begin(), problem.event.end(), true);
            if (events == 0 || events == std::ptrdiff_t(n) || firstDependentColumn(problem.inputs))
                continue;
            const bool expected = linesApart(problem);
            ++(expected ? apart : together);
            for (std::vector<double> &input : problem.inputs)
                input = standardised(input);
            const bool found = fitLogistic(problem).state == LogisticFit::State::Separable;
            QVERIFY2(found == expected, qPrintable(QString::number(seed)));
        }
        QVERIFY(apart > 300 && together > 300);
    }

    /// What would only come apart by a coefficient above 0 has its optimum at the bound.
    void boundsKeepFromSeparating()
    {
        const LogisticFit fit = fitLogistic(
            {.inputs = {standardised({1, 2, 3, 4})}, .event = {false, false, true, true}, .atMostZero = true});
        QVERIFY(fit.state == LogisticFit::State::Converged);
        QCOMPARE(fit.beta[0], 0.0);
        QD_NEAR(fit.intercept, 0.0, 1e-12);
    }

    /// Far out, but not apart: no case is taken for a separation.
    void outliersAreNoSeparation()
    {
        std::vector<double> x;
        std::vector<bool> event;
        for (int i = 0; i < 200; ++i) {
            x.push_back(i == 0 ? 1e4 : double(i % 10));
            event.push_back(i == 0 || i % 3 == 0);
        }
        LogisticProblem problem{.inputs = {standardised(x)}, .event = event};
        const LogisticFit fit = fitLogistic(problem);
        QVERIFY(fit.state == LogisticFit::State::Converged);
        for (const double slope : gradientAt(problem, fit))
            QVERIFY(std::abs(slope) < 1e-10);
    }

    void dependence()
    {
        const std::vector<double> x{1, 2, 3, 5};
        const std::vector<double> y{2, 1, 7, 0};
        std::vector<double> sum;
        for (std::size_t i = 0; i < x.size(); ++i)
            sum.push_back(3 * x[i] - y[i] + 4);
        QVERIFY(!firstDependentColumn(std::vector<std::vector<double>>{x, y}));
        QCOMPARE(firstDependentColumn(std::vector<std::vector<double>>{x, y, sum}).value(), std::size_t(2));
        QCOMPARE(firstDependentColumn(std::vector<std::vector<double>>{x, {5, 5, 5, 5}, y}).value(), std::size_t(1));
        QCOMPARE(firstDependentColumn(std::vector<std::vector<double>>{{0, 0}}).value(), std::size_t(0));
        const std::vector<bool> event{true, false, false, true};
        QVERIFY(fitLogistic({.inputs = {x, x}, .event = event}).state == LogisticFit::State::Dependent);
        const LogisticFit shared = fitLogistic({.inputs = {x, x}, .event = event, .ridge = 0.1});
        QVERIFY(shared.state == LogisticFit::State::Converged);
        QD_NEAR(shared.beta[0], shared.beta[1], 1e-12);
    }

    /// The bounded step against all ways of holding coordinates at 0: the best one that is allowed.
    void boundedMinimumAgainstAllSets()
    {
        for (std::uint32_t seed = 1; seed <= 40; ++seed) {
            const int size = 5;
            Eigen::MatrixXd root(size, size);
            Eigen::VectorXd gradient(size);
            Eigen::VectorXd at = Eigen::VectorXd::Zero(size);
            for (int i = 0; i < size; ++i) {
                for (int j = 0; j < size; ++j)
                    root(i, j) = uniformDraw(seed, std::uint32_t(i), std::uint32_t(j), 0) - 0.5;
                gradient(i) = uniformDraw(seed, std::uint32_t(i), 0, 1) - 0.5;
                at(i) = i % 2 == 0 ? 0.0 : -uniformDraw(seed, std::uint32_t(i), 0, 2);
            }
            const Eigen::MatrixXd hessian = root.transpose() * root + 0.05 * Eigen::MatrixXd::Identity(size, size);
            const auto value = [&](const Eigen::VectorXd &x) {
                return gradient.dot(x - at) + 0.5 * (x - at).dot(hessian * (x - at));
            };
            double best = 1e300;
            for (unsigned set = 0; set < 1U << size; ++set) {
                std::vector<int> free;
                for (int j = 0; j < size; ++j)
                    if (set >> j & 1)
                        free.push_back(j);
                Eigen::VectorXd x = Eigen::VectorXd::Zero(size);
                if (!free.empty()) {
                    const Eigen::MatrixXd part = hessian(free, free);
                    const Eigen::VectorXd right = (hessian * at - gradient)(free);
                    x(free) = part.fullPivLu().solve(right);
                }
                if (x.tail(size - 1).maxCoeff() <= 0)
                    best = std::min(best, value(x));
            }
            const Eigen::VectorXd found = boundedMinimum(hessian, gradient, at, {false, true, true, true, true});
            QVERIFY(found.tail(size - 1).maxCoeff() <= 0);
            QD_NEAR(value(found), best, 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(TestLogisticRegression)
#include "tst_logistic_regression.moc"
