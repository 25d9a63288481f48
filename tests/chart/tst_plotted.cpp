#include "core/chart/plotted.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace qd::chart;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
constexpr double Infinity = std::numeric_limits<double>::infinity();

QString text(const std::vector<PlottedPoint> &points)
{
    QStringList words;
    for (const PlottedPoint &point : points)
        words << QStringLiteral("%1:%2").arg(point.category).arg(point.value);
    return words.join(u' ');
}

QString text(const Values &values)
{
    QStringList words;
    for (const auto &value : values)
        words << (value ? QString::number(*value) : QStringLiteral("-"));
    return words.join(u' ');
}

} // namespace

/// What the explorer draws, without ink. Expectations are counted by hand.
class TestPlotted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsEndAtGaps()
    {
        QVERIFY(runsOf({}).empty());
        QVERIFY(runsOf(Values{std::nullopt, NaN, Infinity}).empty());
        QCOMPARE(runsOf(Values{1.0}), (std::vector<Run>{{0, 0}}));
        QCOMPARE(
            runsOf(Values{1.0, 2.0, std::nullopt, 3.0, NaN, 4.0, 5.0}), (std::vector<Run>{{0, 1}, {3, 3}, {5, 6}}));
    }

    void thinnedKeepsFirstLowestHighestLastOfEachColumn_data()
    {
        QTest::addColumn<Values>("values");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QString>("expected");
        const Values ten{5, 1, 9, 4, 6, 7, 7, 7, 2, 7};
        QTest::newRow("two columns of five") << ten << 0 << 9 << 2 << "0:5 1:1 2:9 4:6 5:7 8:2 9:7";
        QTest::newRow("one column") << ten << 0 << 9 << 1 << "0:5 1:1 2:9 9:7";
        QTest::newRow("highest before lowest") << Values{5, 9, 4, 1, 3, 6} << 0 << 5 << 1 << "0:5 1:9 3:1 5:6";
        QTest::newRow("just few enough") << Values{5, 5, 5, 5} << 0 << 3 << 1 << "0:5 1:5 2:5 3:5";
        QTest::newRow("one too many") << Values{5, 5, 5, 5, 5} << 0 << 4 << 1 << "0:5 4:5";
        QTest::newRow("a part") << ten << 2 << 4 << 100 << "2:9 3:4 4:6";
        QTest::newRow("beyond the ends") << Values{1, 2} << -5 << 50 << 10 << "0:1 1:2";
        QTest::newRow("gaps") << Values{1, std::nullopt, NaN, 4} << 0 << 3 << 10 << "0:1 3:4";
        QTest::newRow("gaps in one column") << Values{NaN, 3, NaN, 8, NaN, std::nullopt} << 0 << 5 << 1 << "1:3 3:8";
        QTest::newRow("one value") << Values{7} << 0 << 0 << 1 << "0:7";
        QTest::newRow("none") << Values{} << 0 << 9 << 10 << "";
        QTest::newRow("no column") << Values{7} << 0 << 0 << 0 << "";
        QTest::newRow("turned round") << ten << 4 << 2 << 10 << "";
    }
    void thinnedKeepsFirstLowestHighestLastOfEachColumn()
    {
        QFETCH(Values, values);
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, columns);
        QTEST(text(thinned(values, from, to, columns)), "expected");
    }

    /// One spike up and one down in a million, wherever they stand, are on every screen.
    void noExtremeIsLost()
    {
        Values values(1'000'000, 10.0);
        values[123'457] = 99;
        values[876'543] = -99;
        for (const int columns : {1, 2, 333, 1440}) {
            const std::vector<PlottedPoint> points = thinned(values, 0, 999'999, columns);
            QVERIFY(points.size() <= std::size_t(4 * columns));
            QVERIFY(std::find(points.begin(), points.end(), PlottedPoint{123'457, 99}) != points.end());
            QVERIFY(std::find(points.begin(), points.end(), PlottedPoint{876'543, -99}) != points.end());
            QVERIFY(std::is_sorted(
                points.begin(), points.end(), [](const auto &a, const auto &b) { return a.category < b.category; }));
        }
    }

    /// 3 on 2 is 5; -1 goes below; a gap adds nothing and stays one.
    void stacksGoUpAndDown()
    {
        const std::vector<Values> sums = stacked({{2, -4, 1}, {3, -1, std::nullopt, 8}, {1, 6, 1}});
        QCOMPARE(text(sums[0]), QStringLiteral("2 -4 1"));
        QCOMPARE(text(sums[1]), QStringLiteral("5 -5 - 8"));
        QCOMPARE(text(sums[2]), QStringLiteral("6 6 2"));
        QVERIFY(stacked({}).empty());
    }

    void logAxisLeavesOutWhatHasNoLogarithm()
    {
        const Values values{0.1, 0, -3, NaN, std::nullopt, 100};
        QCOMPARE(text(logarithms(values)), QStringLiteral("-1 - - - - 2"));
        QCOMPARE(fromLogarithm(3), 1000.0);
        QCOMPARE(withoutLogarithm(values), 2);
    }

    void logTicksAreOnesAndThrees()
    {
        QCOMPARE(logTicks(0, 2), (std::vector<double>{1, 3, 10, 30, 100}));
        QCOMPARE(logTicks(0.4, 1.2), (std::vector<double>{3, 10}));
        QCOMPARE(logTicks(0, 16), (std::vector<double>{1, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12, 1e14, 1e16}));
        QVERIFY(logTicks(0.6, 0.9).empty());
        QVERIFY(logTicks(2, 1).empty());
    }

    void extentIsOfValuesAlone()
    {
        QVERIFY(!extentOf({}));
        QVERIFY(!extentOf({{NaN, std::nullopt}, {Infinity}}));
        QCOMPARE(extentOf({{3, NaN}, {-2, 8, Infinity}}), std::optional(Extent{-2, 8}));
        QCOMPARE(extentOf({{7}}), std::optional(Extent{7, 7}));
    }

    /// 100 categories reach from -0.5 to 99.5.
    void windowsStayWhereThereAreValues()
    {
        const PlotWindow all{-0.5, 99.5, 0, 1};
        const PlotWindow half = zoomed(all, 0.5, 24.5, 100);
        QCOMPARE(half.left, 12.0); // a quarter of 50 lies left of the centre
        QCOMPARE(half.right, 62.0);
        QCOMPARE(zoomed(half, 100, 37, 100).left, -0.5);
        QCOMPARE(zoomed(half, 100, 37, 100).right, 99.5);
        const PlotWindow least = zoomed(half, 0.0001, 37, 100);
        QCOMPARE(least.right - least.left, 1.0);
        QCOMPARE(moved(half, 10, 100).left, 22.0);
        QCOMPARE(moved(half, -50, 100).left, -0.5);
        QCOMPARE(moved(half, 500, 100).right, 99.5);
        QCOMPARE(moved(half, 500, 100).left, 49.5);
        const PlotWindow drawn = cutTo({60, 20, 5, 2}, 100);
        QCOMPARE(drawn.left, 20.0);
        QCOMPARE(drawn.right, 60.0);
        QCOMPARE(drawn.low, 2.0);
        QCOMPARE(drawn.high, 5.0);
        QCOMPARE(zoomed({-0.5, 0.5, 0, 1}, 2, 0, 1).left, -0.5); // one category has nowhere to go
        QCOMPARE(moved({-0.5, 0.5, 0, 1}, 3, 0).left, -0.5);
    }

    void placesLieWithinEndsIncluded()
    {
        const std::vector<Values> series{{1, 2, 3, 4}, {9, 2, NaN}};
        QCOMPARE(placesWithin(series, {1, 2, 2, 3}), (std::vector<PlottedPlace>{{0, 1}, {0, 2}, {1, 1}}));
        QCOMPARE(placesWithin(series, {2, 1, 3, 2}), (std::vector<PlottedPlace>{{0, 1}, {0, 2}, {1, 1}}));
        QVERIFY(placesWithin(series, {1.1, 1.9, 0, 10}).empty());
        QVERIFY(placesWithin(series, {-9, -2, 0, 10}).empty());
        QVERIFY(placesWithin(series, {40, 90, 0, 10}).empty());
        QCOMPARE(placesWithin(series, {-9, 99, 9, 9}), (std::vector<PlottedPlace>{{1, 0}}));
    }

    void categoriesAreNamedEvenly()
    {
        QCOMPARE(namedCategories(0, 9, 4), (std::vector<int>{0, 3, 6, 9}));
        QCOMPARE(namedCategories(3, 5, 10), (std::vector<int>{3, 4, 5}));
        QCOMPARE(namedCategories(0, 0, 1), (std::vector<int>{0}));
        QVERIFY(namedCategories(0, 9, 0).empty());
        QVERIFY(namedCategories(1, 0, 5).empty());
    }
};

QTEST_APPLESS_MAIN(TestPlotted)
#include "tst_plotted.moc"
