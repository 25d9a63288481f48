#include "core/reconcile/held_customers.h"
#include "core/reconcile/reconciliation.h"
#include "core/store/negative_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

/// A row that `source` holds back, as an import keeps it.
void holdBack(test::WorkspaceFixture &data, const char *source, const store::NegativeRow &row)
{
    data.run("INSERT INTO quarantine (batch_id, line, \"column\", code, message, record, reading) VALUES ((SELECT "
             "max(batch_id) FROM import_batch WHERE source = ?), 2, 'arr', 'negative_value', '', '', ?)",
        {source, store::readingText(row)});
}

QString found(test::WorkspaceFixture &data)
{
    data.settle();
    Progress progress;
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const auto result = reconcile::reconcile(*portfolio,
        {*portfolio->findSource("crm"), *portfolio->findSource("billing"), Date::fromIso("2026-10-31")}, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    QStringList breaks;
    std::int64_t total = result->leftTotal;
    for (const Break &each : result->breaks)
        breaks << QString::fromLatin1(toString(each.type)) + ' ' + QString::fromLatin1(toString(each.finding.cause));
    for (const BridgeStep &step : result->bridge)
        total += step.amount;
    return total == result->rightTotal ? breaks.join(u'|') : QStringLiteral("does not add up");
}

} // namespace

/// A customer who is missing because the other system's row is held back, below zero.
class TestHeldCustomers : public QObject {
    Q_OBJECT
private slots:
    void wrongSign_data()
    {
        QTest::addColumn<QString>("crm"); // the customer A, Acme, of 1000.00
        QTest::addColumn<QStringList>("held"); // source id name domain crm_id amount currency
        QTest::addColumn<QString>("breaks");
        const auto row = [](const char *name, const char *crm, const char *held, const char *breaks) {
            QTest::newRow(name) << QString::fromLatin1(crm) << QString::fromLatin1(held).split(u'|')
                                << QString::fromLatin1(breaks);
        };
        const char *wrong = "missing_right wrong_sign";
        const char *missing = "missing_right missing";
        row("by domain", "domain=acme.com", "billing|B|Other|acme.com||-100000|USD", wrong);
        row("by the carried id", "", "billing|B|Other||A|-100000|USD", wrong);
        row("by name", "", "billing|B|ACME Inc.|||-100000|USD", wrong);
        row("by name, and one has no domain", "", "billing|B|Acme|acme.com||-100000|USD", wrong);
        row("by name, but another domain", "domain=acme.com", "billing|B|Acme|acme.org||-100000|USD", missing);
        row("of nobody here", "domain=acme.com", "billing|B|Other|other.com||-100000|USD", missing);
        row("at the tolerance", "", "billing|B|Acme|||-100100|USD", wrong);
        row("a cent over", "", "billing|B|Acme|||-100101|USD", missing);
        row("a cent under", "", "billing|B|Acme|||-99899|USD", missing);
        row("in another currency", "", "billing|B|Acme|||-90909|EUR", wrong); // x 1.10 = 999.999
        row("without a rate", "", "billing|B|Acme|||-100000|KWD", missing);
        row("of the system that has it", "", "crm|B|Acme|||-100000|USD", missing);
        row("before not yet billed", "contract_start_date=2026-10-10", "billing|B|Acme|||-100000|USD", wrong);
        row("not yet billed without", "contract_start_date=2026-10-10", "billing|B|Acme|||-1|USD",
            "missing_right not_yet_billed");
        row("a contract, by its account", "", "billing|A||||-100000|USD", wrong);
        row("a contract of another account", "", "billing|B||||-100000|USD", missing);
    }
    void wrongSign()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, held);
        QFETCH(QString, breaks);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.rate("crm", "EUR", "2024-01-01", "1.10");
        data.account("crm", "A", "Acme", "arr=1000;" + crm.toStdString());
        const auto at = [&held](int i) { return held.value(i).toStdString(); };
        holdBack(data, at(0).c_str(),
            {{}, at(1), at(2), at(3), at(4), {held.value(5).toLongLong(), *Currency::fromCode(at(6))}});
        QCOMPARE(found(data), breaks);
    }

    /// A contract held back names an account by its id alone, which several systems may know.
    void whomAnIdMeans_data()
    {
        QTest::addColumn<QStringList>("other"); // source kind name
        QTest::addColumn<QString>("cause");
        QTest::newRow("the CRM's, though read later") << QStringList{"aa", "cs_platform", "Zeta"} << "wrong_sign";
        QTest::newRow("the CRM's, read first") << QStringList{"zz", "cs_platform", "Zeta"} << "wrong_sign";
        QTest::newRow("two CRMs and two customers") << QStringList{"crm2", "crm", "Zeta"} << "missing";
        QTest::newRow("two CRMs and one customer") << QStringList{"crm2", "crm", "Acme"} << "wrong_sign";
    }
    void whomAnIdMeans()
    {
        QFETCH(QStringList, other);
        QFETCH(QString, cause);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.source(other[0].toStdString(), other[1].toStdString());
        data.account("crm", "A", "Acme", "arr=1000");
        data.account(other[0].toStdString(), "A", other[2].toStdString());
        data.settle();
        if (other[2] == u"Acme")
            data.run("UPDATE account_link SET account = (SELECT min(account) FROM account_link)", {});
        holdBack(data, "billing", {{}, "A", "", "", "", {-100000, Currency()}});
        QCOMPARE(found(data), QStringLiteral("missing_right ") + cause);
    }

    /// A customer whom the source describes is there, whatever else it holds back.
    void aDescribedCustomerIsNotMissing()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=1000");
        data.account("billing", "A", "Acme", "");
        holdBack(data, "billing", {{}, "A", "", "", "", {-100000, Currency()}});
        QCOMPARE(found(data),
            QStringLiteral("missing_left missing|missing_right missing")
                .mid(QStringLiteral("missing_left missing|").size()));
    }

    /// Who is described by an id goes before whoever is known by it alone; of two CRMs' customers it is neither's.
    void whoseAnIdIs()
    {
        test::WorkspaceFixture data;
        for (const auto &[source, kind] :
            {std::pair("aa", "usage"), {"billing", "billing"}, {"cs", "cs_platform"}, {"crm1", "crm"}, {"crm2", "crm"}})
            data.source(source, kind);
        data.account("cs", "A", "Cedar");
        data.account("cs", "B", "Birch");
        data.subscription("aa", "s", "A", "1", "2020-01-01"); // known by its id alone
        data.account("crm1", "C", "Acme");
        data.account("crm2", "C", "Zeta");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'cs' AND "
                 "record_id = 'B') WHERE source = 'aa'",
            {});
        for (const char *id : {"A", "C"})
            holdBack(data, "billing", {{}, id, "", "", "", {-100000, Currency()}});
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const HeldCustomers held(*portfolio, "billing");
        const auto rowsOf = [&](const char *source, const char *id) {
            return held.amountsOf(portfolio->accounts().indexOfRecord(source, id)).size();
        };
        QCOMPARE(rowsOf("cs", "A"), std::size_t(1));
        QCOMPARE(rowsOf("aa", "A"), std::size_t(0));
        QCOMPARE(rowsOf("crm1", "C"), std::size_t(0));
        QCOMPARE(rowsOf("crm2", "C"), std::size_t(0));
    }

    /// A carried id leads to a customer whom the CRM describes, not to one of whom it only has a contract.
    void whomACarriedIdMeans()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "C", "Cedar");
        data.subscription("crm", "s", "A", "1", "2020-01-01");
        data.settle();
        holdBack(data, "billing", {{}, "1", "Other", "", "A", {-100000, Currency()}});
        holdBack(data, "billing", {{}, "2", "Third", "", "C", {-100000, Currency()}});
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const HeldCustomers held(*portfolio, "billing");
        const auto &accounts = portfolio->accounts();
        QCOMPARE(held.amountsOf(accounts.indexOfRecord("crm", "A")).size(), std::size_t(0));
        QCOMPARE(held.amountsOf(accounts.indexOfRecord("crm", "C")).size(), std::size_t(1));
    }

    void whatALaterFileReplacedWaitsNoMore()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=1000");
        holdBack(data, "billing", {{}, "B", "Acme", "", "", {-100000, Currency()}});
        QCOMPARE(store::negativeRows(data.workspace()).size(), std::size_t(1));
        data.source("billing", "billing", "2026-11-30"); // the same file, whose rows are all skipped
        data.run("UPDATE import_batch SET rows_read = 5, skipped = 5 WHERE as_of = '2026-11-30'", {});
        QCOMPARE(store::negativeRows(data.workspace()).size(), std::size_t(1));
        data.run("UPDATE import_batch SET skipped = 0, accepted = 5 WHERE as_of = '2026-11-30'", {});
        QCOMPARE(store::negativeRows(data.workspace()).size(), std::size_t(0));
    }

    void amountsOfACustomer()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=1000");
        data.account("crm", "C", "Cedar", "arr=1000");
        holdBack(data, "billing", {{}, "B", "ACME Inc.", "", "", {-100000, Currency()}});
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const HeldCustomers held(*portfolio, "billing");
        const auto amounts = [&](const char *id) {
            return held.amountsOf(portfolio->accounts().indexOfRecord("crm", id));
        };
        QCOMPARE(amounts("A").size(), std::size_t(1));
        QCOMPARE(amounts("A").front().minor, -100'000);
        QVERIFY(amounts("C").empty());
        QVERIFY(HeldCustomers(*portfolio, "crm").amountsOf(0).empty()); // crm holds nothing back
    }
};

QTEST_GUILESS_MAIN(TestHeldCustomers)
#include "tst_held_customers.moc"
