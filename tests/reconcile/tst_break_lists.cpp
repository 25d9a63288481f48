#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_lists.h"
#include "core/reconcile/break_store.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

/// The CRM against billing.
Reconciliation crmAgainstBilling(test::WorkspaceFixture &data)
{
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
    return crmAgainstBilling(data);
}

/// A break each of Acme, Maya's, and Birch, Bo's, both registered.
Reconciliation registered(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.account("crm", "A", "Acme", "arr=900;owner=Maya");
    data.account("crm", "B", "Birch", "arr=500;owner=Bo");
    data.subscription("billing", "a", "A", "1000", "2025-01-01");
    data.subscription("billing", "b", "B", "700", "2025-01-01");
    const Reconciliation result = crmAgainstBilling(data);
    registerBreaks(data.workspace(), result);
    return result;
}

} // namespace

/// What is said of the list of breaks as a whole, and the list as a file.
class TestBreakLists : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    [[nodiscard]] std::string file(const char *name, const QByteArray &text) const
    {
        QFile file(m_dir.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("cannot write a test file");
        return file.fileName().toStdString();
    }
    static std::map<std::string, RegisteredBreak> known(test::WorkspaceFixture &data)
    {
        return registeredBreaks(data.workspace(), "crm", "billing");
    }

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

    void aListDecides_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("first"); // break 1 afterwards: state, note, owner, due date
        QTest::addColumn<int>("decided");
        const QByteArray head = "break,state,note,owner,due_date\n";
        QTest::newRow("everything") << head + "BR-0001,to_fix,ask,Bea,2026-12-01\n"
                                    << "to_fix|ask|Bea|2026-12-01" << 1;
        QTest::newRow("only a due date") << QByteArray("Due_Date,Break\n2026-12-02,BR-0001\n")
                                         << "open|old|Ann|2026-12-02" << 1;
        QTest::newRow("an empty state stays") << QByteArray("break,state\nBR-0001,\n") << "open|old|Ann|" << 0;
        QTest::newRow("an empty note goes") << QByteArray("break,note\nBR-0001,\n") << "open||Ann|" << 1;
        QTest::newRow("back to the customer's owner") << QByteArray("break,owner\nBR-0001,\n") << "open|old||" << 1;
        QTest::newRow("the customer's own") << QByteArray("break,owner\nBR-0002,Bo\n") << "open|old|Ann|" << 0;
        QTest::newRow("another than the customer's")
            << QByteArray("break,owner\nBR-0002,Cleo\n") << "open|old|Ann|" << 1;
        QTest::newRow("its own once more") << QByteArray("break,owner\nBR-0001,Ann\n") << "open|old|Ann|" << 0;
        QTest::newRow("without a number") << QByteArray("break,note\n,new\n") << "open|old|Ann|" << 0;
    }
    void aListDecides()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, first);
        test::WorkspaceFixture data;
        registered(data);
        std::string key;
        for (const auto &[each, of] : known(data))
            key = of.number == 1 ? each : key;
        QVERIFY(decideBreaks(data.workspace(), {{key, "open", "old", "Ann", ""}}).ok());
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto decisions = readBreakDecisions(data.workspace(), portfolio->accounts(), file("list.csv", text));
        QVERIFY2(decisions.ok(), decisions ? "" : decisions.error().message.english().c_str());
        QTEST(int(decisions->size()), "decided");
        QVERIFY(decideBreaks(data.workspace(), *decisions).ok());
        const RegisteredBreak after = known(data).at(key);
        QCOMPARE(
            QString::fromStdString(after.state + '|' + after.note + '|' + after.owner + '|' + after.dueDate), first);
    }

    /// A break without an owner of its own is its customer's owner's already: of the first customer, too.
    void theCustomersOwnerIsNoDecision()
    {
        test::WorkspaceFixture data;
        registered(data);
        const auto decisions = readBreakDecisions(data.workspace(),
            portfolio::Portfolio::of(data.workspace())->accounts(), file("own.csv", "break,owner\nBR-0001,Maya\n"));
        QVERIFY2(decisions.ok(), decisions ? "" : decisions.error().message.english().c_str());
        QVERIFY(decisions->empty());
    }

    void aWrongListDecidesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("no column") << QByteArray("number,state\nBR-0001,fixed\n") << "has no column break;";
        QTest::newRow("no such break") << QByteArray("break,state\nBR-0001,fixed\nBR-0009,fixed\n")
                                       << "line 3: no break that is there has the number BR-0009.";
        QTest::newRow("twice") << QByteArray("break,state\nBR-0001,fixed\nBR-0001,open\n")
                               << "line 3: BR-0001 stands above already.";
        QTest::newRow("no day") << QByteArray("break,due_date\nBR-0001,soon\n")
                                << "line 2: A due date is a day, YYYY-MM-DD, not \"soon\". Nothing was decided.";
        QTest::newRow("no state") << QByteArray("break,state\nBR-0001,done\n")
                                  << "line 2: A break cannot be \"done\". Nothing was decided.";
    }
    void aWrongListDecidesNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        test::WorkspaceFixture data;
        registered(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto decisions = readBreakDecisions(data.workspace(), portfolio->accounts(), file("wrong.csv", text));
        QVERIFY(!decisions.ok());
        const QString sentence = QString::fromStdString(decisions.error().message.english());
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
    }

    /// A list of ours, edited and given back.
    void ourOwnListComesBack()
    {
        test::WorkspaceFixture data;
        const Reconciliation result = registered(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        QVERIFY(decideBreaks(data.workspace(), {{known(data).begin()->first, "to_fix", "=1+1", "", ""}}).ok());
        const std::string csv = registeredBreaksCsv(result, known(data), {0, 1});
        const auto decisions = readBreakDecisions(
            data.workspace(), portfolio->accounts(), file("ours.csv", QByteArray::fromStdString(csv)));
        QVERIFY2(decisions.ok(), decisions ? "" : decisions.error().message.english().c_str());
        QVERIFY(decisions->empty());
    }

    /// What is said is about breaks: nothing was to be imported.
    void aListThatIsNotThere()
    {
        test::WorkspaceFixture data;
        registered(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const std::string path = m_dir.filePath(QStringLiteral("nowhere.csv")).toStdString();
        const auto decisions = readBreakDecisions(data.workspace(), portfolio->accounts(), path);
        QCOMPARE(decisions.error().code, ErrorCode::NotFound);
        QCOMPARE(
            decisions.error().message.english(), path + " does not exist. Give a list of breaks; nothing was decided.");
    }
};

QTEST_GUILESS_MAIN(TestBreakLists)
#include "tst_break_lists.moc"
