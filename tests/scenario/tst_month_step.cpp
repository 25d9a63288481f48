#include "core/scenario/month_step.h"

#include <QtTest>

using namespace qd::scenario;

namespace {

CompleteScenario withElasticity(double elasticity)
{
    CompleteScenario scenario;
    scenario.overloadElasticity = elasticity;
    return scenario;
}

} // namespace

/// The arithmetic of one month, by hand and at the ends of its ranges.
class TestMonthStep : public QObject {
    Q_OBJECT
private slots:
    void monthlyLosses_data()
    {
        QTest::addColumn<double>("annual");
        QTest::addColumn<double>("monthly");
        QTest::newRow("nothing") << 0.0 << 0.0;
        QTest::newRow("everything") << 1.0 << 1.0;
        QTest::newRow("half each month leaves 1 / 2^12") << 4095.0 / 4096 << 0.5;
        QTest::newRow("1 % each month leaves 0.99^12") << 0.11361512828387077 << 0.01;
        QTest::newRow("half a year long: 1 - 2^(-1/12)") << 0.5 << 0.056125687318306503;
    }
    void monthlyLosses()
    {
        QFETCH(double, annual);
        QFETCH(double, monthly);
        QVERIFY(std::abs(monthlyLoss(annual) - monthly) < 1e-15);
    }

    void monthlyGrowths_data()
    {
        QTest::addColumn<double>("annual");
        QTest::addColumn<double>("monthly");
        QTest::newRow("nothing") << 0.0 << 0.0;
        QTest::newRow("twice each month gives 2^12") << 4095.0 << 1.0;
        QTest::newRow("twice in a year: 2^(1/12) - 1") << 1.0 << 0.059463094359295265;
        QTest::newRow("2 % each month gives 1.02^12") << 0.26824179456254527 << 0.02;
    }
    void monthlyGrowths()
    {
        QFETCH(double, annual);
        QFETCH(double, monthly);
        QVERIFY(std::abs(monthlyGrowth(annual) - monthly) < 1e-15);
    }

    void overload_data()
    {
        QTest::addColumn<double>("elasticity");
        QTest::addColumn<double>("required");
        QTest::addColumn<double>("available");
        QTest::addColumn<double>("factor");
        QTest::newRow("example of docs/calculation.md: 1 + 0.5 x 85 / 420")
            << 0.5 << 505.0 / 105 << 4.0 << 1.1011904761904763;
        QTest::newRow("twice the load") << 2.0 << 10.0 << 5.0 << 3.0;
        QTest::newRow("just full") << 2.0 << 5.0 << 5.0 << 1.0;
        QTest::newRow("under") << 2.0 << 4.0 << 5.0 << 1.0;
        QTest::newRow("just over") << 2.0 << 5.5 << 5.0 << 1.2;
        QTest::newRow("no work") << 2.0 << 0.0 << 5.0 << 1.0;
        QTest::newRow("neither work nor anybody") << 2.0 << 0.0 << 0.0 << 1.0;
        QTest::newRow("work and nobody") << 2.0 << 1.0 << 0.0 << TotalOverload;
        QTest::newRow("no elasticity, twice the load") << 0.0 << 10.0 << 5.0 << 1.0;
        QTest::newRow("no elasticity, nobody") << 0.0 << 1.0 << 0.0 << 1.0;
    }
    void overload()
    {
        QFETCH(double, elasticity);
        QFETCH(double, required);
        QFETCH(double, available);
        QFETCH(double, factor);
        QCOMPARE(overloadFactor(withElasticity(elasticity), required, available), factor);
    }

    void strained_data()
    {
        QTest::addColumn<double>("monthly");
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("loss");
        QTest::newRow("as it is") << 0.25 << 1.0 << 0.25;
        QTest::newRow("more") << 0.25 << 3.0 << 0.75;
        QTest::newRow("just all") << 0.25 << 4.0 << 1.0;
        QTest::newRow("no more than all") << 0.25 << 4.5 << 1.0;
        QTest::newRow("nobody available") << 0.01 << TotalOverload << 1.0;
        QTest::newRow("nothing stays nothing") << 0.0 << TotalOverload << 0.0;
    }
    void strained()
    {
        QFETCH(double, monthly);
        QFETCH(double, factor);
        QFETCH(double, loss);
        QVERIFY(strainedLoss(monthly, factor) == loss); // sums of halves are exact
    }

    void theExampleOfTheDocumentation()
    {
        const MonthStep step = monthStep(1200000, 0.01, 0.005, 0.02, 100000);
        QCOMPARE(step.churn, 12000.0);
        QCOMPARE(step.contraction, 5940.0); // of 1,188,000
        QCOMPARE(step.expansion, 23641.2); // of 1,182,060
        QCOMPARE(step.added, 100000.0);
        QCOMPARE(step.closing, 1305701.2);
    }

    /// Powers of two, so that every place is exact and each rate is taken of what the one before left.
    void eachRateIsOfTheRest()
    {
        const MonthStep step = monthStep(1024, 0.5, 0.25, 0.125, 8);
        QVERIFY(step.churn == 512);
        QVERIFY(step.contraction == 128); // of 512
        QVERIFY(step.expansion == 48); // of 384
        QVERIFY(step.closing == 384 + 48 + 8);
    }

    void nothingLeftOrNothingThere()
    {
        const MonthStep lost = monthStep(1024, 1, 0.5, 0.5, 8);
        QVERIFY(lost.churn == 1024 && lost.contraction == 0 && lost.expansion == 0 && lost.closing == 8);
        const MonthStep empty = monthStep(0, 0.5, 0.5, 0.5, 8);
        QVERIFY(empty.churn == 0 && empty.contraction == 0 && empty.expansion == 0 && empty.closing == 8);
        const MonthStep still = monthStep(1024, 0, 0, 0, 0);
        QVERIFY(still.churn == 0 && still.contraction == 0 && still.expansion == 0 && still.closing == 1024);
    }
};

QTEST_APPLESS_MAIN(TestMonthStep)
#include "tst_month_step.moc"
