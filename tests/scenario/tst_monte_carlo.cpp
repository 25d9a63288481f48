#include "core/scenario/monte_carlo.h"
#include "core/scenario/projection.h"
#include "tests/scenario/example.h"

#include <QtTest>

#include <numeric>

using namespace qd;
using namespace qd::scenario;

namespace {

MonteCarlo simulated(const CompleteScenario &scenario, MonteCarloOptions options = {})
{
    Progress progress;
    auto result = simulate(scenario, options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

/// Two unlike segments, twelve months, no new business and no elasticity: the closed form holds.
CompleteScenario closedForm(int months = 12)
{
    CompleteScenario scenario = test::sixSegments(months);
    scenario.segments.resize(2);
    scenario.overloadElasticity = 0;
    for (Segment &segment : scenario.segments) {
        segment.newLogosPerMonth = 0;
        segment.annualPriceUplift = 0;
    }
    scenario.uncertainty = {0.3, 0.2, 0.5, 0, 0};
    return scenario;
}

double correlation(const std::vector<double> &x, const std::vector<double> &y)
{
    const double n = double(x.size());
    const double mx = std::accumulate(x.begin(), x.end(), 0.0) / n;
    const double my = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xy / std::sqrt(xx * yy);
}

std::vector<double> logs(std::vector<double> values)
{
    for (double &value : values)
        value = std::log(value);
    return values;
}

} // namespace

class TestMonteCarlo : public QObject {
    Q_OBJECT
private slots:
    void withoutUncertaintyEveryRunIsTheProjection_data()
    {
        QTest::addColumn<double>("fte"); // of a team that needs about 33: idle, overloaded, absent
        QTest::newRow("idle") << 90.0;
        QTest::newRow("overloaded") << 12.0;
        QTest::newRow("absent") << 0.0;
    }
    void withoutUncertaintyEveryRunIsTheProjection()
    {
        QFETCH(double, fte);
        CompleteScenario scenario = test::sixSegments(36);
        scenario.team.fte = fte;
        scenario.uncertainty = {};
        const MonteCarlo result = simulated(scenario, {.runs = 150});
        const Projection expected = project(scenario);
        for (std::size_t month = 0; month < 36; ++month) {
            const statistics::PercentileBand &band = result.closingArr[month];
            const double closing = expected.closingArr(month);
            QVERIFY(std::abs(band.p10.value - closing) <= 1e-12 * closing);
            QCOMPARE(band.p90.value, band.p10.value);
            QCOMPARE(band.p50.standardError, 0.0);
        }
        QVERIFY(std::abs(result.nrr->p50.value - *expected.summary.nrr) < 1e-12);
        QVERIFY(std::abs(result.grr->p50.value - *expected.summary.grr) < 1e-12);
    }

    /// Independent factors of mean 1 leave A0 (1 - c)(1 - d)(1 + e) as the mean of a year, segments correlated or not.
    void meanIsTheClosedForm_data()
    {
        QTest::addColumn<double>("correlation");
        QTest::addColumn<quint64>("seed");
        for (const double rho : {0.0, 0.6, 1.0}) {
            for (const quint64 seed : {1, 2, 3})
                QTest::addRow("rho %.1f seed %d", rho, int(seed)) << rho << seed;
        }
    }
    void meanIsTheClosedForm()
    {
        QFETCH(double, correlation);
        QFETCH(quint64, seed);
        CompleteScenario scenario = closedForm();
        scenario.correlation = correlation;
        const SimulatedMean mean = simulated(scenario, {.runs = 40'000, .seed = seed}).meanClosingArr;
        double expected = 0;
        for (const Segment &s : scenario.segments)
            expected += s.arr * (1 - s.annualChurn) * (1 - s.annualContraction) * (1 + s.annualExpansion);
        QVERIFY(mean.standardError > 0 && mean.standardError < expected / 100);
        QVERIFY2(std::abs(mean.value - expected) < 3 * mean.standardError,
            qPrintable(QStringLiteral("%1 +- %2, not %3").arg(mean.value).arg(mean.standardError).arg(expected)));
    }

    /// One segment, churn alone uncertain: ARR after a year falls as the factor rises, so its percentiles are known.
    void percentilesAreKnownForOneFactor()
    {
        CompleteScenario scenario = closedForm();
        scenario.segments.resize(1);
        scenario.uncertainty = {0.4, 0, 0, 0, 0};
        const MonteCarlo result = simulated(scenario, {.runs = 40'000});
        const Segment &s = scenario.segments[0];
        const double variance = std::log(1 + 0.4 * 0.4);
        const auto at = [&](double z) { // the normal's 10th and 90th percentile are -+1.2815515655
            const double factor = std::exp(std::sqrt(variance) * z - variance / 2);
            return s.arr * (1 - s.annualChurn * factor) * (1 - s.annualContraction) * (1 + s.annualExpansion);
        };
        const statistics::PercentileBand &band = result.closingArr.back();
        for (const auto &[percentile, z] :
            {std::pair(band.p10, 1.2815515655446), {band.p50, 0.0}, {band.p90, -1.2815515655446}}) {
            QVERIFY(percentile.standardError > 0);
            QVERIFY(std::abs(percentile.value - at(z)) < 3 * percentile.standardError);
        }
        QVERIFY(std::abs(result.nrr->p50.value - at(0) / s.arr) < 1e-3);
    }

    void standardErrorShrinksWithRuns()
    {
        const CompleteScenario scenario = closedForm();
        const double few = simulated(scenario, {.runs = 2'500}).closingArr.back().p50.standardError;
        const double many = simulated(scenario, {.runs = 40'000}).closingArr.back().p50.standardError;
        QVERIFY2(few / many > 2.5 && few / many < 6, qPrintable(QString::number(few / many))); // about 4
    }

    void bandsWidenAndStayInOrder()
    {
        CompleteScenario scenario = test::sixSegments(36);
        scenario.uncertainty = {0.2, 0.2, 0.2, 0.2, 0.3};
        const MonteCarlo result = simulated(scenario);
        double width = 0;
        for (const statistics::PercentileBand &band : result.closingArr) {
            QVERIFY(band.p10.value < band.p50.value && band.p50.value < band.p90.value);
            QVERIFY(band.p90.value - band.p10.value > width);
            width = band.p90.value - band.p10.value;
        }
    }

    void threadsChangeNothing()
    {
        CompleteScenario scenario = test::sixSegments(24);
        scenario.uncertainty = {0.2, 0.2, 0.2, 0.2, 0.3};
        scenario.correlation = 0.4;
        const MonteCarlo one = simulated(scenario, {.runs = 1000, .seed = 42, .threads = 1});
        for (const int threads : {2, 3, 8}) {
            const MonteCarlo other = simulated(scenario, {.runs = 1000, .seed = 42, .threads = threads});
            QVERIFY(other.finalClosing == one.finalClosing);
            QCOMPARE(other.nrr->p90.value, one.nrr->p90.value);
            QCOMPARE(other.meanClosingArr.value, one.meanClosingArr.value);
        }
        QVERIFY(simulated(scenario, {.runs = 1000, .seed = 43}).finalClosing != one.finalClosing);
    }

    /// More runs go on from fewer, and another rate's uncertainty moves no draw: both follow from counters.
    void drawsDependOnNothingElse()
    {
        CompleteScenario scenario = closedForm();
        const MonteCarlo few = simulated(scenario, {.runs = 300, .keepFactors = true});
        const MonteCarlo more = simulated(scenario, {.runs = 700, .keepFactors = true});
        QVERIFY(std::equal(few.finalClosing.begin(), few.finalClosing.end(), more.finalClosing.begin()));
        scenario.uncertainty[std::size_t(Rate::AnnualExpansion)] = 0;
        const MonteCarlo other = simulated(scenario, {.runs = 300, .keepFactors = true});
        QVERIFY(other.factors[0] == few.factors[0]);
        QVERIFY(other.factors[std::size_t(Rate::AnnualExpansion)].empty());
    }

    void factorsHaveTheStatedMomentsAndCorrelation()
    {
        CompleteScenario scenario = closedForm();
        scenario.correlation = 0.7;
        const MonteCarlo result = simulated(scenario, {.runs = 100'000, .keepFactors = true});
        const std::vector<double> &first = result.factors[0]; // churn of the first segment, cv 0.3
        const double n = double(first.size());
        const double mean = std::accumulate(first.begin(), first.end(), 0.0) / n;
        double squares = 0;
        for (const double factor : first)
            squares += (factor - mean) * (factor - mean);
        QVERIFY(std::abs(mean - 1) < 4 * 0.3 / std::sqrt(n));
        QVERIFY(std::abs(std::sqrt(squares / n) - 0.3) < 0.005);
        const std::vector<double> &second = result.factors[RateCount]; // churn of the second
        QVERIFY(std::abs(correlation(logs(first), logs(second)) - 0.7) < 0.01);
        const std::vector<double> &expansion = result.factors[std::size_t(Rate::AnnualExpansion)];
        QVERIFY(std::abs(correlation(logs(first), logs(expansion))) < 0.015); // rates are independent
    }

    void retentionIsUnknownUnderAYear()
    {
        QVERIFY(!simulated(closedForm(11), {.runs = 10}).nrr);
        CompleteScenario empty = closedForm();
        for (Segment &segment : empty.segments)
            segment.arr = 0;
        QVERIFY(!simulated(empty, {.runs = 10}).nrr);
    }

    void refusesAndStops()
    {
        Progress progress;
        for (const int runs : {0, -5, MaxRuns + 1})
            QCOMPARE(simulate(closedForm(), {.runs = runs}, progress).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(simulate(closedForm(600), {.runs = MaxRuns}, progress).error().code, ErrorCode::InvalidArgument);
        progress.cancel();
        QCOMPARE(simulate(closedForm(), {}, progress).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestMonteCarlo)
#include "tst_monte_carlo.moc"
