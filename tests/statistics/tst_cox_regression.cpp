#include "core/statistics/counter_random.h"
#include "core/statistics/cox_regression.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <cmath>

using namespace qd::statistics;
using qd::test::ReferenceTable;

namespace {

CoxProblem referenceProblem(CoxTies ties, bool late, bool strata)
{
    const ReferenceTable table("lives.csv");
    const auto durations = table.numbers("duration");
    const auto events = table.flags("event");
    const auto entries = table.numbers("entry");
    CoxProblem problem;
    for (std::size_t i = 0; i < durations.size(); ++i)
        problem.lives.push_back({durations[i], events[i], late ? entries[i] : 0});
    problem.inputs = {table.numbers("size"), table.numbers("touch")};
    if (strata)
        for (const QString &stratum : table.texts("strata"))
            problem.stratum.push_back(stratum == u"x" ? 0 : 1);
    problem.ties = ties;
    return problem;
}

/// Breslow's ln partial likelihood as its definition has it, life by life.
double logLikelihoodByLives(const CoxProblem &problem, const std::vector<double> &beta)
{
    const auto predictor = [&](std::size_t i) {
        double sum = 0;
        for (std::size_t j = 0; j < beta.size(); ++j)
            sum += beta[j] * problem.inputs[j][i];
        return sum;
    };
    double logarithm = 0;
    for (std::size_t i = 0; i < problem.lives.size(); ++i) {
        const Life &ending = problem.lives[i];
        if (!ending.event)
            continue;
        double risk = 0;
        for (std::size_t k = 0; k < problem.lives.size(); ++k) {
            const Life &other = problem.lives[k];
            if ((problem.stratum.empty() || problem.stratum[k] == problem.stratum[i]) && other.time >= ending.time
                && (other.entry == 0 || other.entry < ending.time))
                risk += std::exp(predictor(k));
        }
        logarithm += predictor(i) - std::log(risk);
    }
    return logarithm;
}

} // namespace

/// Against R's coxph and cox.zph (tests/statistics/reference), the likelihood run life by life, and by hand.
class TestCoxRegression : public QObject {
    Q_OBJECT
private slots:
    void againstR_data()
    {
        QTest::addColumn<bool>("efron");
        QTest::addColumn<bool>("late");
        QTest::addColumn<bool>("strata");
        for (const bool efron : {true, false})
            for (const bool late : {false, true})
                for (const bool strata : {false, true})
                    QTest::addRow("%s%s%s.", efron ? "efron" : "breslow", late ? ".late" : "", strata ? ".strata" : "")
                        << efron << late << strata;
    }
    void againstR()
    {
        QFETCH(bool, efron);
        QFETCH(bool, late);
        QFETCH(bool, strata);
        const ReferenceTable r("cox_expected.csv");
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const CoxFit fit = fitCox(referenceProblem(efron ? CoxTies::Efron : CoxTies::Breslow, late, strata));
        QVERIFY(fit.state == CoxFit::State::Converged);
        QD_NEAR(fit.logLikelihood, r.value(name + "loglik"), 1e-11);
        const QStringList inputs{"size", "touch"};
        for (int j = 0; j < 2; ++j) {
            const CoxInput &input = fit.inputs[std::size_t(j)];
            QD_NEAR(input.coefficient, r.value(name + inputs[j] + ".coefficient"), 1e-8);
            QD_NEAR(input.standardError, r.value(name + inputs[j] + ".se"), 1e-8);
            QD_NEAR(input.proportionality.value(), r.value(name + inputs[j] + ".chi2"), 1e-7);
        }
    }

    /// The maximum is one: no neighbour is likelier.
    void likelihoodByDefinition()
    {
        const CoxProblem problem = referenceProblem(CoxTies::Breslow, true, true);
        const CoxFit fit = fitCox(problem);
        const std::vector<double> beta{fit.inputs[0].coefficient, fit.inputs[1].coefficient};
        QD_NEAR(fit.logLikelihood, logLikelihoodByLives(problem, beta), 1e-12);
        for (std::size_t j = 0; j < 2; ++j)
            for (const double by : {-1e-3, 1e-3}) {
                std::vector<double> near = beta;
                near[j] += by;
                QVERIFY(logLikelihoodByLives(problem, near) < fit.logLikelihood);
            }
    }

    /// Lives 1, 2, 3 with inputs 0, 1, 0, all events: the likelihood is 1/(2 + e^b) x e^b/(1 + e^b), whose derivative
    /// 1 - e^b/(2 + e^b) - e^b/(1 + e^b) is 0 at e^b = sqrt 2.
    void byHand()
    {
        const CoxFit fit = fitCox({.lives = {{1, true}, {2, true}, {3, true}}, .inputs = {{0, 1, 0}}});
        QVERIFY(fit.state == CoxFit::State::Converged);
        const double w = std::sqrt(2.0);
        QD_NEAR(fit.inputs[0].coefficient, std::log(w), 1e-10);
        QD_NEAR(fit.logLikelihood, std::log(1 / (2 + w) * w / (1 + w)), 1e-12);
        const double information = 2 * w / ((2 + w) * (2 + w)) + w / ((1 + w) * (1 + w));
        QD_NEAR(fit.inputs[0].standardError, 1 / std::sqrt(information), 1e-10);
    }

    /// Inputs in other units and from another zero give the same model.
    void unitsDoNotMatter()
    {
        CoxProblem problem = referenceProblem(CoxTies::Efron, true, false);
        const CoxFit expected = fitCox(problem);
        for (double &value : problem.inputs[0])
            value = 1e6 + 1000 * value;
        const CoxFit fit = fitCox(problem);
        QD_NEAR(fit.inputs[0].coefficient * 1000, expected.inputs[0].coefficient, 1e-8);
        QD_NEAR(fit.inputs[0].standardError * 1000, expected.inputs[0].standardError, 1e-8);
        QD_NEAR(fit.logLikelihood, expected.logLikelihood, 1e-11);
        QD_NEAR(fit.inputs[0].proportionality.value(), expected.inputs[0].proportionality.value(), 1e-6);
    }

    void dependent()
    {
        CoxProblem problem = referenceProblem(CoxTies::Efron, false, true);
        problem.inputs.push_back(std::vector<double>(problem.lives.size(), 7));
        QVERIFY(fitCox(problem).state == CoxFit::State::Dependent);
        QCOMPARE(fitCox(problem).dependent, std::size_t(2));
        problem.inputs[2].clear(); // the stratum itself: the same for all who are compared
        for (const int stratum : problem.stratum)
            problem.inputs[2].push_back(stratum);
        QCOMPARE(fitCox(problem).dependent, std::size_t(2));
        problem.stratum.clear();
        QVERIFY(fitCox(problem).state == CoxFit::State::Converged);
        for (std::size_t i = 0; i < problem.lives.size(); ++i)
            problem.inputs[2][i] = 2 * problem.inputs[0][i] - problem.inputs[1][i];
        QVERIFY(fitCox(problem).state == CoxFit::State::Dependent);
        QCOMPARE(fitCox(problem).dependent, std::size_t(2));
    }

    void unlimited()
    {
        // Who has the input ends first, each time.
        QVERIFY(fitCox({.lives = {{1, true}, {2, true}, {3, true}, {4, true}}, .inputs = {{1, 1, 0, 0}}}).state
            == CoxFit::State::Unlimited);
        // Nobody without it ends at all.
        QVERIFY(fitCox({.lives = {{1, true}, {2, false}, {3, true}, {4, false}}, .inputs = {{1, 0, 1, 0}}}).state
            == CoxFit::State::Unlimited);
        CoxProblem many;
        many.inputs.resize(2);
        for (std::uint32_t i = 0; i < 60; ++i) {
            many.inputs[0].push_back(i % 2);
            many.inputs[1].push_back(uniformDraw(4, i, 0, 0));
            many.lives.push_back({1 + std::floor(50 * uniformDraw(4, i, 1, 0)), i % 2 == 1});
        }
        QVERIFY(fitCox(many).state == CoxFit::State::Unlimited);
    }

    /// All events at one time leave nothing to see change.
    void oneEventTime()
    {
        const CoxFit fit =
            fitCox({.lives = {{1, true}, {1, true}, {2, false}, {2, false}}, .inputs = {{1, 0, 1, 0.5}}});
        QVERIFY(fit.state == CoxFit::State::Converged);
        QVERIFY(!fit.inputs[0].proportionality);
    }
};

QTEST_GUILESS_MAIN(TestCoxRegression)
#include "tst_cox_regression.moc"
