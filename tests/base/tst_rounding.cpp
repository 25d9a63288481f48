#include "core/base/ratio.h"
#include "core/base/rounding.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace qd;

namespace {

std::vector<std::int64_t> from(const QList<qint64> &list)
{
    return {list.begin(), list.end()};
}

/// The nearest multiple of `unit`, halves to the even one, by comparing the distances to the two neighbours.
std::int64_t nearestByDistance(std::int64_t value, std::int64_t unit)
{
    std::int64_t below = value / unit * unit;
    if (below > value)
        below -= unit;
    const std::int64_t above = below + unit;
    if (value - below != above - value)
        return value - below < above - value ? below : above;
    return (below / unit) % 2 == 0 ? below : above;
}

} // namespace

class TestRounding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halvesGoToTheEvenNeighbour_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<qint64>("unit");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("down to even") << qint64(250) << qint64(100) << qint64(2);
        QTest::newRow("up to even") << qint64(350) << qint64(100) << qint64(4);
        QTest::newRow("just over a half") << qint64(251) << qint64(100) << qint64(3);
        QTest::newRow("just under a half") << qint64(349) << qint64(100) << qint64(3);
        QTest::newRow("negative, down to even") << qint64(-250) << qint64(100) << qint64(-2);
        QTest::newRow("negative, up to even") << qint64(-350) << qint64(100) << qint64(-4);
        QTest::newRow("half of one") << qint64(-50) << qint64(100) << qint64(0);
        QTest::newRow("an odd unit has no halves") << qint64(2) << qint64(3) << qint64(1);
        QTest::newRow("by one") << std::numeric_limits<qint64>::min() << qint64(1)
                                << std::numeric_limits<qint64>::min();
        QTest::newRow("the most there is")
            << std::numeric_limits<qint64>::max() << qint64(100) << qint64(92233720368547758);
    }
    void halvesGoToTheEvenNeighbour()
    {
        QFETCH(qint64, value);
        QFETCH(qint64, unit);
        QTEST(qint64(dividedHalfEven(value, unit)), "expected");
    }

    void likeTheNearerNeighbour()
    {
        for (std::int64_t value = -2100; value <= 2100; ++value) {
            for (const std::int64_t unit : {1, 7, 10, 100, 1000})
                QCOMPARE(dividedHalfEven(value, unit) * unit, nearestByDistance(value, unit));
        }
    }

    void fractionsTieAsTheyAreWritten()
    {
        QCOMPARE(shownUnits(0.9065, 3), 906.0);
        QCOMPARE(shownUnits(0.9075, 3), 908.0);
        QCOMPARE(shownUnits(-0.0245, 3), -24.0);
        QCOMPARE(shownUnits(2.675, 2), 268.0);
        QCOMPARE(shownValue(2.5, 0), 2.0);
        QCOMPARE(shownValue(0.9065, 3), 0.906);
        QVERIFY(std::isnan(shownUnits(std::nan(""), 1)));
        QCOMPARE(shownUnits(-1e16, 1), -1e17);
        QVERIFY(shownUnits(506581132775505.4375, 1) == 5065811327755054.0); // no fuzzy comparison: all digits count
        // A difference is that of the two figures beside it.
        QCOMPARE(shownDifference(0.89849, 0.92351), (898 - 924) / 1000.0);
    }

    /// Every decimal tie of one to three digits behind the point, against integers: 0.545 is 54 hundredths, 0.575
    /// is 58.
    void decimalTiesGoToTheEvenNeighbour()
    {
        for (int decimals = 0; decimals <= 3; ++decimals) {
            const double scale = std::pow(10.0, decimals);
            for (int below = 0; below < 5000; ++below) {
                const double tie = (2.0 * below + 1) / (2 * scale);
                const double even = below % 2 == 0 ? below : below + 1;
                QCOMPARE(shownUnits(tie, decimals), even);
                QCOMPARE(shownUnits(-tie, decimals), -even);
                QCOMPARE(shownUnits(std::nextafter(tie, 0.0), decimals), double(below));
                QCOMPARE(shownUnits(std::nextafter(tie, 1e9), decimals), double(below + 1));
            }
        }
        QCOMPARE(shownUnits(0.545, 2), 54.0);
        QCOMPARE(shownUnits(0.575, 2), 58.0);
        QCOMPARE(shownUnits(1.015, 2), 102.0);
    }

    void partsAddUp_data()
    {
        QTest::addColumn<QList<qint64>>("parts");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<QList<qint64>>("expected");
        const auto row = [](const char *name, QList<qint64> parts, qint64 total, QList<qint64> expected) {
            QTest::newRow(name) << parts << total << expected;
        };
        row("none", {}, 0, {});
        row("thirds", {33, 33, 34}, 100, {0, 0, 100});
        row("a tie goes to the earlier", {50, 50}, 100, {100, 0});
        row("three ties, two units", {150, 150, 150}, 500, {200, 200, 100});
        row("a negative part", {149, -49}, 100, {100, 0});
        row("negative parts", {-149, -149, -149}, -400, {-100, -100, -200});
        row("negative ties go to the earlier", {-50, -50}, -100, {0, -100});
        row("mixed signs that cancel", {150, -150}, 0, {200, -200});
        row("each by itself would lose one", {140, 140, 140}, 400, {200, 100, 100});
        row("already whole", {300, -200}, 100, {300, -200});
        // Opening and closing of a month are rounded apart, so their difference may be a unit from the rounded sum.
        row("the total is rounded elsewhere, up", {140, 30}, 200, {200, 0});
        row("the total is rounded elsewhere, down", {160, 30}, 100, {100, 0});
        row("nothing stays nothing", {0, 40, 0}, 100, {0, 100, 0});
        row("nothing stays nothing when less is shown", {0, 100, 0}, 0, {0, 0, 0});
        row("two units less", {100, 100}, 0, {0, 0});
        row("one unit less is the later one's", {100, 100}, 100, {100, 0});
        row("one unit less is that of the least remainder", {110, 170}, 100, {0, 100});
        row("the most there is", {std::numeric_limits<qint64>::max()}, 9223372036854775800, {9223372036854775800});
        row("only nothing", {0, 0}, 100, {100, 0});
    }
    void partsAddUp()
    {
        QFETCH(QList<qint64>, parts);
        QFETCH(qint64, total);
        const auto rounded = roundedParts(from(parts), 100, total);
        QTEST(QList<qint64>(rounded.begin(), rounded.end()), "expected");
    }

    void theirSumIsTheTotal()
    {
        using Parts = std::vector<std::int64_t>;
        QCOMPARE(roundedParts(Parts{149}, 100), Parts{100});
        QCOMPARE(roundedParts(Parts{149, 1}, 100), (Parts{200, 0})); // a tie, to the even 2
        QCOMPARE(roundedParts(Parts{200, 49}, 100), (Parts{200, 0}));
        QCOMPARE(roundedParts(Parts{}, 100), Parts());
    }

    /// No choice of roundings up or down that adds up lies nearer to the exact parts.
    void noOtherRoundingIsNearer()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 400; ++round) {
            std::vector<std::int64_t> parts;
            for (unsigned i = 0; i < 1 + random() % 6; ++i)
                parts.push_back(std::int64_t(random() % 2001) - 1000);
            const auto rounded = roundedParts(parts, 100);
            const std::int64_t exact = std::accumulate(parts.begin(), parts.end(), std::int64_t(0));
            const std::int64_t total = nearestByDistance(exact, 100);
            QCOMPARE(std::accumulate(rounded.begin(), rounded.end(), std::int64_t(0)), total);
            const auto distance = [&](const std::vector<std::int64_t> &shown) {
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < parts.size(); ++i)
                    sum += std::abs(shown[i] - parts[i]);
                return sum;
            };
            for (unsigned ups = 0; ups < 1U << parts.size(); ++ups) {
                std::vector<std::int64_t> other;
                for (std::size_t i = 0; i < parts.size(); ++i) {
                    const std::int64_t floor = std::int64_t(std::floor(double(parts[i]) / 100)) * 100;
                    other.push_back(floor + ((ups >> i & 1U) != 0 && floor != parts[i] ? 100 : 0));
                }
                if (std::accumulate(other.begin(), other.end(), std::int64_t(0)) == total)
                    QVERIFY(distance(rounded) <= distance(other));
            }
            for (std::size_t i = 0; i < parts.size(); ++i)
                QVERIFY(std::abs(rounded[i] - parts[i]) < 100);
        }
    }

    void fractionsAddUp()
    {
        using Parts = std::vector<double>;
        // 8.6 + 7.0 + 6.0 under 21.7
        QCOMPARE(roundedParts(Parts{8.64, 7.04, 6.02}, 1, 21.7), (Parts{8.7, 7.0, 6.0}));
        QCOMPARE(roundedParts(Parts{8.6, 7.0, 6.1}, 1, 21.7), (Parts{8.6, 7.0, 6.1}));
        QCOMPARE(roundedParts(Parts{0.25, 0.25, 0.5}, 2, 1.0), (Parts{0.25, 0.25, 0.5}));
        QCOMPARE(roundedParts(Parts{0.01, 0.07}, 2, 0.07), (Parts{0.01, 0.07})); // a whole unit apart
        QCOMPARE(roundedParts(Parts{-1.27, -0.26, 0.03}, 1, -1.5), (Parts{-1.3, -0.2, 0.0}));
        QCOMPARE(roundedParts(Parts{1.24, 1.24}, 1, 9.0), (Parts{1.2, 1.2})); // these are not its parts
        QCOMPARE(roundedParts(Parts{1.2, 1.2}, 1, 2.5), (Parts{1.2, 1.2})); // a unit away
        QCOMPARE(roundedParts(Parts{0.02, 0.29}, 2, 0.3), (Parts{0.02, 0.29})); // 0.29 is a little less in binary
        QCOMPARE(roundedParts(Parts{}, 1, 9.0), Parts());
    }

    void wholePartsAddUp()
    {
        QCOMPARE(wholeParts({1.5, 1.5}, 3), (std::vector<double>{2, 1}));
        QCOMPARE(wholeParts({-2657.7, -921.4, -922.9}, -4502), (std::vector<double>{-2658, -921, -923}));
        QCOMPARE(wholeParts({0.6, 0.6}, 2), (std::vector<double>{1, 1})); // the totals were rounded apart
        QCOMPARE(wholeParts({}, 0), std::vector<double>());
        QCOMPARE(wholeParts({0, 1}, 0), (std::vector<double>{0, 0})); // nothing stays nothing
        std::mt19937 random(3);
        for (int round = 0; round < 500; ++round) {
            std::vector<double> parts;
            double exact = 0;
            for (unsigned i = 0; i < 1 + random() % 8; ++i) {
                parts.push_back((double(random() % 20001) - 10000) / 100);
                exact += parts.back();
            }
            const double total = std::round(exact) + (double(random() % 3) - 1);
            const std::vector<double> whole = wholeParts(parts, total);
            double sum = 0;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                sum += whole[i];
                QCOMPARE(whole[i], std::round(whole[i]));
                QVERIFY(std::abs(whole[i] - parts[i]) <= 2.5);
            }
            QCOMPARE(sum, total);
        }
    }
};

QTEST_APPLESS_MAIN(TestRounding)
#include "tst_rounding.moc"
