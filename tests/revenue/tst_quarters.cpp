#include "core/revenue/quarters.h"

#include <QtTest>

#include <limits>

using namespace qd;
using namespace qd::revenue;

namespace {

/// A month that opens with `opening`: new, reactivated, expansion, contraction, churn, fx.
MovementRow month(Month which, std::int64_t opening, const std::array<std::int64_t, 6> &moved)
{
    MovementRow row;
    row.month = which;
    row.opening = opening;
    std::tie(row.newAmount, row.reactivation, row.expansion, row.contraction, row.churn, row.fx) =
        std::tuple(moved[0], moved[1], moved[2], moved[3], moved[4], moved[5]);
    row.closing = opening + moved[0] + moved[1] + moved[2] - moved[3] - moved[4] + moved[5];
    row.openingLogos = int(opening / 100);
    row.closingLogos = int(row.closing / 100);
    row.newLogos = 1;
    row.reactivatedLogos = 2;
    row.churnedLogos = 3;
    return row;
}

} // namespace

class TestQuarters : public QObject {
    Q_OBJECT
private slots:
    /// Fiscal years from February: January is the last month of the fourth quarter, and of the first one April.
    void monthsAreAddedUp()
    {
        const auto quarters = movementsByQuarter(
            {month({2026, 1}, 1'000, {100, 20, 30, 4, 5, -1}), month({2026, 2}, 1'140, {10, 1, 2, 3, 4, 5}),
                month({2026, 3}, 1'151, {100, 10, 20, 30, 40, -50}),
                month({2026, 4}, 1'161, {1'000, 100, 200, 300, 400, 500})},
            2);
        QVERIFY(quarters.ok());
        QCOMPARE(quarters->size(), std::size_t(2));
        QCOMPARE(quarters->front().quarter.text(), std::string("2026Q4"));
        QVERIFY(quarters->front().first == Month(2026, 1) && quarters->front().sum.month == Month(2026, 1));
        const QuarterMovements &second = quarters->back();
        QCOMPARE(second.quarter.text(), std::string("2027Q1"));
        QVERIFY(second.first == Month(2026, 2) && second.sum.month == Month(2026, 4));
        QCOMPARE(second.sum.opening, std::int64_t(1'140));
        const std::vector<std::pair<MovementKind, std::int64_t>> steps{{MovementKind::New, 1'110},
            {MovementKind::Reactivation, 111}, {MovementKind::Expansion, 222}, {MovementKind::Contraction, -333},
            {MovementKind::Churn, -444}, {MovementKind::Fx, 455}};
        QVERIFY(stepsOf(second.sum) == steps);
        QCOMPARE(second.sum.closing, std::int64_t(1'140 + 1'110 + 111 + 222 - 333 - 444 + 455));
        QCOMPARE(second.sum.openingLogos, 11);
        QCOMPARE(second.sum.closingLogos, int(second.sum.closing / 100));
        QCOMPARE(second.sum.newLogos, 3);
        QCOMPARE(second.sum.reactivatedLogos, 6);
        QCOMPARE(second.sum.churnedLogos, 9);
    }

    void nothingGivesNothing() { QVERIFY(movementsByQuarter({}, 1)->empty()); }

    void whatDoesNotFitIsAnError()
    {
        MovementRow first = month({2026, 1}, 0, {});
        first.churn = std::numeric_limits<std::int64_t>::max();
        MovementRow second = month({2026, 2}, 0, {});
        second.churn = 1;
        const auto quarters = movementsByQuarter({first, second}, 1);
        QVERIFY(!quarters.ok());
        QCOMPARE(quarters.error().code, ErrorCode::Overflow);
        second.churn = 0;
        QVERIFY(movementsByQuarter({first, second}, 1).ok());
    }
};

QTEST_GUILESS_MAIN(TestQuarters)
#include "tst_quarters.moc"
