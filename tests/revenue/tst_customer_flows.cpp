#include "core/revenue/convention_words.h"
#include "core/revenue/customer_flows.h"
#include "core/revenue/dimension_words.h"

#include <QtTest>

#include <limits>

using namespace qd;
using namespace qd::revenue;

namespace {

constexpr auto Most = std::numeric_limits<std::int64_t>::max();

} // namespace

/// Movements added up, and what fits no sum; the words of conventions and dimensions.
class TestCustomerFlows : public QObject {
    Q_OBJECT
private slots:
    void movementsByKind()
    {
        FlowSums sums;
        sums.add(MovementKind::New, 1'000);
        sums.add(MovementKind::Reactivation, 200);
        sums.add(MovementKind::Expansion, 30);
        sums.add(MovementKind::Contraction, 4);
        sums.add(MovementKind::Churn, 5);
        sums.add(MovementKind::Fx, 1'000'000); // no movement of the customer's
        QCOMPARE(sums.after(100).value(), std::int64_t(100 + 1'000 + 200 + 30 - 4 - 5));
        QCOMPARE(sums.keptOf(100).value(), std::int64_t(100 - 4 - 5));
    }

    /// What did not fit once does not fit again, on either side of a sum.
    void whatDoesNotFit_data()
    {
        QTest::addColumn<int>("kind");
        for (const MovementKind kind : {MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion,
                 MovementKind::Contraction, MovementKind::Churn})
            QTest::newRow(toString(kind)) << int(kind);
    }
    void whatDoesNotFit()
    {
        QFETCH(int, kind);
        FlowSums large;
        large.add(MovementKind(kind), Most);
        QVERIFY(large.fits);
        FlowSums broken = large;
        broken.add(MovementKind(kind), 1);
        QVERIFY(!broken.fits && !broken.after(0) && !broken.keptOf(0));
        FlowSums one;
        one.add(MovementKind(kind), 1);
        FlowSums both = large;
        both.add(one);
        QVERIFY(!both.fits);
        FlowSums left = broken;
        left.add(FlowSums());
        QVERIFY(!left.fits);
        FlowSums right;
        right.add(broken);
        QVERIFY(!right.fits);
        FlowSums neither = one;
        neither.add(one);
        QVERIFY(neither.fits);
    }

    void words()
    {
        QCOMPARE(QString::fromLatin1(dimensionTitle("segment")), QStringLiteral("Segment"));
        QCOMPARE(QString::fromLatin1(dimensionTitle("lifecycle_stage")), QStringLiteral("Lifecycle stage"));
        QCOMPARE(QString::fromLatin1(dimensionTitle("")), QStringLiteral("Group"));
        QCOMPARE(QString::fromLatin1(ruleName("point_total")), QStringLiteral("Cap on the total"));
        QCOMPARE(QString::fromLatin1(ruleName("movement")), QStringLiteral("Flow"));
        QCOMPARE(QString::fromLatin1(nameOf(WindowFx::Start)), QStringLiteral("the start's"));
        QCOMPARE(QString::fromLatin1(nameOf(Grain::Parent)), QStringLiteral("parents"));
    }
};

QTEST_GUILESS_MAIN(TestCustomerFlows)
#include "tst_customer_flows.moc"
