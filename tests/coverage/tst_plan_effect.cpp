#include "core/coverage/plan_effect.h"
#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::coverage;

namespace {

/// A book of 100 hours.
PlannedBook book(double before, double after)
{
    PlannedBook made;
    made.capacityHours = 100;
    made.before.hours = before;
    made.after.hours = after;
    return made;
}

bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

/// Accounts of an hour each in EMEA, the first with the first CSM and so on, the last one with nobody. Ann, Bo and Cy
/// have 100 hours; as many of them as there are accounts with somebody serve EMEA. A book holds one account.
CoverageInput fullBooks(int accounts)
{
    CoverageInput input;
    input.asOf = *Date::of(2026, 10, 31);
    input.model.hoursPerMonth = 100;
    input.model.utilisation = 1;
    input.model.segments = {{"SMB", "low", 1, {}, {}, {}}};
    input.model.assign.maxAccounts = 1;
    const char *names[]{"Ann", "Bo", "Cy"};
    for (int i = 0; i < 3; ++i) {
        Csm csm;
        csm.id = "c" + std::to_string(i);
        csm.name = names[i];
        csm.regions = {i < accounts - 1 ? "EMEA" : "AMER"};
        input.roster.csms.push_back(csm);
    }
    std::vector<store::CustomerRow> rows;
    for (int i = 0; i < accounts; ++i) {
        store::CustomerRow row{"AC-" + std::to_string(i), {}, {}, {}};
        row.fields.resize(identity::goldenFieldNames().size());
        row.fields.front() = "Customer " + std::to_string(i);
        rows.push_back(std::move(row));
        AccountLoad load;
        load.account = i;
        load.segment = 0;
        load.segmentName = "SMB";
        load.region = "EMEA";
        load.hours = 1;
        load.csm = i < accounts - 1 ? i : -1;
        load.arr = 100 * (accounts - i); // the last one is the first to be moved
        input.loads.push_back(load);
    }
    input.accounts = std::make_shared<const identity::AccountDirectory>(std::move(rows));
    return input;
}

} // namespace

/// What moves do to the books, and what is said where there is no room.
class TestPlanEffect : public QObject {
    Q_OBJECT
private slots:
    void beforeAndAfter()
    {
        AssignmentPlan plan;
        plan.books = {book(120, 90), book(50, 80)};
        plan.accounts.resize(4);
        plan.moves = 1;
        const PlanEffect effect = effectOf(plan);
        QVERIFY(isNear(effect.before.lowest, 0.5) && isNear(effect.before.highest, 1.2));
        QVERIFY(isNear(effect.before.spread, 0.7));
        QVERIFY(isNear(effect.before.overloadHours, 20));
        QVERIFY(isNear(effect.before.gini, 1.4 / (2 * 4 * 0.85))); // both differences over 2 n^2 times the mean
        QVERIFY(isNear(effect.after.lowest, 0.8) && isNear(effect.after.highest, 0.9));
        QVERIFY(isNear(effect.after.spread, 0.1));
        QVERIFY(isNear(effect.after.overloadHours, 0));
        QVERIFY(isNear(effect.keptShare, 0.75));
    }

    void booksWithoutHours()
    {
        AssignmentPlan plan;
        plan.books = {book(0, 0), book(0, 0)};
        const BookFigures figures = effectOf(plan).before;
        QVERIFY(figures.lowest == 0 && figures.highest == 0 && figures.spread == 0);
        QVERIFY(figures.gini == 0 && figures.overloadHours == 0);
    }

    void withoutAccountsAllAreKept()
    {
        const PlanEffect effect = effectOf(AssignmentPlan());
        QCOMPARE(effect.keptShare, 1.0);
        QVERIFY(effect.after.spread == 0 && effect.after.gini == 0);
    }

    /// Ann holds two accounts, one of which goes to Bo.
    void whyAnAccountLeaves_data()
    {
        QTest::addColumn<QString>("serves"); // Ann; the accounts are of EMEA
        QTest::addColumn<int>("most"); // accounts; 0: no limit
        QTest::addColumn<double>("hours"); // of each of the two
        QTest::addColumn<double>("busy"); // hours Bo holds
        QTest::addColumn<QString>("why");
        QTest::newRow("no limit") << "EMEA" << 0 << 60.0 << 0.0 << "overload";
        QTest::newRow("at the limit") << "EMEA" << 2 << 60.0 << 0.0 << "overload";
        QTest::newRow("over the limit") << "EMEA" << 1 << 60.0 << 0.0 << "full_book";
        QTest::newRow("she does not serve it") << "AMER" << 1 << 60.0 << 0.0 << "not_served";
        QTest::newRow("all hours taken, none above") << "EMEA" << 0 << 50.0 << 0.0 << "balance";
        QTest::newRow("Bo is less busy by an hour") << "EMEA" << 0 << 30.0 << 59.0 << "balance";
        QTest::newRow("Bo is as busy") << "EMEA" << 0 << 30.0 << 60.0 << "exchange";
        QTest::newRow("Bo is busier") << "EMEA" << 0 << 30.0 << 61.0 << "exchange";
    }
    void whyAnAccountLeaves()
    {
        QFETCH(QString, serves);
        QFETCH(int, most);
        QFETCH(double, hours);
        QFETCH(double, busy);
        QFETCH(QString, why);
        CoverageInput input = fullBooks(3);
        input.roster.csms[0].regions = {serves.toStdString()};
        input.model.assign.maxAccounts = most > 0 ? std::optional(most) : std::nullopt;
        AssignmentPlan plan;
        for (const int csm : {0, 1}) {
            plan.inputs.csms.push_back(csm);
            plan.inputs.problem.csms.push_back({100, 0});
        }
        for (const int load : {0, 1}) {
            input.loads[std::size_t(load)].csm = 0;
            input.loads[std::size_t(load)].hours = hours;
            plan.accounts.push_back({load, 0, 0, {}});
        }
        input.loads[2].csm = 1;
        input.loads[2].hours = busy;
        plan.accounts.push_back({2, 1, 1, {}});
        const std::vector<PlacedAccount> moves{{0, 0, 1, {}}};
        const AssignmentPlan moved = withMoves(input, plan, moves);
        QCOMPARE(moved.moves, 1);
        QCOMPARE(QString::fromLatin1(toString(moved.accounts[0].why.value())), why);
        QVERIFY(!moved.accounts[1].why);
    }

    /// From nobody to somebody whose book takes no part there is no book to speak of.
    void aMoveWithoutBooksIsExplained()
    {
        const CoverageInput input = fullBooks(2);
        QCOMPARE(explained(input, AssignmentPlan(), {1, -1, 2, MoveReason::Vacancy}).english(),
            std::string("Fills a vacancy: all moves taken together."));
    }

    void whoIsFullIsNamed_data()
    {
        QTest::addColumn<int>("accounts");
        QTest::addColumn<QString>("says");
        QTest::newRow("one") << 2 << "Customer 1 (AC-1) and the accounts in its way may only go to Ann, who is full.";
        QTest::newRow("two")
            << 3 << "Customer 2 (AC-2) and the accounts in its way may only go to Ann and Bo, who are all full.";
        QTest::newRow("three")
            << 4 << "Customer 3 (AC-3) and the accounts in its way may only go to Ann, Bo and Cy, who are all full.";
    }
    void whoIsFullIsNamed()
    {
        QFETCH(int, accounts);
        QFETCH(QString, says);
        Progress progress;
        const auto plan = planAssignment(fullBooks(accounts), {}, progress);
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().code, ErrorCode::InvalidArgument);
        const QString sentence = QString::fromStdString(plan.error().message.english());
        QVERIFY2(sentence.startsWith(u"Not every account finds a CSM with max_accounts 1. "_qs + says),
            qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestPlanEffect)
#include "tst_plan_effect.moc"
