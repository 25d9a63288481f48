#include "core/revenue/movements.h"

#include <QtTest>

#include <set>

using namespace qd;
using namespace qd::revenue;

namespace {

/// 1,000.40 + 100.30 + 50.30 + 20.30 - 10.40 - 5.20 + 1.10 = 1,156.80
MovementRow row()
{
    MovementRow made;
    made.opening = 100'040;
    made.newAmount = 10'030;
    made.reactivation = 5'030;
    made.expansion = 2'030;
    made.contraction = 1'040;
    made.churn = 520;
    made.fx = 110;
    made.closing = 115'680;
    return made;
}

using Step = std::pair<MovementKind, std::int64_t>;

} // namespace

/// Movements as they are printed: in whole units that still add up.
class TestWholeUnits : public QObject {
    Q_OBJECT
private slots:
    /// Losses are below zero.
    void stepsAddUpToTheClosing()
    {
        const std::vector<Step> expected{{MovementKind::New, 10'030}, {MovementKind::Reactivation, 5'030},
            {MovementKind::Expansion, 2'030}, {MovementKind::Contraction, -1'040}, {MovementKind::Churn, -520},
            {MovementKind::Fx, 110}};
        QVERIFY(stepsOf(row()) == expected);
    }

    /// Of 1,000 to 1,157 there are 157 to give: the floors 100, 50, 20, -11, -6 and 1 make 154, and the three largest
    /// remainders are those of churn, contraction and, of the equal ones, the first.
    void aMonth()
    {
        const MovementRow shown = inWholeUnits(row(), Currency());
        QCOMPARE(shown.opening, std::int64_t(100'000));
        QCOMPARE(shown.closing, std::int64_t(115'700));
        const std::vector<Step> expected{{MovementKind::New, 10'100}, {MovementKind::Reactivation, 5'000},
            {MovementKind::Expansion, 2'000}, {MovementKind::Contraction, -1'000}, {MovementKind::Churn, -500},
            {MovementKind::Fx, 100}};
        QVERIFY(stepsOf(shown) == expected);
    }

    void yenAreWhole()
    {
        const MovementRow shown = inWholeUnits(row(), *Currency::fromCode("JPY"));
        QVERIFY(stepsOf(shown) == stepsOf(row()));
        QCOMPARE(shown.opening, row().opening);
        QCOMPARE(shown.closing, row().closing);
    }

    void aCustomer()
    {
        AccountMovement movement;
        movement.kind = MovementKind::Contraction;
        movement.before = 10'060; // 101
        movement.amount = 1'040; // 10
        movement.after = 9'020;
        QCOMPARE(movement.change(), std::int64_t(-1'040));
        const AccountMovement shown = inWholeUnits(movement, Currency());
        QCOMPARE(shown.before, std::int64_t(10'100));
        QCOMPARE(shown.amount, std::int64_t(1'000));
        QCOMPARE(shown.after, std::int64_t(9'100));
        movement.kind = MovementKind::Expansion;
        QCOMPARE(inWholeUnits(movement, Currency()).after, std::int64_t(11'100));
        movement.kind = MovementKind::Churn;
        QCOMPARE(inWholeUnits(movement, Currency()).after, std::int64_t(9'100));
    }

    void everyKindHasItsName()
    {
        std::set<std::string> ids;
        std::set<std::string> names;
        for (const auto &[kind, amount] : stepsOf(row())) {
            ids.insert(toString(kind));
            names.insert(nameOf(kind));
        }
        QCOMPARE(ids, (std::set<std::string>{"churn", "contraction", "expansion", "fx", "new", "reactivation"}));
        QCOMPARE(names, (std::set<std::string>{"Churn", "Contraction", "Expansion", "FX", "New", "Reactivation"}));
    }
};

QTEST_APPLESS_MAIN(TestWholeUnits)
#include "tst_whole_units.moc"
