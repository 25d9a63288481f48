#include "core/statistics/counter_random.h"
#include "core/statistics/dispersion.h"
#include "core/statistics/mid_ranks.h"
#include "core/statistics/normal_quantile.h"
#include "core/statistics/quantiles.h"
#include "core/statistics/rank_correlation.h"
#include "core/statistics/two_sided.h"
#include "core/statistics/wilson_interval.h"

#include <boost/math/distributions/normal.hpp>
#include <QtTest>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

using namespace qd::statistics;

namespace {

std::vector<double> of(const QList<double> &values)
{
    return {values.begin(), values.end()};
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT
private slots:
    /// Known answers of the generator's authors (kat_vectors of Random123).
    void generator()
    {
        const std::array<std::uint32_t, 4> zero{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
        QVERIFY(philox({0, 0, 0, 0}, {0, 0}) == zero);
        const std::array<std::uint32_t, 4> ones{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
        QVERIFY(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) == ones);
        const std::array<std::uint32_t, 4> pi{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
        QVERIFY(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) == pi);
    }

    /// Several at once are the ones that are drawn one by one, to the last bit: for every number of them that is not a
    /// multiple of what goes together, both halves of the key and a place that runs over.
    void drawsAtOnce_data()
    {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint32>("first");
        QTest::addColumn<quint32>("second");
        QTest::newRow("small") << quint64(1) << quint32(0) << quint32(0);
        QTest::newRow("both halves of the key") << quint64(0x9abcdef012345678) << quint32(19'999) << quint32(3);
        QTest::newRow("large") << quint64(0xffffffffffffffff) << quint32(0xffffffff) << quint32(0x80000000);
        QTest::newRow("runs over") << quint64(0xffffffff00000000) << quint32(7) << quint32(0xfffffffd);
    }
    void drawsAtOnce()
    {
        QFETCH(quint64, seed);
        QFETCH(quint32, first);
        QFETCH(quint32, second);
        for (const std::size_t count : {0, 1, 2, 3, 4, 5, 7, 8, 1'001}) {
            std::vector<double> numbers(count + 1, -1.0);
            uniformDraws(seed, first, second, 1, std::span(numbers).first(count));
            QCOMPARE(numbers[count], -1.0); // nothing behind the last
            for (std::size_t i = 0; i < count; ++i)
                QCOMPARE(std::bit_cast<quint64>(numbers[i]),
                    std::bit_cast<quint64>(uniformDraw(seed, first, second + quint32(i), 1)));
        }
    }

    /// Against Boost, an independent program, over both tails and the seams between the three parts.
    void normalQuantiles()
    {
        const boost::math::normal_distribution<double> normal;
        std::vector<double> arguments{
            0.075, 0.0750001, 0.925, 0.9250001, 1e-300, 1e-16, 0x1p-54, 1.4e-11, 1.3e-11, 0.5};
        for (std::uint32_t i = 0; i < 20'000; ++i)
            arguments.push_back(uniformDraw(9, i, 0, 0));
        for (const double u : arguments) {
            const double expected = boost::math::quantile(normal, u);
            QVERIFY2(std::abs(normalQuantile(u) - expected) <= 4e-15 * std::max(0.01, std::abs(expected)),
                qPrintable(QString::number(u, 'g', 17)));
        }
    }

    void quantilesOfType7_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("expected");
        QTest::newRow("one value") << QList<double>{7} << 0.9 << 7.0;
        QTest::newRow("median of four: between 2 and 3") << QList<double>{4, 1, 3, 2} << 0.5 << 2.5;
        QTest::newRow("h = 0.3: 1 + 0.3 x (2 - 1)") << QList<double>{4, 1, 3, 2} << 0.1 << 1.3;
        QTest::newRow("h = 2.7: 3 + 0.7 x (4 - 3)") << QList<double>{4, 1, 3, 2} << 0.9 << 3.7;
        QTest::newRow("least") << QList<double>{4, 1, 3, 2} << 0.0 << 1.0;
        QTest::newRow("greatest") << QList<double>{4, 1, 3, 2} << 1.0 << 4.0;
    }
    void quantilesOfType7()
    {
        QFETCH(QList<double>, values);
        QFETCH(double, share);
        QFETCH(double, expected);
        std::vector<double> data(values.begin(), values.end());
        const std::array<double, 2> shares{share, 0.5};
        QVERIFY(std::abs(quantiles(data, shares)[0] - expected) < 1e-12);
    }

    void quantilesOfManyEqualThoseOfSorting_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("with ties") << 0;
        QTest::newRow("all equal") << 1;
        QTest::newRow("a long tail") << 2;
        QTest::newRow("negative") << 3;
        QTest::newRow("an infinite one") << 4;
    }
    void quantilesOfManyEqualThoseOfSorting()
    {
        QFETCH(int, kind);
        std::vector<double> data;
        for (std::uint32_t i = 0; i < 5000; ++i) {
            const double u = uniformDraw(3, i, 0, 0);
            const double values[] = {std::floor(u * 1000), 7, std::pow(1 / u, 5), -u, u};
            data.push_back(values[kind]);
        }
        if (kind == 4)
            data[17] = std::numeric_limits<double>::infinity();
        std::vector<double> sorted = data;
        std::sort(sorted.begin(), sorted.end());
        const std::array<double, 5> shares{0.9, 0.001, 0.5, 0.25, 0.9};
        const std::vector<double> found = quantiles(data, shares);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const double h = 4999 * shares[i];
            const std::size_t k = std::size_t(h);
            QCOMPARE(found[i], sorted[k] + (h - double(k)) * (sorted[k + 1] - sorted[k]));
        }
    }

    /// The band of the numbers 1 .. 101: percentiles at 11, 51 and 91; sqrt(p (1 - p) / 101) of 100 steps either side
    /// is their standard error.
    void percentileBandOfEvenSteps()
    {
        std::vector<double> values;
        for (int i = 101; i >= 1; --i)
            values.push_back(i);
        const PercentileBand band = percentileBand(values);
        QCOMPARE(band.p10.value, 11.0);
        QCOMPARE(band.p50.value, 51.0);
        QCOMPARE(band.p90.value, 91.0);
        QVERIFY(std::abs(band.p10.standardError - 100 * std::sqrt(0.09 / 101)) < 1e-9);
        QVERIFY(std::abs(band.p50.standardError - 100 * std::sqrt(0.25 / 101)) < 1e-9);
        QVERIFY(std::abs(band.p90.standardError - 100 * std::sqrt(0.09 / 101)) < 1e-9);
    }

    void spearmanByHand_data()
    {
        QTest::addColumn<QList<double>>("x");
        QTest::addColumn<QList<double>>("y");
        QTest::addColumn<double>("rho");
        QTest::newRow("same order") << QList<double>{1, 2, 3} << QList<double>{10, 200, 3000} << 1.0;
        QTest::newRow("opposite") << QList<double>{1, 2, 3} << QList<double>{3, 2, 1} << -1.0;
        // Rank differences -1, 1, -1, 1, 0: 1 - 6 x 4 / (5 x 24) = 0.8
        QTest::newRow("mixed") << QList<double>{1, 2, 3, 4, 5} << QList<double>{2, 1, 4, 3, 5} << 0.8;
        // Ranks of x: 0.5, 0.5, 2; of y: 0, 1, 2: 1.5 / sqrt(1.5 x 2)
        QTest::newRow("tie") << QList<double>{1, 1, 2} << QList<double>{1, 2, 3} << 1.5 / std::sqrt(3.0);
        QTest::newRow("constant") << QList<double>{1, 1} << QList<double>{1, 2} << 0.0;
    }
    void spearmanByHand()
    {
        QFETCH(QList<double>, x);
        QFETCH(QList<double>, y);
        QFETCH(double, rho);
        QVERIFY(std::abs(spearman(of(x), of(y)) - rho) < 1e-12);
    }

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    /// table I, method 3; the last from FEATURES.
    void wilson_data()
    {
        QTest::addColumn<int>("successes");
        QTest::addColumn<int>("n");
        QTest::addColumn<QString>("interval");
        QTest::newRow("81 of 263") << 81 << 263 << "0.2553 0.3662";
        QTest::newRow("15 of 148") << 15 << 148 << "0.0624 0.1605";
        QTest::newRow("none of 20") << 0 << 20 << "0.0000 0.1611";
        QTest::newRow("1 of 29") << 1 << 29 << "0.0061 0.1718";
        QTest::newRow("all of 20: the mirror of none") << 20 << 20 << "0.8389 1.0000";
        QTest::newRow("9 of 12") << 9 << 12 << "0.4677 0.9111";
    }
    void wilson()
    {
        QFETCH(int, successes);
        QFETCH(int, n);
        QFETCH(QString, interval);
        const auto found = wilsonInterval(successes, n);
        QCOMPARE(QString::number(found->first, 'f', 4) + QLatin1Char(' ') + QString::number(found->second, 'f', 4),
            interval);
        QVERIFY(found->first >= 0 && found->second <= 1);
    }
    /// Rounding stays within: 21 of 21 came out above 1.
    void wilsonEndsAtNoneAndAll()
    {
        for (int n = 1; n <= 200; ++n) {
            QCOMPARE(wilsonInterval(0, n)->first, 0.0);
            QCOMPARE(wilsonInterval(n, n)->second, 1.0);
        }
    }
    void nobodyAskedHasNoInterval() { QVERIFY(!wilsonInterval(0, 0)); }
    /// 0.85 of 10.526316 cases; Wilson's formula in Python with statistics.NormalDist.
    void wilsonOfAShare()
    {
        const auto found = wilsonInterval(0.85, 10000.0 / 950);
        QVERIFY(std::abs(found->first - 0.549428834551812) < 1e-12);
        QVERIFY(std::abs(found->second - 0.9634147513586381) < 1e-12);
        QCOMPARE(wilsonInterval(0.75, 12.0), wilsonInterval(9, 12));
        QVERIFY(!wilsonInterval(0.5, 0.0));
    }

    void dispersion_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("middle");
        QTest::addColumn<double>("variation");
        QTest::addColumn<double>("inequality");
        QTest::newRow("all equal") << QList<double>{3, 3, 3} << 3.0 << 0.0 << 0.0;
        QTest::newRow("one of four has all") << QList<double>{0, 10, 0, 0} << 2.5 << std::sqrt(3.0) << 0.75;
        // Deviation 2 around 5. Pairs: 28 differences that sum to 68, so 2 x 68 / (2 x 64 x 5).
        QTest::newRow("deviation 2 around 5") << QList<double>{2, 4, 4, 4, 5, 5, 7, 9} << 5.0 << 0.4 << 0.2125;
    }
    void dispersion()
    {
        QFETCH(QList<double>, values);
        QFETCH(double, middle);
        QFETCH(double, variation);
        QFETCH(double, inequality);
        QVERIFY(std::abs(mean(of(values)) - middle) < 1e-12);
        QVERIFY(std::abs(*coefficientOfVariation(of(values)) - variation) < 1e-12);
        QVERIFY(std::abs(*gini(of(values)) - inequality) < 1e-12);
    }
    void withoutAMeanAboveZeroThereIsNoDispersion()
    {
        for (const QList<double> &values : {QList<double>{}, QList<double>{0, 0}}) {
            QVERIFY(!coefficientOfVariation(of(values)));
            QVERIFY(!gini(of(values)));
        }
    }

    /// Ranks from 0; equal values share the mean of theirs.
    void midRanksByHand()
    {
        const auto ranks = [](std::vector<double> values) { return midRanks(values); };
        QCOMPARE(ranks({3, 1, 3, 2}), (std::vector<double>{2.5, 0, 2.5, 1}));
        QCOMPARE(ranks({5, 5, 5}), (std::vector<double>{1, 1, 1}));
        QCOMPARE(ranks({-1, -2}), (std::vector<double>{1, 0}));
        QCOMPARE(ranks({}), std::vector<double>());
    }

    /// Against the table of the standard normal: 1.959964 leaves 5 % in both tails, 2.575829 one.
    void twoSidedTails()
    {
        QCOMPARE(twoSidedP(0), 1.0);
        QVERIFY(std::abs(twoSidedP(1.959963984540054) - 0.05) < 1e-14);
        QVERIFY(std::abs(twoSidedP(-1.959963984540054) - 0.05) < 1e-14);
        QVERIFY(std::abs(twoSidedP(2.5758293035489004) - 0.01) < 1e-14);
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
