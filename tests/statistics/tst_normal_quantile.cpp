#include "core/statistics/normal_quantile.h"

#include <QtTest>

using namespace qd::statistics;

namespace {

/// Within a few units of the last digit.
bool near(double a, double b)
{
    return std::abs(a - b) <= 4e-15 * std::max(1.0, std::abs(b));
}

} // namespace

/// The parts of the quantile, each by itself, against published values and by symmetry.
class TestNormalQuantile : public QObject {
    Q_OBJECT
private slots:
    void centre_data()
    {
        QTest::addColumn<double>("u");
        QTest::addColumn<double>("z");
        QTest::newRow("quartile") << 0.75 << 0.67448975019608174;
        QTest::newRow("0.6") << 0.6 << 0.25334710313579972;
        QTest::newRow("0.8") << 0.8 << 0.84162123357291452;
        QTest::newRow("0.9") << 0.9 << 1.2815515655446004;
        QTest::newRow("one standard deviation") << 0.84134474606854293 << 1.0;
    }
    void centre()
    {
        QFETCH(double, u);
        QFETCH(double, z);
        QVERIFY(near(normalQuantileCentre(u), z));
        QVERIFY(near(normalQuantileCentre(1 - u), -z));
        QVERIFY(near(normalQuantile(u), z));
    }

    void theMedianIsNothing()
    {
        QVERIFY(normalQuantileCentre(0.5) == 0);
        QVERIFY(normalQuantile(0.5) == 0);
    }

    void tails_data()
    {
        QTest::addColumn<double>("u"); // of the lower tail
        QTest::addColumn<double>("z");
        QTest::newRow("5 %") << 0.05 << -1.6448536269514722;
        QTest::newRow("2.5 %") << 0.025 << -1.9599639845400545;
        QTest::newRow("1 %") << 0.01 << -2.3263478740408408;
        QTest::newRow("0.1 %") << 0.001 << -3.0902323061678132;
        QTest::newRow("1e-5") << 1e-5 << -4.2648907939228247;
        QTest::newRow("1e-10") << 1e-10 << -6.3613409024040557;
        QTest::newRow("1e-20, the far tail: AS 241's own check") << 1e-20 << -9.2623400897984076;
    }
    void tails()
    {
        QFETCH(double, u);
        QFETCH(double, z);
        QVERIFY(near(normalQuantileTail(u), z));
        QVERIFY(near(normalQuantile(u), z));
        if (u > 1e-4) // further out 1 - u loses digits
            QVERIFY(std::abs(normalQuantileTail(1 - u) + z) < 1e-11);
        if (u > 1e-15)
            QVERIFY(normalQuantileTail(1 - u) > 0);
    }

    /// Where one part ends the next goes on.
    void theSeams()
    {
        const double seam = 0.5 - NormalCentre;
        QVERIFY(near(normalQuantileCentre(seam), normalQuantileTail(seam)));
        const double far = std::exp(-25.0);
        QVERIFY(std::abs(normalQuantileTail(far * 0.999999) - normalQuantileTail(far * 1.000001)) < 1e-6);
        QVERIFY(normalQuantileTail(far * 0.999999) < normalQuantileTail(far * 1.000001));
    }
};

QTEST_APPLESS_MAIN(TestNormalQuantile)
#include "tst_normal_quantile.moc"
