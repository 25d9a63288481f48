#include "core/coverage/plan_frontier.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

#include <map>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data, CapacityModel model = test::CoverageFixture::model())
{
    data.settle();
    auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), model, Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

AssignmentPlan planOf(const CoverageInput &input)
{
    Progress progress;
    auto plan = planAssignment(input, {.gap = 0}, progress);
    if (!plan.ok())
        qFatal("%s", plan.error().message.english().c_str());
    return std::move(*plan);
}

/// Hours by CSM after `moves`, added up from the accounts.
std::map<int, double> hoursAfter(
    const CoverageInput &input, const AssignmentPlan &plan, const std::vector<PlacedAccount> &moves)
{
    std::map<int, double> hours;
    for (const PlacedAccount &account : plan.accounts) {
        int csm = account.from;
        for (const PlacedAccount &move : moves)
            csm = move.load == account.load ? move.to : csm;
        if (csm >= 0)
            hours[csm] += input.loads[std::size_t(account.load)].hours;
    }
    return hours;
}

} // namespace

class TestPlanFrontier : public QObject {
    Q_OBJECT
private slots:
    /// The books as they are first, the plan among them, each with the figures of exactly its moves.
    void pointsAreWhatTheySay()
    {
        test::CoverageFixture data;
        CapacityModel model = test::CoverageFixture::model();
        model.assign.moveCost = 0.01; // so that there are several moves
        const CoverageInput input = inputOf(data, model);
        const AssignmentPlan plan = planOf(input);
        Progress progress;
        const std::vector<PlanPoint> points = planFrontier(input, plan, 10, progress);
        QVERIFY(points.size() > 2);
        QVERIFY(points.front().moves.empty());
        QCOMPARE(points.front().effect.after.spread, points.front().effect.before.spread);
        QCOMPARE(points.front().effect.keptShare, 1.0);
        int plans = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const PlanPoint &point = points[i];
            QVERIFY(i == 0 || point.moves.size() > points[i - 1].moves.size());
            plans += point.isPlan ? 1 : 0;
            QVERIFY(!point.isPlan || int(point.moves.size()) == plan.moves);
            std::map<int, double> hours = hoursAfter(input, plan, point.moves);
            double lowest = 1e9, highest = 0, over = 0;
            for (const PlannedBook &book : plan.books) {
                lowest = std::min(lowest, hours[book.csm] / book.capacityHours);
                highest = std::max(highest, hours[book.csm] / book.capacityHours);
                over += std::max(0.0, hours[book.csm] - book.capacityHours);
            }
            QVERIFY(std::abs(point.effect.after.spread - (highest - lowest)) < 1e-9);
            QVERIFY(std::abs(point.effect.after.overloadHours - over) < 1e-9);
        }
        QCOMPARE(plans, 1);
    }

    /// A cancelled solve still has its plan to choose.
    void aCancelledOneHoldsThePlan()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const AssignmentPlan plan = planOf(input);
        Progress progress;
        progress.cancel();
        const std::vector<PlanPoint> points = planFrontier(input, plan, 10, progress);
        QVERIFY(std::ranges::count(points, true, &PlanPoint::isPlan) == 1);
    }

    void someMovesLeaveTheOthers()
    {
        test::CoverageFixture data;
        CapacityModel model = test::CoverageFixture::model();
        model.assign.moveCost = 0.01;
        const CoverageInput input = inputOf(data, model);
        const AssignmentPlan plan = planOf(input);
        std::vector<PlacedAccount> moves;
        for (const PlacedAccount &account : plan.accounts) {
            if (account.isMove())
                moves.push_back(account);
        }
        QVERIFY(moves.size() > 1);
        const std::vector<PlacedAccount> one{moves.back()};
        const AssignmentPlan some = withMoves(input, plan, one);
        QCOMPARE(some.moves, 1);
        for (const PlacedAccount &account : some.accounts)
            QCOMPARE(account.isMove(), account.load == one.front().load);
        std::map<int, double> hours = hoursAfter(input, plan, one);
        for (const PlannedBook &book : some.books)
            QCOMPARE(book.after.hours, hours[book.csm]);
        QVERIFY(!explained(input, some, one.front()).english().empty());
        QCOMPARE(withMoves(input, plan, moves).moves, plan.moves);
        QCOMPARE(withMoves(input, plan, {}).moves, 0);
    }

    /// A1 is red and in onboarding, A3 pinned by id, A5 has no CSM; A6 has no touch model, A7 has churned.
    void theOutlookNamesWhoIsHeld()
    {
        test::CoverageFixture data;
        CapacityModel model = test::CoverageFixture::model();
        model.assign.protect = {Protection::Red, Protection::RenewingSoon, Protection::Onboarding};
        model.assign.pins = {"A3"};
        const CoverageInput input = inputOf(data, model);
        const auto outlook = solveOutlook(input);
        QVERIFY(outlook.ok());
        QCOMPARE(outlook->books, 3);
        QCOMPARE(outlook->accounts.size(), std::size_t(5));
        QCOMPARE(outlook->vacant, 1);
        QCOMPARE(outlook->held.size(), std::size_t(3)); // A1, A2 (renews on 31 December), A3
        QCOMPARE(outlook->pinned, 1);
        for (const auto &[protection, count] : outlook->heldBy)
            QCOMPARE(count, 1);
        QCOMPARE(outlook->highest, 34.6 / 80); // Ann; Bob has 1.2 of 20 h, Cy nothing
        QCOMPARE(outlook->lowest, 0.0);
        QCOMPARE(outlook->today.spread, 34.6 / 80);
        QCOMPARE(outlook->today.overloadHours, 0.0);
    }

    /// Ann has 34.6 of 80 hours, Bob 1.2 of 20, and Cy now 8 of 80.
    void theOutlookHasTheLowestOfAll()
    {
        test::CoverageFixture data;
        data.account("crm", "A8", "Theta", "segment=Enterprise;region=EMEA;owner=Cy;arr=1000.00");
        const auto outlook = solveOutlook(inputOf(data));
        QVERIFY(outlook.ok());
        QCOMPARE(outlook->lowest, 1.2 / 20);
        QCOMPARE(outlook->highest, 34.6 / 80);
    }
};

QTEST_GUILESS_MAIN(TestPlanFrontier)
#include "tst_plan_frontier.moc"
