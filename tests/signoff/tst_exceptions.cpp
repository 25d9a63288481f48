#include "core/base/personal_data.h"
#include "core/portfolio/portfolio.h"
#include "core/signoff/exceptions.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::signoff;

namespace {

/// Three customers whom crm, billing and cs describe; billing gives ARR, and the CS platform is trusted about owners.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.source("cs", "cs_platform");
    data.run(
        "UPDATE import_batch SET entity = 'accounts', mapping = 'salesforce-account "
        "{\"account_id\":\"Id\",\"arr\":\"ARR__c\",\"owner\":\"Owner.Name | OwnerId\",\"currency\":\"=USD\"} --full' "
        "WHERE source = 'crm'",
        {});
    data.rate("billing", "EUR", "2024-01-01", "1.10");
    data.account("crm", "A", "Acme", "domain=acme.com;arr=1000;owner=Ann Lee;segment=SMB;renewal_date=2026-12-31");
    data.account("crm", "B", "Birch", "domain=birch.com;arr=500;owner=Bo;segment=SMB");
    data.account("crm", "C", "Cedar", "domain=cedar.com;arr=300;owner=Ann Lee");
    data.subscription("billing", "a", "A", "1200", "2025-01-01", "2027-12-31");
    data.subscription("billing", "b", "B", "700", "2025-01-01", "", "", "EUR");
    data.account("cs", "1", "Acme", "domain=acme.com;owner=Ann Lee;segment=Mid-Market");
    data.account("cs", "2", "Birch", "domain=birch.com;owner==Cleo;segment=SMB");
    data.settle();
    data.run("UPDATE account_link SET account = (SELECT o.account FROM account_link o JOIN accounts a ON a.source = "
             "'crm' AND a.account_id = o.record_id JOIN accounts c ON c.domain = a.domain AND c.source = 'cs' AND "
             "c.account_id = account_link.record_id WHERE o.source = 'crm') WHERE source = 'cs'",
        {});
    data.settle();
}

std::vector<reconcile::Reconciliation> compared(test::WorkspaceFixture &data, const std::vector<const char *> &rights)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    std::vector<reconcile::Reconciliation> pairs;
    for (const char *right : rights) {
        Progress progress;
        pairs.push_back(reconcile::reconcile(
            *portfolio, {*portfolio->findSource("crm"), *portfolio->findSource(right), {}}, progress)
                            .value());
    }
    return pairs;
}

QStringList listsOf(test::WorkspaceFixture &data, const std::vector<const char *> &rights, bool pii = false)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const Corrections corrections = correctionsOf(*portfolio, compared(data, rights)).value();
    QStringList texts;
    for (const ExceptionList &list : exceptionLists(data.workspace(), portfolio->accounts(), corrections, pii))
        texts << QString::fromStdString(list.fileName + "\n" + list.csv);
    return texts;
}

} // namespace

/// Lists of what to correct, for the import of the system that is wrong.
class TestExceptions : public QObject {
    Q_OBJECT
private slots:
    void amountsFollowTheSystemOfRecord()
    {
        test::WorkspaceFixture data;
        fill(data);
        // Birch is 700 EUR in billing, which the CRM should say in that currency; Acme's renewal date is the CRM's.
        QCOMPARE(listsOf(data, {"billing"}),
            (QStringList{"billing.Ann_Lee.csv\naccount_id,renewal_date\nA,2026-12-31\n",
                "crm._Cleo.csv\nId,ARR__c,currency\nB,700.00,EUR\n",
                "crm.Ann_Lee.csv\nId,ARR__c,currency\nA,1200.00,USD\n"}));
        data.workspace().setSetting("system_of_record.arr", "crm");
        QCOMPARE(listsOf(data, {"billing"}),
            (QStringList{"billing._Cleo.csv\naccount_id,arr,currency\nB,500.00,USD\n",
                "billing.Ann_Lee.csv\naccount_id,arr,currency,renewal_date\nA,1000.00,USD,2026-12-31\n"}));
    }

    void otherFieldsFollowTheirPrecedence()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(listsOf(data, {"cs"}),
            (QStringList{"crm._Cleo.csv\nId,Owner.Name\nB,'=Cleo\n", "cs.Ann_Lee.csv\naccount_id,segment\n1,SMB\n"}));
    }

    void severalSystemsShareAList()
    {
        test::WorkspaceFixture data;
        fill(data);
        QVERIFY(listsOf(data, {"billing", "cs"})
                    .contains("crm._Cleo.csv\nId,ARR__c,currency,Owner.Name\nB,700.00,EUR,'=Cleo\n"));
    }

    void whoIsMissingIsCountedOnly()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        QCOMPARE(correctionsOf(*portfolio, compared(data, {"billing"})).value().withoutRecord, 1); // Cedar
        QCOMPARE(correctionsOf(*portfolio, compared(data, {"billing", "cs"})).value().withoutRecord, 2);
    }

    void addressesAreMasked()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE accounts SET owner = 'cleo@q.io' WHERE source = 'cs' AND account_id = '2'", {});
        data.settle();
        QVERIFY(listsOf(data, {"cs"}).contains("crm._masked_.csv\nId,Owner.Name\nB,[masked]\n"));
        QVERIFY(listsOf(data, {"cs"}, true).contains("crm.cleo_q_io.csv\nId,Owner.Name\nB,cleo@q.io\n"));
    }

    void filesAreWrittenAndLogged()
    {
        test::WorkspaceFixture data;
        fill(data);
        const QTemporaryDir dir;
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const Corrections corrections = correctionsOf(*portfolio, compared(data, {"cs"})).value();
        const auto lists = exceptionLists(data.workspace(), portfolio->accounts(), corrections, false);
        const QString folder = dir.filePath(QStringLiteral("new/lists"));
        QVERIFY(writeExceptions(data.workspace(), lists, folder.toStdString()).ok());
        QFile file(folder + QStringLiteral("/cs.Ann_Lee.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("account_id,segment\n1,SMB\n"));
        const auto trail = store::auditTrail(data.workspace());
        QCOMPARE(trail.size(), std::size_t(2));
        QCOMPARE(trail[0].action, std::string("export exceptions"));
        QCOMPARE(trail[0].subject, std::string("cs.Ann_Lee.csv"));
        QCOMPARE(trail[0].after.value(), std::string("1 rows, personal data: no"));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("alone") << "ann@q.io"
                               << "[masked]";
        QTest::newRow("in a sentence") << "Ask ann.lee+x@sub.q.io."
                                       << "Ask [masked].";
        QTest::newRow("in brackets") << "Ann Lee <ann@q.io>"
                                     << "Ann Lee <[masked]>";
        QTest::newRow("two") << "a@q.io;b@q.io"
                             << "[masked];[masked]";
        QTest::newRow("of other letters") << "jörg@müller.example"
                                          << "[masked]";
        QTest::newRow("no domain") << "a@b"
                                   << "a@b";
        QTest::newRow("nobody") << "@q.io"
                                << "@q.io";
        QTest::newRow("blank before") << "a @q.io"
                                      << "a @q.io";
        QTest::newRow("digits are no phone number") << "0041443334455"
                                                    << "0041443334455";
        QTest::newRow("one after another") << "a@b@q.io"
                                           << "a@[masked]";
        QTest::newRow("a price") << "5@9.99 and 7@10."
                                 << "5@9.99 and 7@10.";
        QTest::newRow("a version") << "pkg@2.0.1"
                                   << "pkg@2.0.1";
        QTest::newRow("digits in a domain") << "a@7.example"
                                            << "[masked]";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void addresses()
    {
        QFETCH(QString, text);
        QTEST(QString::fromStdString(withoutAddresses(text.toStdString())), "masked");
    }
};

QTEST_GUILESS_MAIN(TestExceptions)
#include "tst_exceptions.moc"
