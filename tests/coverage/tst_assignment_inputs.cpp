#include "core/coverage/assignment_inputs.h"
#include "core/store/customer_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

AccountLoad load(int account, int csm, double hours, std::int64_t arr)
{
    AccountLoad made;
    made.account = account;
    made.segment = 0;
    made.segmentName = "SMB";
    made.csm = csm;
    made.hours = hours;
    made.arr = arr;
    return made;
}

/// Ann and Bo with 100 hours each, and customers AC-0 to AC-5, of which the accounts are some.
CoverageInput team(std::vector<AccountLoad> loads)
{
    CoverageInput input;
    input.asOf = *Date::of(2026, 10, 31);
    input.model.hoursPerMonth = 100;
    input.model.utilisation = 1;
    input.model.segments = {{"SMB", "low", 1, {}, {}, {}}};
    input.roster.csms.resize(2);
    input.roster.csms[0].id = "c1";
    input.roster.csms[0].name = "Ann";
    input.roster.csms[1].id = "c2";
    input.roster.csms[1].name = "Bo";
    std::vector<store::CustomerRow> rows;
    for (int i = 0; i < 6; ++i)
        rows.push_back({"AC-" + std::to_string(i), {}, {}, {}});
    input.accounts = std::make_shared<const identity::AccountDirectory>(std::move(rows));
    input.loads = std::move(loads);
    return input;
}

AssignmentInputs inputsOf(const CoverageInput &input)
{
    auto inputs = assignmentInputs(input);
    if (!inputs.ok())
        qFatal("%s", inputs.error().message.english().c_str());
    return std::move(*inputs);
}

} // namespace

/// What of a workspace takes part in an assignment, and with what weight.
class TestAssignmentInputs : public QObject {
    Q_OBJECT
private slots:
    /// Ann has a single hour a month, Bo none.
    void whoHasTimeTakesPart()
    {
        CoverageInput input = team({load(0, 0, 1, 100)});
        input.roster.csms[0].fte = 0.01;
        input.roster.csms[1].fte = 0;
        const AssignmentInputs inputs = inputsOf(input);
        QCOMPARE(inputs.csms, std::vector<int>{0});
        QCOMPARE(inputs.problem.csms[0].capacity, 1.0);
    }

    /// AC-1 has no touch model, AC-2 is no customer.
    void pinsWithoutEffect()
    {
        CoverageInput input = team({load(0, 0, 1, 100), load(1, 0, 0, 100)});
        input.loads[1].segment = -1;
        input.model.assign.pins = {"AC-1", "AC-2"};
        const AssignmentInputs inputs = inputsOf(input);
        QVERIFY(inputs.held.empty());
        QCOMPARE(inputs.warnings.size(), std::size_t(2));
        for (const std::size_t pin : {0U, 1U})
            QCOMPARE(inputs.warnings[pin].english(),
                "The pin \"" + input.model.assign.pins[pin]
                    + "\" has no effect: the account is no customer or its segment has no touch model.");
    }

    /// ARR over its mean; where there is none, or none on the whole, each account is one move.
    void movesWeighedByArr_data()
    {
        QTest::addColumn<QList<int>>("arr"); // ascending, in cents
        QTest::addColumn<QList<double>>("weights");
        QTest::newRow("mean of 2") << QList<int>{1, 3} << QList<double>{0.5, 1.5};
        QTest::newRow("mean of a cent") << QList<int>{0, 2} << QList<double>{0, 2};
        QTest::newRow("no ARR") << QList<int>{0, 0} << QList<double>{1, 1};
        QTest::newRow("credits eat all up") << QList<int>{-5, 5} << QList<double>{1, 1};
        QTest::newRow("credits weigh nothing") << QList<int>{-2, 6} << QList<double>{0, 3};
    }
    void movesWeighedByArr()
    {
        QFETCH(QList<int>, arr);
        QFETCH(QList<double>, weights);
        CoverageInput input = team({load(0, 0, 1, arr[0]), load(1, 0, 1, arr[1])});
        input.model.assign.moveWeight = AssignModel::MoveWeight::Arr;
        QList<double> found;
        for (const assignment::Unit &unit : inputsOf(input).problem.units)
            found << unit.weight;
        QCOMPARE(found, weights);
    }

    /// The family of the first customer: two accounts with Ann, one with Bo, one vacant. The other account is of none.
    void aFamilyIsOneUnit()
    {
        CoverageInput input =
            team({load(0, 0, 1, 10), load(1, 0, 2, 10), load(2, 0, 4, 10), load(3, 1, 8, 10), load(4, -1, 16, 10)});
        for (const std::size_t member : {0U, 2U, 3U, 4U})
            input.loads[member].family = 0;
        input.model.assign.keepFamilies = true;
        const AssignmentInputs inputs = inputsOf(input);
        QCOMPARE(inputs.units, (std::vector<std::vector<int>>{{1}, {0, 2, 3, 4}}));
        const assignment::Unit family{29, 4, 4, {0, 1}, {{0, 2}, {1, 1}}};
        QVERIFY(inputs.problem.units[1] == family);
        const assignment::Unit single{2, 1, 1, {0, 1}, {{0, 1}}};
        QVERIFY(inputs.problem.units[0] == single);
    }
};

QTEST_APPLESS_MAIN(TestAssignmentInputs)
#include "tst_assignment_inputs.moc"
