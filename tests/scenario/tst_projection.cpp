#include "core/scenario/projection.h"
#include "core/scenario/scenario_file.h"
#include "tests/scenario/example.h"

#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::scenario;

namespace {

bool near(double a, double b, double relative = 1e-12)
{
    return std::abs(a - b) <= relative * std::max({1.0, std::abs(a), std::abs(b)});
}

} // namespace

class TestProjection : public QObject {
    Q_OBJECT
private slots:
    void byHand_data()
    {
        QTest::addColumn<double>("elasticity");
        QTest::addColumn<int>("month"); // 1 = the month after start
        QTest::addColumn<QList<double>>("row"); // logos, opening, churn, contraction, expansion, new, closing, FTE
        // Month 1: 1,200,000 x 1 % = 12,000; 1,188,000 x 0.5 % = 5,940; 1,182,060 x 2 % = 23,641.20; 2 x 50,000.
        // Customers: 100 x 0.99 + 2 = 101; 101 x 5 h / 105 h = 4.809524 FTE.
        const QList<double> first{101, 1200000, 12000, 5940, 23641.20, 100000, 1305701.20, 101 * 5 / 105.0};
        QTest::newRow("first month") << 0.0 << 1 << first;
        // The factor is 1 before the first month, whatever the elasticity.
        QTest::newRow("first month, elastic") << 0.5 << 1 << first;
        // 1,305,701.20 x 1 %; 1,292,644.188 x 0.5 %; 1,286,180.96706 x 2 %. Customers 101 x 0.99 + 2 = 101.99.
        QTest::newRow("second month") << 0.0 << 2
                                      << QList<double>{101.99, 1305701.20, 13057.012, 6463.22094, 25723.6193412, 100000,
                                             1411904.5864012, 101.99 * 5 / 105};
        // u = 4.8095238 / 4 = 1.20238095, factor 1 + 0.5 x 0.20238095 = 1.101190476, so 1.101190476 % churn:
        // 1,305,701.20 x 0.01101190476 = 14,378.257262; 1,291,322.942738 x 0.5 % = 6,456.614714;
        // 1,284,866.328024 x 2 % = 25,697.326560; customers 101 x 0.98898809524 + 2 = 101.887797619.
        QTest::newRow("second month, overloaded") << 0.5 << 2
                                                  << QList<double>{101.887797619, 1305701.20, 14378.257262, 6456.614714,
                                                         25697.326560, 100000, 1410563.654584, 101.887797619 * 5 / 105};
    }
    void byHand()
    {
        QFETCH(double, elasticity);
        QFETCH(int, month);
        QFETCH(QList<double>, row);
        CompleteScenario example = test::workedExample(2);
        example.overloadElasticity = elasticity;
        const Projection result = project(example);
        const ProjectedRow &got = result.monthRows(std::size_t(month) - 1)[0];
        const QList<double> values{
            got.logos, got.opening, got.churn, got.contraction, got.expansion, got.added, got.closing, got.requiredFte};
        for (int i = 0; i < row.size(); ++i)
            QVERIFY2(near(values[i], row[i], 1e-10),
                qPrintable(
                    QStringLiteral("value %1: %2, not %3").arg(i).arg(values[i], 0, 'f', 6).arg(row[i], 0, 'f', 6)));
        QCOMPARE(result.month(std::size_t(month) - 1), Month(2026, 10).plus(month));
    }

    void team_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<double>("available");
        QTest::addColumn<double>("cost"); // a month, at 120,000 a year
        // Four FTE; two hired in January 2027 (offset 2) ramp 25, 50, 75, 100 %; one leaves in March (offset 4).
        QTest::newRow("December") << 1 << 4.0 << 40000.0;
        QTest::newRow("January, month of hire") << 2 << 4.5 << 60000.0;
        QTest::newRow("February") << 3 << 5.0 << 60000.0;
        QTest::newRow("March, one left") << 4 << 4.5 << 50000.0;
        QTest::newRow("April, ramped") << 5 << 5.0 << 50000.0;
        QTest::newRow("October, still ramped") << 11 << 5.0 << 50000.0;
    }
    void team()
    {
        QFETCH(int, offset);
        QFETCH(double, available);
        QFETCH(double, cost);
        CompleteScenario example = test::workedExample(12);
        example.team.hires = {{Month(2027, 1), 2}};
        example.team.leavers = {{Month(2027, 3), 1}};
        const Projection result = project(example);
        QCOMPARE(result.team[std::size_t(offset)].availableFte, available);
        QCOMPARE(result.team[std::size_t(offset)].cost, cost);
    }

    void retention_data()
    {
        QTest::addColumn<int>("months");
        QTest::addColumn<bool>("known");
        QTest::newRow("eleven months say nothing about a year") << 11 << false;
        QTest::newRow("twelve months") << 12 << true;
        QTest::newRow("the first twelve of more") << 30 << true;
    }
    void retention()
    {
        QFETCH(int, months);
        QFETCH(bool, known);
        const Projection result = project(test::workedExample(months));
        QCOMPARE(result.summary.nrr.has_value(), known);
        QCOMPARE(result.summary.grr.has_value(), known);
        if (!known)
            return;
        // Twelve months of 0.99 x 0.995 x 1.02; new customers are not in it.
        QVERIFY(near(*result.summary.nrr, std::pow(0.99 * 0.995 * 1.02, 12)));
        QVERIFY(near(*result.summary.grr, std::pow(0.99 * 0.995, 12)));
    }

    void retentionIsWeightedByOpeningArr()
    {
        CompleteScenario example = test::workedExample(12);
        example.segments.push_back(example.segments.front());
        example.segments[0].annualChurn = 0.10;
        example.segments[1].annualChurn = 0.30;
        for (Segment &segment : example.segments)
            segment.annualContraction = segment.annualExpansion = 0;
        example.segments[1].arr = 400'000;
        // (1,200,000 x 0.9 + 400,000 x 0.7) / 1,600,000 = 0.85
        const Projection result = project(example);
        QVERIFY(near(*result.summary.grr, 0.85));
        QVERIFY(near(*result.summary.nrr, 0.85));
    }

    void bookFootsEveryMonth()
    {
        const CompleteScenario example = test::sixSegments(36);
        const Projection result = project(example);
        QCOMPARE(result.rows.size(), std::size_t(6 * 36));
        for (std::size_t i = 0; i < result.rows.size(); ++i) {
            const ProjectedRow &row = result.rows[i];
            QVERIFY(near(row.closing, row.opening - row.churn - row.contraction + row.expansion + row.added, 1e-14));
            QCOMPARE(row.opening, i < 6 ? example.segments[i].arr : result.rows[i - 6].closing);
        }
    }

    void zeroRatesStayFlat()
    {
        CompleteScenario example = test::sixSegments(24);
        for (Segment &segment : example.segments) {
            segment.annualChurn = segment.annualContraction = segment.annualExpansion = segment.annualPriceUplift = 0;
            segment.annualLogoChurn = std::nullopt;
            segment.newLogosPerMonth = 0;
        }
        const Projection result = project(example);
        for (std::size_t i = 0; i < result.rows.size(); ++i) {
            QCOMPARE(result.rows[i].closing, example.segments[i % 6].arr);
            QCOMPARE(result.rows[i].logos, example.segments[i % 6].logos);
        }
        QCOMPARE(result.summary.nrr, std::optional(1.0));
    }

    void everythingMayChurn()
    {
        CompleteScenario example = test::workedExample(2);
        example.segments[0].annualChurn = 1;
        example.segments[0].newLogosPerMonth = 0;
        const Projection result = project(example);
        QCOMPARE(result.rows[0].closing, 0.0);
        QCOMPARE(result.rows[1].churn, 0.0);
    }

    /// c' is capped at 1 when nobody is left to serve, and a rate of 0 stays 0.
    void nobodyAvailable()
    {
        CompleteScenario example = test::workedExample(2);
        example.team.fte = 0;
        QVERIFY(near(project(example).rows[1].churn, 13057.012)); // elasticity 0: nothing changes
        example.overloadElasticity = 0.1;
        QCOMPARE(project(example).rows[1].churn, project(example).rows[1].opening);
        example.segments[0].annualChurn = 0;
        QCOMPARE(project(example).rows[1].churn, 0.0);
        QCOMPARE(project(example).team[0].utilisation(), std::optional<double>());
    }

    void logosFollowTheirOwnRateWhenGiven()
    {
        CompleteScenario example = test::workedExample(1);
        example.segments[0].annualLogoChurn = test::annualLossOf(0.03);
        const ProjectedRow row = project(example).rows[0];
        QVERIFY(near(row.logos, 99)); // 100 x 0.97 + 2
        QVERIFY(near(row.churn, 12000)); // money keeps annual_churn
    }

    void priceUpliftStandsInExpansion()
    {
        CompleteScenario example = test::workedExample(1);
        example.segments[0].annualPriceUplift = test::annualGrowthOf(0.01);
        // 1,182,060 x (1.02 x 1.01 - 1) = 1,182,060 x 3.02 %
        QVERIFY(near(project(example).rows[0].expansion, 35698.212));
    }

    void aProjectorCanBeUsedAgain()
    {
        Projector projector;
        static_cast<void>(projector.run(test::sixSegments(36)));
        const Projection again = projector.run(test::workedExample(14));
        const Projection fresh = project(test::workedExample(14));
        QCOMPARE(again.rows.size(), fresh.rows.size());
        QCOMPARE(again.summary.closingArr, fresh.summary.closingArr);
        QCOMPARE(again.summary.nrr, fresh.summary.nrr);
    }

    void aRampEndsAtFullProductivity()
    {
        const std::vector<double> &ramp = defaultRamp();
        QVERIFY(std::ranges::is_sorted(ramp));
        QVERIFY(ramp.front() > 0 && ramp.back() == 1);
    }
};

QTEST_GUILESS_MAIN(TestProjection)
#include "tst_projection.moc"
