#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

/// A break of 100, a difference of 0.60 within tolerance and a customer to whom the CRM gives no amount.
Reconciliation compared(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.account("crm", "A", "Kestrel", "arr=900;owner=Maya");
    data.account("crm", "B", "Merlin", "arr=499.40");
    data.account("crm", "C", "Osprey", "owner=Ann");
    data.subscription("billing", "a", "A", "1000", "2025-01-01");
    data.subscription("billing", "b", "B", "500", "2025-01-01");
    data.subscription("billing", "c", "C", "70", "2025-01-01");
    data.settle();
    ReconcileOptions options;
    options.left = *portfolio::Portfolio::of(data.workspace())->findSource("crm");
    options.right = *portfolio::Portfolio::of(data.workspace())->findSource("billing");
    Progress progress;
    auto result = reconcile::reconcile(*portfolio::Portfolio::of(data.workspace()), options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return *result;
}

} // namespace

/// What is said of the list of breaks as a whole, and the list as a file.
class TestBreakLists : public QObject {
    Q_OBJECT
private slots:
    void breaksAndRoundingMakeTheDifference()
    {
        test::WorkspaceFixture data;
        const Reconciliation result = compared(data);
        const DifferenceParts parts = partsOfDifference(result);
        QCOMPARE(parts.breaks, std::int64_t(10000));
        QCOMPARE(parts.rounding, std::int64_t(60));
        QCOMPARE(parts.notGiven, std::int64_t(7000));
        QCOMPARE(parts.total, result.rightTotal - result.leftTotal);
        QCOMPARE(parts.breaks + parts.rounding + parts.notGiven, parts.total);
    }

    /// A step for each, be it a break or not; who has nothing on either side stands nowhere.
    void everyDifferenceIsAStep()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "D", "Dunlin", "owner=Ann");
        data.subscription("billing", "d", "D", "0", "2025-01-01");
        const Reconciliation result = compared(data);
        std::map<Cause, std::pair<std::int64_t, int>> steps;
        for (const BridgeStep &step : result.bridge)
            steps[step.cause] = {step.amount, step.count};
        const std::map<Cause, std::pair<std::int64_t, int>> expected{
            {Cause::Missing, {7000, 1}}, {Cause::Rounding, {60, 1}}, {result.breaks.front().finding.cause, {10000, 1}}};
        QVERIFY(steps == expected);
        QCOMPARE(result.compared, 4);
        QCOMPARE(result.amounts.size(), std::size_t(3));
    }

    void theFileHasWhatWasDecidedOfTheChosenBreaks()
    {
        test::WorkspaceFixture data;
        const Reconciliation result = compared(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        registerBreaks(data.workspace(), result);
        const auto known = [&] { return registeredBreaks(data.workspace(), "crm", "billing"); };
        QVERIFY(decideBreaks(data.workspace(), {{known().begin()->first, "to_fix", "=ask Maya, please"}}).ok());
        const QStringList lines = QString::fromStdString(registeredBreaksCsv(result, known(), {0})).split(u'\n');
        QCOMPARE(lines.size(), 3); // the last is empty
        QCOMPARE(lines[0],
            QStringLiteral("account,name,field,type,cause,left,right,delta,left_id,right_id,"
                           "break,first_seen,owner,state,note,due_date"));
        QVERIFY2(lines[1].endsWith(QStringLiteral("900.00,1000.00,100.00,A,A,"
                                                  "BR-0001,2026-10-31,Maya,to_fix,\"'=ask Maya, please\",")),
            qPrintable(lines[1]));
        QCOMPARE(QString::fromStdString(registeredBreaksCsv(result, known(), {})).count(u'\n'), 1);
        // What no import has registered is open.
        QVERIFY(QString::fromStdString(registeredBreaksCsv(result, {}, {0})).contains(QStringLiteral(",,,Maya,open,")));
    }
};

QTEST_GUILESS_MAIN(TestBreakLists)
#include "tst_break_lists.moc"
