#include "core/statistics/poisson_binomial.h"

#include <QtTest>

#include <cmath>

using namespace qd::statistics;

namespace {

/// By its meaning: every way in which the trials can come out.
std::vector<double> ofAllOutcomes(const std::vector<double> &chances)
{
    std::vector<double> distribution(chances.size() + 1, 0.0);
    for (unsigned outcome = 0; outcome < (1U << chances.size()); ++outcome) {
        double likely = 1;
        std::size_t successes = 0;
        for (std::size_t i = 0; i < chances.size(); ++i) {
            const bool succeeds = (outcome >> i & 1U) != 0;
            likely *= succeeds ? chances[i] : 1 - chances[i];
            successes += succeeds ? 1 : 0;
        }
        distribution[successes] += likely;
    }
    return distribution;
}

} // namespace

class TestPoissonBinomial : public QObject {
    Q_OBJECT

private slots:
    void distribution_data()
    {
        QTest::addColumn<QList<double>>("chances");
        QTest::newRow("none") << QList<double>{};
        QTest::newRow("one") << QList<double>{0.3};
        QTest::newRow("two") << QList<double>{0.3, 0.8};
        QTest::newRow("certain and impossible") << QList<double>{1, 0, 1, 0.5};
        QTest::newRow("twelve") << QList<double>{0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};
    }
    void distribution()
    {
        QFETCH(QList<double>, chances);
        const std::vector<double> all(chances.begin(), chances.end());
        const std::vector<double> found = poissonBinomial(all);
        const std::vector<double> expected = ofAllOutcomes(all);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t k = 0; k < found.size(); ++k)
            QVERIFY2(std::abs(found[k] - expected[k]) < 1e-14, qPrintable(QString::number(k)));
    }

    /// Of equal chances it is the binomial one: 10 trials of a half give 252 / 1024 in the middle.
    void binomial()
    {
        const std::vector<double> found = poissonBinomial(std::vector<double>(10, 0.5));
        QCOMPARE(found[5], 252.0 / 1024);
        QCOMPARE(found[0], 1.0 / 1024);
    }

    void quantile_data()
    {
        QTest::addColumn<QList<double>>("distribution");
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("k");
        const QList<double> three{0.1, 0.4, 0.5};
        QTest::newRow("met exactly") << three << 0.1 << 0;
        QTest::newRow("just above") << three << 0.1001 << 1;
        QTest::newRow("met by two") << three << 0.5 << 1;
        QTest::newRow("the last") << three << 0.9 << 2;
        QTest::newRow("only one") << QList<double>{1.0} << 0.9 << 0;
        // 0.1 + 0.2 is above 0.3 in binary and 0.7 + 0.1 + 0.1 below 0.9: neither may decide
        QTest::newRow("rounding") << QList<double>{0.7, 0.1, 0.1, 0.1} << 0.9 << 2;
        QTest::newRow("sum short of 1") << QList<double>{0.5, 0.4999} << 1.0 << 1;
    }
    void quantile()
    {
        QFETCH(QList<double>, distribution);
        QFETCH(double, share);
        QTEST(countQuantile(std::vector<double>(distribution.begin(), distribution.end()), share), "k");
    }
};

QTEST_GUILESS_MAIN(TestPoissonBinomial)
#include "tst_poisson_binomial.moc"
