#include "core/statistics/cox_regression.h"
#include "core/statistics/local_lines.h"
#include "core/statistics/log_rank.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace qd::statistics;
using qd::test::ReferenceTable;

namespace {

/// The lives of one of R's data sets.
struct DataSet {
    std::vector<Life> lives;
    std::vector<QString> groups; ///< parallel to the lives
    std::vector<int> groupOf; ///< by number, in the order in which groups come
    std::vector<int> stratum;
    std::vector<std::vector<double>> inputs; ///< x1, x2
};

DataSet dataSet(const QString &name)
{
    const ReferenceTable table("rdata.csv");
    const auto sets = table.texts("set");
    const auto durations = table.numbers("duration");
    const auto events = table.flags("event");
    const auto entries = table.numbers("entry");
    const auto groups = table.texts("grp");
    const auto strata = table.texts("strata");
    const std::vector<std::vector<double>> inputs{table.numbers("x1"), table.numbers("x2")};
    std::map<QString, int> groupNumbers;
    std::map<QString, int> strataNumbers;
    DataSet set;
    set.inputs.resize(inputs.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
        if (sets[i] != name)
            continue;
        set.lives.push_back({durations[i], events[i], entries[i]});
        set.groups.push_back(groups[i]);
        set.groupOf.push_back(groupNumbers.emplace(groups[i], int(groupNumbers.size())).first->second);
        set.stratum.push_back(strataNumbers.emplace(strata[i], int(strataNumbers.size())).first->second);
        for (std::size_t j = 0; j < inputs.size(); ++j)
            set.inputs[j].push_back(inputs[j][i]);
    }
    return set;
}

std::vector<Life> ofGroup(const DataSet &set, const QString &group)
{
    std::vector<Life> lives;
    for (std::size_t i = 0; i < set.lives.size(); ++i)
        if (set.groups[i] == group)
            lives.push_back(set.lives[i]);
    return lives;
}

/// A value of R's that may be none: "NA".
void verifyOptional(const std::optional<double> &found, double expected)
{
    QCOMPARE(found.has_value(), !std::isnan(expected));
    if (found)
        QD_NEAR(*found, expected, 1e-9);
}

CoxProblem problemOf(const DataSet &set, bool efron, int inputs)
{
    CoxProblem problem{set.lives, set.inputs, set.stratum, efron ? CoxTies::Efron : CoxTies::Breslow, true};
    problem.inputs.resize(std::size_t(inputs));
    return problem;
}

} // namespace

/// Against what R makes of data sets of its package survival: aml, lung, veteran, and heart with late entry.
class TestRDataSets : public QObject {
    Q_OBJECT
    const ReferenceTable m_curves{"rdata_curve_expected.csv"};
    const ReferenceTable m_values{"rdata_expected.csv"};
    const ReferenceTable m_residuals{"rdata_residuals_expected.csv"};

private slots:
    void curves_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("group");
        for (const char *name : {"aml.Maintained", "aml.Nonmaintained", "lung.male", "lung.female", "veteran.squamous",
                 "veteran.smallcell", "veteran.adeno", "veteran.large", "heart.transplant0", "heart.transplant1"}) {
            const QStringList parts = QString::fromLatin1(name).split(u'.');
            QTest::newRow(name) << parts[0] << parts[1];
        }
    }
    void curves()
    {
        QFETCH(QString, set);
        QFETCH(QString, group);
        const QString name = set + u'.' + group + u'.';
        const std::vector<Life> lives = ofGroup(dataSet(set), group);
        const auto curveNames = m_curves.texts("curve");
        const auto times = m_curves.numbers("time");
        const auto atRisk = m_curves.numbers("n_risk");
        const auto events = m_curves.numbers("n_event");
        const auto censored = m_curves.numbers("n_censored");
        const auto survival = m_curves.numbers("survival");
        const auto hazard = m_curves.numbers("hazard");
        const auto hazardError = m_curves.numbers("hazard_se");
        for (const auto &[interval, columns] : {std::pair(SurvivalInterval::Log, "log"),
                 {SurvivalInterval::Plain, "plain"}, {SurvivalInterval::LogLog, "loglog"}}) {
            const SurvivalCurve curve = kaplanMeier(lives, interval);
            const auto lower = m_curves.numbers(QByteArray(QByteArray(columns) + "_lower").constData());
            const auto upper = m_curves.numbers(QByteArray(QByteArray(columns) + "_upper").constData());
            std::size_t step = 0;
            double before = 1;
            for (std::size_t i = 0; i < curveNames.size(); ++i) {
                if (curveNames[i] != name)
                    continue;
                QVERIFY(step < curve.steps().size());
                const SurvivalStep &found = curve.steps()[step++];
                QCOMPARE(found.time, times[i]);
                QCOMPARE(double(found.atRisk), atRisk[i]);
                QCOMPARE(double(found.events), events[i]);
                QCOMPARE(double(found.censored), censored[i]);
                QD_NEAR(found.survival, survival[i], 1e-9);
                QVERIFY(found.survival <= before); // it never rises
                before = found.survival;
                QD_NEAR(found.hazard, hazard[i], 1e-9);
                QD_NEAR(std::sqrt(found.hazardVariance), hazardError[i], 1e-9);
                if (!found.lower)
                    continue;
                QD_NEAR(*found.lower, std::max(0.0, lower[i]), 1e-9);
                QD_NEAR(*found.upper, std::min(1.0, upper[i]), 1e-9);
            }
            QCOMPARE(step, curve.steps().size());
        }
        const SurvivalCurve curve = kaplanMeier(lives, SurvivalInterval::Log);
        verifyOptional(curve.median(), m_values.value(name + "median"));
        verifyOptional(curve.medianLower(), m_values.value(name + "lower"));
        verifyOptional(curve.medianUpper(), m_values.value(name + "upper"));
        QD_NEAR(curve.restrictedMean(100).mean, m_values.value(name + "rmst100"), 1e-9);
        QD_NEAR(curve.restrictedMean(100).standardError, m_values.value(name + "rmst_se100"), 1e-9);
    }

    void testsOfGroups_data()
    {
        QTest::addColumn<int>("groups");
        QTest::newRow("aml") << 2;
        QTest::newRow("lung") << 2;
        QTest::newRow("veteran") << 4;
    }
    void testsOfGroups()
    {
        QFETCH(int, groups);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const DataSet set = dataSet(name);
        const auto test = logRank(set.lives, set.groupOf, {}, groups);
        QVERIFY(test);
        QCOMPARE(test->degrees, groups - 1);
        QD_NEAR(test->chi2, m_values.value(name + ".logrank.chi2"), 1e-9);
    }

    void coxModels_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<bool>("efron");
        QTest::addColumn<int>("inputs");
        for (const auto &[set, inputs] : {std::pair("aml", 1), {"lung", 2}, {"veteran", 2}, {"heart", 2}})
            for (const bool efron : {true, false})
                QTest::addRow("%s.%s.", set, efron ? "efron" : "breslow")
                    << QString::fromLatin1(set) << efron << inputs;
    }
    void coxModels()
    {
        QFETCH(QString, set);
        QFETCH(bool, efron);
        QFETCH(int, inputs);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const CoxProblem problem = problemOf(dataSet(set), efron, inputs);
        const CoxFit fit = fitCox(problem);
        QVERIFY(fit.state == CoxFit::State::Converged);
        QD_NEAR(fit.logLikelihood, m_values.value(name + "loglik"), 1e-9);
        for (int j = 0; j < inputs; ++j) {
            const CoxInput &input = fit.inputs[std::size_t(j)];
            const QString of = name + QStringLiteral("x%1.").arg(j + 1);
            QD_NEAR(input.coefficient, m_values.value(of + "coefficient"), 1e-6);
            QD_NEAR(input.standardError, m_values.value(of + "se"), 1e-6);
            QD_NEAR(input.proportionality.value(), m_values.value(of + "chi2"), 1e-6);
        }
        const auto fits = m_residuals.texts("fit");
        const auto rows = m_residuals.numbers("row");
        const auto times = m_residuals.numbers("time");
        const std::vector<std::vector<double>> expected{m_residuals.numbers("x1"), m_residuals.numbers("x2")};
        std::size_t at = 0;
        for (std::size_t i = 0; i < fits.size(); ++i) {
            if (fits[i] != name)
                continue;
            QVERIFY(at < fit.residuals.size());
            const CoxResidual &found = fit.residuals[at++];
            QCOMPARE(double(found.life), rows[i]);
            QCOMPARE(found.time, times[i]);
            QCOMPARE(found.values.size(), std::size_t(inputs));
            for (std::size_t j = 0; j < found.values.size(); ++j)
                QD_NEAR(found.values[j], expected[j][i], 1e-6);
        }
        QCOMPARE(at, fit.residuals.size());
    }

    /// They are worked out only where they are wanted, and their mean is the coefficient: where the likelihood is
    /// largest, what the events say more cancels.
    void residualsMeanTheCoefficient()
    {
        CoxProblem problem = problemOf(dataSet("veteran"), true, 2);
        const CoxFit fit = fitCox(problem);
        for (std::size_t j = 0; j < 2; ++j) {
            double sum = 0;
            for (const CoxResidual &residual : fit.residuals)
                sum += residual.values[j];
            QD_NEAR(sum / double(fit.residuals.size()), fit.inputs[j].coefficient, 1e-9);
        }
        problem.residuals = false;
        QVERIFY(fitCox(problem).residuals.empty());
    }

    /// The line through residuals, over two thirds of them, half of seven, and never fewer than two points.
    void smoothed_data()
    {
        QTest::addColumn<double>("share");
        QTest::newRow("residuals") << 2.0 / 3;
        QTest::newRow("few") << 0.5;
        QTest::newRow("two") << 0.1;
    }
    void smoothed()
    {
        QFETCH(double, share);
        const ReferenceTable table("rdata_smooth_expected.csv");
        std::vector<double> x;
        std::vector<double> y;
        std::vector<double> expected;
        const auto cases = table.texts("case");
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (cases[i] != QLatin1String(QTest::currentDataTag()))
                continue;
            x.push_back(table.numbers("x")[i]);
            y.push_back(table.numbers("y")[i]);
            expected.push_back(table.numbers("smooth")[i]);
        }
        QVERIFY(x.size() > 3);
        const std::vector<double> found = localLines(x, y, share);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QD_NEAR(found[i], expected[i], 1e-9);
        QCOMPARE(localLines({3}, {7}), std::vector<double>{7});
    }
};

QTEST_GUILESS_MAIN(TestRDataSets)
#include "tst_r_data_sets.moc"
