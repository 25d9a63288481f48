#include "core/answers/break_outcome.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/reconciliation.h"
#include "core/session/actions.h"
#include "core/session/identity_decisions.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

namespace {

/// Alpha of the CRM at 100 and Omega of billing, which no pass links; both systems have Beta at 50.
struct Book : test::WorkspaceFixture {
    Progress progress;

    explicit Book(const std::string &billed)
    {
        source("crm", "crm");
        source("stripe", "billing");
        account("crm", "a", "Alpha", "domain=alpha.example;arr=100.00;owner=Ann");
        account("stripe", "o", "Omega", "domain=omega.example;owner=Bob");
        subscription("stripe", "so", "o", billed, "2026-01-01");
        account("crm", "b", "Beta", "domain=beta.example;arr=50.00");
        account("stripe", "b", "Beta", "domain=beta.example");
        subscription("stripe", "sb", "b", "50.00", "2026-01-01");
        if (!session::resolveIdentities(workspace(), progress).ok())
            qFatal("not resolved");
    }
    std::string idOf(const char *source, const char *record)
    {
        const auto directory = portfolio::Portfolio::of(workspace())->accountsPtr();
        return directory->at(directory->indexOfRecord(source, record)).id;
    }
    std::vector<answers::BreakOutcome> outcomes()
    {
        const auto found = answers::breaksAfterLink(workspace(), idOf("crm", "a"), idOf("stripe", "o"), progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        return *found;
    }
    /// "arr unexplained" of each break that there is.
    QStringList breaks()
    {
        const auto portfolio = portfolio::Portfolio::of(workspace());
        reconcile::ReconcileOptions options;
        options.left = *portfolio->findSource("crm");
        options.right = *portfolio->findSource("stripe");
        const auto found = reconcile::reconcile(*portfolio, options, progress);
        QStringList texts;
        for (const reconcile::Break &each : found->breaks)
            texts << QString::fromStdString(each.field) + u' ' + QLatin1String(toString(each.finding.cause));
        texts.sort();
        return texts;
    }
};

QStringList texts(const std::vector<answers::BreakOutcome> &outcomes, bool after)
{
    QStringList texts;
    for (const answers::BreakOutcome &each : outcomes) {
        const auto &cause = after ? each.after : each.before;
        if (cause)
            texts << QString::fromStdString(each.field) + u' ' + QLatin1String(toString(*cause));
    }
    texts.sort();
    if (after)
        texts.removeDuplicates(); // two that become one
    return texts;
}

} // namespace

/// What linking two customers does to their breaks, said before anybody decides.
class TestBreakOutcome : public QObject {
    Q_OBJECT
private slots:
    /// What is foretold is what is there once the link is decided.
    void isWhatTheDecisionBrings_data()
    {
        QTest::addColumn<QString>("billed");
        QTest::addColumn<bool>("agrees"); // whether the break in ARR goes
        QTest::newRow("the same amount") << "100.00" << true;
        QTest::newRow("another amount") << "90.00" << false;
        QTest::newRow("a twelfth") << "8.33" << false;
    }
    void isWhatTheDecisionBrings()
    {
        QFETCH(QString, billed);
        QFETCH(bool, agrees);
        Book data(billed.toStdString());
        const QStringList before = data.breaks();
        QCOMPARE(before.size(), 2); // each side lacks the other's customer
        const auto foretold = data.outcomes();
        QCOMPARE(texts(foretold, false), before);
        QCOMPARE(data.breaks(), before); // nothing was written
        for (const answers::BreakOutcome &each : foretold)
            QCOMPARE(each.name.starts_with("BR-"), each.before.has_value()); // those there are have numbers
        const auto done = session::decideLinks(
            data.workspace(), {{{"crm", "a"}, {"stripe", "o"}, identity::Ruling::Link, "Ann", {}}}, data.progress);
        QVERIFY(done.ok());
        const QStringList after = data.breaks();
        QCOMPARE(texts(foretold, true), after);
        QCOMPARE(after.filter(QRegularExpression(QStringLiteral("^arr "))).isEmpty(), agrees);
        QVERIFY(!after.filter(QRegularExpression(QStringLiteral("^owner "))).isEmpty()); // Ann here, Bob there
    }

    void isEmptyWithoutTwoCustomers()
    {
        Book data("100.00");
        const std::string alpha = data.idOf("crm", "a");
        QVERIFY(answers::breaksAfterLink(data.workspace(), alpha, alpha, data.progress)->empty());
        QVERIFY(answers::breaksAfterLink(data.workspace(), alpha, "AC-99999", data.progress)->empty());
        QVERIFY(answers::breaksAfterLink(data.workspace(), alpha, data.idOf("crm", "b"), data.progress).ok());
    }

    void stopsWhenAsked()
    {
        Book data("100.00");
        Progress stopped;
        stopped.cancel();
        const auto found =
            answers::breaksAfterLink(data.workspace(), data.idOf("crm", "a"), data.idOf("stripe", "o"), stopped);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        // Before the books are read: of a customer that is not there it does not get to know that.
        const auto early = answers::breaksAfterLink(data.workspace(), data.idOf("crm", "a"), "AC-99999", stopped);
        QVERIFY(!early.ok());
        QCOMPARE(early.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestBreakOutcome)
#include "tst_break_outcome.moc"
