#include "core/portfolio/portfolio.h"
#include "core/revenue/convention_words.h"
#include "core/revenue/conventions.h"
#include "core/revenue/dimension_words.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <limits>

using namespace qd;
using namespace qd::revenue;

namespace {

constexpr auto Most = std::numeric_limits<std::int64_t>::max();

} // namespace

/// Movements added up, and what fits no sum; totals at the edge of a cap; the words of conventions and dimensions.
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

    /// A grows from 100 to 150 and B shrinks from 100. Only where the total grew each counts what it had: then
    /// point_total and point differ over B, else over A.
    void theTotalAtItsCap_data()
    {
        QTest::addColumn<QString>("left"); // of B
        QTest::addColumn<qint64>("numerator");
        QTest::addColumn<QString>("differs");
        QTest::newRow("a cent less") << "49.99" << qint64(19999) << "A";
        QTest::newRow("the same") << "50" << qint64(20000) << "A";
        QTest::newRow("a cent more") << "50.01" << qint64(20000) << "B";
    }
    void theTotalAtItsCap()
    {
        QFETCH(QString, left);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "a2", "A", "150", "2026-07-01");
        data.subscription("billing", "b1", "B", "100", "2025-01-01", "2026-06-30");
        data.subscription("billing", "b2", "B", left.toStdString(), "2026-07-01");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto found = compareConventions(*portfolio, *portfolio->book(), {2025, 10}, {2026, 10},
            {*conventionFromText("grr/point_total/account/0/constant"),
                *conventionFromText("grr/point/account/0/constant")},
            progress);
        QVERIFY(found.ok());
        QTEST(qint64(found->a.numerator), "numerator");
        QCOMPARE(found->accounts.size(), std::size_t(1));
        QTEST(QString::fromStdString(portfolio->accounts().at(found->accounts[0].account).name), "differs");
    }

    void aDifferenceNeedsBothValues()
    {
        const ConventionFigure half{{}, 50, 100, 1};
        const ConventionFigure quarter{{}, 25, 100, 1};
        const ConventionFigure none{{}, 50, 0, 0};
        QCOMPARE((ConventionComparison{half, quarter, {}}.difference()), std::optional(0.25));
        QCOMPARE((ConventionComparison{half, none, {}}.difference()), std::optional<double>());
        QCOMPARE((ConventionComparison{none, half, {}}.difference()), std::optional<double>());
        QCOMPARE((ConventionComparison{none, none, {}}.difference()), std::optional<double>());
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
