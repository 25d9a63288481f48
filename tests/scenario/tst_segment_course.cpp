#include "core/scenario/segment_course.h"

#include <QtTest>

using namespace qd::scenario;

namespace {

constexpr double HalfAMonth = 4095.0 / 4096; ///< an annual loss of a half each month

/// Rates whose monthly values are known without a root.
Segment segment()
{
    Segment made;
    made.name = "Enterprise";
    made.logos = 12;
    made.arr = 1200;
    made.annualChurn = HalfAMonth;
    made.annualContraction = 1 - 531441.0 / 16777216; // (3/4)^12 stay: a quarter each month
    made.annualExpansion = 4095; // twice each month
    made.newLogosPerMonth = 2;
    made.newAcv = 50;
    return made;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

/// Where a segment starts and how it goes on, with and without the factors of a draw.
class TestSegmentCourse : public QObject {
    Q_OBJECT
private slots:
    void asStated()
    {
        const SegmentCourse course = courseOf(segment());
        QVERIFY(course.arr == 1200 && course.logos == 12);
        QVERIFY(near(course.churn, 0.5));
        QVERIFY(near(course.logoChurn, 0.5)); // has none of its own
        QVERIFY(near(course.contraction, 0.25));
        QVERIFY(near(course.expansion, 1));
        QVERIFY(course.newLogos == 2 && course.newArr == 100);
    }

    void aLogoChurnOfItsOwn()
    {
        Segment own = segment();
        own.annualLogoChurn = 1 - 531441.0 / 16777216;
        QVERIFY(near(courseOf(own).logoChurn, 0.25));
        QVERIFY(near(courseOf(own).churn, 0.5));
        own.annualLogoChurn = 0;
        QVERIFY(courseOf(own).logoChurn == 0);
    }

    void priceComesOnTopOfExpansion()
    {
        Segment priced = segment();
        priced.annualExpansion = 63;
        priced.annualPriceUplift = 63; // 64 x 64 = 2^12
        QVERIFY(near(courseOf(priced).expansion, 1));
        priced.annualExpansion = 0;
        priced.annualPriceUplift = 4095;
        QVERIFY(near(courseOf(priced).expansion, 1));
    }

    /// By Rate: churn, contraction, expansion, logo churn, new customers.
    void eachFactorMovesItsOwnRate()
    {
        Segment half = segment();
        half.annualChurn /= 2;
        half.annualContraction /= 4;
        half.annualExpansion = 1;
        half.annualPriceUplift = 511; // (1 + 7 x 1) x 512 = 2^12
        half.annualLogoChurn = HalfAMonth / 8;
        const SegmentCourse course = courseOf(half, {2, 4, 7, 8, 3});
        QVERIFY(near(course.churn, 0.5));
        QVERIFY(near(course.contraction, 0.25));
        QVERIFY(near(course.expansion, 1));
        QVERIFY(near(course.logoChurn, 0.5));
        QVERIFY(course.newLogos == 6 && course.newArr == 300);
        half.annualLogoChurn.reset();
        QVERIFY(near(courseOf(half, {2, 4, 7, 8, 3}).logoChurn, 0.5)); // with churn, whatever its own factor is
    }

    void lossesStopAtAll()
    {
        Segment high = segment();
        high.annualChurn = high.annualContraction = 0.5;
        high.annualLogoChurn = 0.5;
        const SegmentCourse all = courseOf(high, {2, 2, 1, 2, 1});
        QVERIFY(all.churn == 1 && all.contraction == 1 && all.logoChurn == 1);
        const SegmentCourse more = courseOf(high, {3, 3, 1, 3, 1});
        QVERIFY(more.churn == 1 && more.contraction == 1 && more.logoChurn == 1);
        QVERIFY(courseOf(high, {1.99, 1, 1, 1, 1}).churn < 1);
    }

    void ratesOfASegment()
    {
        Segment plain = segment();
        for (const Rate rate :
            {Rate::AnnualChurn, Rate::AnnualContraction, Rate::AnnualExpansion, Rate::NewLogosPerMonth})
            QVERIFY(hasRate(plain, rate));
        QVERIFY(!hasRate(plain, Rate::AnnualLogoChurn));
        plain.annualLogoChurn = 0;
        QVERIFY(hasRate(plain, Rate::AnnualLogoChurn));
    }
};

QTEST_APPLESS_MAIN(TestSegmentCourse)
#include "tst_segment_course.moc"
