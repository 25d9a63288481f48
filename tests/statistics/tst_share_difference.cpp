#include "core/statistics/share_difference.h"

#include <QtTest>

#include <cmath>

using namespace qd::statistics;

/// Against the table of Newcombe (1998), "Interval estimation for the difference between independent proportions",
/// method 10, printed to four digits.
class TestShareDifference : public QObject {
    Q_OBJECT
private slots:
    void published_data()
    {
        QTest::addColumn<int>("a");
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("b");
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");
        QTest::newRow("56/70 - 48/80") << 56 << 70 << 48 << 80 << 0.0524 << 0.3339;
        QTest::newRow("9/10 - 3/10") << 9 << 10 << 3 << 10 << 0.1705 << 0.8090;
        QTest::newRow("6/7 - 2/7") << 6 << 7 << 2 << 7 << 0.0582 << 0.8062;
        QTest::newRow("5/56 - 0/29") << 5 << 56 << 0 << 29 << -0.0381 << 0.1926;
        QTest::newRow("0/10 - 0/20") << 0 << 10 << 0 << 20 << -0.1611 << 0.2775;
        QTest::newRow("0/10 - 0/10") << 0 << 10 << 0 << 10 << -0.2775 << 0.2775;
        QTest::newRow("10/10 - 0/20") << 10 << 10 << 0 << 20 << 0.6791 << 1.0;
        QTest::newRow("10/10 - 0/10") << 10 << 10 << 0 << 10 << 0.6075 << 1.0;
    }
    void published()
    {
        QFETCH(int, a);
        QFETCH(int, m);
        QFETCH(int, b);
        QFETCH(int, n);
        QFETCH(double, lower);
        QFETCH(double, upper);
        const auto interval = shareDifferenceInterval(a, m, b, n);
        QVERIFY(interval);
        constexpr double HalfADigit = 0.00005001;
        QVERIFY2(std::abs(interval->first - lower) < HalfADigit, qPrintable(QString::number(interval->first, 'f', 6)));
        QVERIFY2(
            std::abs(interval->second - upper) < HalfADigit, qPrintable(QString::number(interval->second, 'f', 6)));
    }
    void ofNobody()
    {
        QVERIFY(!shareDifferenceInterval(0, 0, 1, 2));
        QVERIFY(!shareDifferenceInterval(1, 2, 0, 0));
    }
};

QTEST_GUILESS_MAIN(TestShareDifference)
#include "tst_share_difference.moc"
