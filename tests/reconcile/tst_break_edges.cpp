#include "core/identity/golden_record.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_store.h"
#include "core/reconcile/reconciliation.h"
#include "core/reconcile/systems.h"
#include "core/store/customer_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <set>

using namespace qd;
using namespace qd::reconcile;

namespace {

Reconciliation compared(test::WorkspaceFixture &data, std::optional<Tolerance> tolerance = {})
{
    data.settle();
    Progress progress;
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const ReconcileOptions options{
        *portfolio->findSource("crm"), *portfolio->findSource("billing"), Date::of(2026, 10, 31), tolerance, 0, {}};
    auto result = reconcile::reconcile(*portfolio, options, progress);
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return *result;
}

} // namespace

/// Breaks at the edges of their rules, what a break is known by, and who has ARR on which side.
class TestBreakEdges : public QObject {
    Q_OBJECT
private slots:
    /// Less than 45 days before 31 October is from 17 September on.
    void aNewContractIsNotYetBilled_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<bool>("isNew");
        QTest::newRow("46 days before") << "2026-09-15" << false;
        QTest::newRow("45 days before") << "2026-09-16" << false;
        QTest::newRow("44 days before") << "2026-09-17" << true;
        QTest::newRow("on the day") << "2026-10-31" << true;
        QTest::newRow("after it") << "2026-12-31" << true;
    }
    void aNewContractIsNotYetBilled()
    {
        QFETCH(QString, start);
        QFETCH(bool, isNew);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=10;contract_start_date=" + start.toStdString());
        data.subscription("billing", "z", "Z", "1", "2020-01-01");
        const Reconciliation result = compared(data);
        const auto missing = std::ranges::find(result.breaks, BreakType::MissingRight, &Break::type);
        QVERIFY(missing != result.breaks.end());
        QCOMPARE(missing->finding.cause, isNew ? Cause::NotYetBilled : Cause::Missing);
        QCOMPARE(missing->delta, std::int64_t(-1000));
    }

    /// As sets, of the contracts in force, and only where both systems have some.
    void productsAreCompared_data()
    {
        QTest::addColumn<QStringList>("crm");
        QTest::addColumn<QStringList>("billing");
        QTest::addColumn<QString>("agree"); // of compared; empty: the field is not compared
        QTest::newRow("the same") << QStringList{"Core"} << QStringList{"Core"} << "1/1";
        QTest::newRow("in another order") << QStringList{"Core", "Flow"} << QStringList{"Flow", "Core"} << "1/1";
        QTest::newRow("others") << QStringList{"Core"} << QStringList{"Flow"} << "0/1";
        QTest::newRow("one more") << QStringList{"Core"} << QStringList{"Core", "Flow"} << "0/1";
        QTest::newRow("none on one side") << QStringList{"Core"} << QStringList{""} << "";
    }
    void productsAreCompared()
    {
        QFETCH(QStringList, crm);
        QFETCH(QStringList, billing);
        QFETCH(QString, agree);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme");
        for (const auto &[source, products] : {std::pair{"crm", crm}, {"billing", billing}}) {
            for (const QString &product : products)
                data.subscription(source, source + product.toStdString(), "A", "10", "2026-01-01", "", "", "USD",
                    product.toStdString());
        }
        const Reconciliation result = compared(data);
        const auto field = std::ranges::find(result.fields, std::string("products"), &FieldMatch::field);
        QCOMPARE(
            field == result.fields.end() ? QString() : QStringLiteral("%1/%2").arg(field->matched).arg(field->compared),
            agree);
    }

    /// Where no difference is allowed the rules go down to the smallest amount.
    void causesOfACent_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QStringList>("billing"); // annual start end
        QTest::addColumn<QString>("cause");
        QTest::newRow("the last two digits") << "1234.65" << QStringList{"1234.56 2020-01-01"} << "digit_transposition";
        QTest::newRow("a cent a month") << "0.12" << QStringList{"0.01 2020-01-01"} << "monthly_as_annual";
        QTest::newRow("a cent of two contracts")
            << "0.01" << QStringList{"0.01 2020-01-01", "250 2020-01-01"} << "partial_sum";
        QTest::newRow("two years of a cent")
            << "0.01" << QStringList{"0.02 2026-01-01 2027-12-31"} << "multi_year_total";
        QTest::newRow("a cent five days ago")
            << "0.01" << QStringList{"0.01 2020-01-01 2026-10-25", "0.02 2026-10-26"} << "timing";
        QTest::newRow("a discount to a cent")
            << "0.01" << QStringList{"0.01 2020-01-01 2026-05-31", "0.02 2026-06-01"} << "discount_expiry";
        QTest::newRow("a cent apart") << "10.00" << QStringList{"10.01 2020-01-01"} << "unexplained";
        QTest::newRow("a cent that is not there any more") << "0" << QStringList{"0.01 2020-01-01"} << "unexplained";
    }
    void causesOfACent()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, billing);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=" + crm.toStdString());
        for (const QString &line : billing) {
            const QStringList part = line.split(u' ');
            data.subscription("billing", line.toStdString(), "A", part[0].toStdString(), part[1].toStdString(),
                part.value(2).toStdString());
        }
        const Reconciliation result = compared(data, Tolerance{0, 0});
        QCOMPARE(result.breaks.size(), std::size_t(1));
        QTEST(QString::fromLatin1(toString(result.breaks[0].finding.cause)), "cause");
    }

    /// Two records of one customer, of which one side needs only one.
    void aCustomerIsThereTwice_data()
    {
        QTest::addColumn<QString>("twice");
        QTest::newRow("in the left") << "crm";
        QTest::newRow("in the right") << "billing";
    }
    void aCustomerIsThereTwice()
    {
        QFETCH(QString, twice);
        test::WorkspaceFixture data;
        for (const char *source : {"crm", "billing"}) {
            data.source(source, source);
            data.account(source, "A", "Acme", "arr=1000");
        }
        data.account(twice.toStdString(), "A2", "Acme", "arr=600");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        const Reconciliation result = compared(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        const Break &found = result.breaks[0];
        QCOMPARE(found.type, twice == u"crm" ? BreakType::DuplicateLeft : BreakType::DuplicateRight);
        QCOMPARE(found.finding.cause, Cause::Duplicate);
        QCOMPARE(found.finding.evidence.front().sentence.english(), std::string("Without record A2 the amounts agree"));
        QCOMPARE(found.delta, std::int64_t(twice == u"crm" ? -60000 : 60000));
    }

    /// Two names of one company in a system that alone has them: neither is there twice.
    void twoThatTheOtherSideLacks()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Redfern Telecom", "domain=redfern.com;arr=1000");
        data.account("crm", "B", "Redfern Telecom Inc.", "domain=redfern.com;arr=1000");
        data.account("billing", "Z", "Zeta");
        const Reconciliation result = compared(data);
        QCOMPARE(result.breaks.size(), std::size_t(2));
        for (const Break &found : result.breaks)
            QCOMPARE(found.finding.cause, Cause::Missing);
    }

    /// Whom billing had until May the CRM lacks, though there is no amount any more; a prospect it never had is none.
    void whatWasOnceThereIsMissing()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "B", "Birch", "arr=10");
        data.subscription("billing", "b", "B", "10", "2025-01-01");
        data.account("billing", "C", "Cedar");
        data.subscription("billing", "a", "A", "1000", "2025-01-01", "2026-05-31");
        const Reconciliation result = compared(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        QCOMPARE(result.breaks[0].type, BreakType::MissingLeft);
        QCOMPARE(result.breaks[0].rightId, std::string("A"));
        QCOMPARE(result.breaks[0].delta, std::int64_t(0));
    }

    /// The totals of a parent and its child, within the tolerance of 1.00.
    void aFamilyAgreesInTotal_data()
    {
        QTest::addColumn<QStringList>("arr"); // of parent and child in the CRM, then in billing; "-": not there
        QTest::addColumn<QString>("causes");
        const auto both = QStringLiteral("parent_child|parent_child");
        QTest::newRow("equal") << QStringList{"3000", "0", "1000", "2000"} << both;
        QTest::newRow("a unit more in the CRM") << QStringList{"3001", "0", "1000", "2000"} << both;
        QTest::newRow("a unit more in billing") << QStringList{"3000", "0", "1001", "2000"} << both;
        QTest::newRow("a cent over") << QStringList{"3001.01", "0", "1000", "2000"} << "unexplained|unexplained";
        QTest::newRow("billing lacks the child") << QStringList{"1000", "2000", "3000", "-"} << both;
    }
    void aFamilyAgreesInTotal()
    {
        QFETCH(QStringList, arr);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "P", "Parent", "arr=" + arr[0].toStdString());
        data.account("crm", "C", "Child", "parent_account_id=P;arr=" + arr[1].toStdString());
        data.subscription("billing", "p", "P", arr[2].toStdString(), "2025-01-01");
        if (arr[3] != u"-")
            data.subscription("billing", "c", "C", arr[3].toStdString(), "2025-01-01");
        QStringList causes;
        for (const Break &found : compared(data).breaks)
            causes << QString::fromLatin1(toString(found.finding.cause));
        QTEST(causes.join(u'|'), "causes");
    }

    /// A child that neither side has makes no family of its parent.
    void whoIsInNeitherIsNoFamily()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.source("cs", "cs_platform");
        data.account("crm", "P", "Parent", "status=active");
        data.account("cs", "1", "Parent");
        data.account("cs", "2", "Child", "parent_account_id=1");
        data.account("billing", "Z", "Zeta");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'crm') WHERE "
                 "source = 'cs' AND record_id = '1'",
            {});
        const Reconciliation result = compared(data);
        QCOMPARE(result.breaks.size(), std::size_t(1));
        const auto &accounts = *result.accounts;
        QCOMPARE(accounts.at(accounts.indexOfRecord("cs", "2")).ultimateParent, accounts.indexOfRecord("crm", "P"));
        QCOMPARE(result.breaks[0].finding.cause, Cause::Missing);
    }

    /// Rates that are old are named once for each currency, by the side that has amounts in it first.
    void anOldRateIsNamedOnce()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-31", "1.10");
        data.rate("billing", "CHF", "2026-02-28", "1.20");
        data.account("crm", "A", "Acme", "arr=10;currency=EUR");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "", "", "EUR");
        data.subscription("billing", "b", "A", "10", "2026-01-01", "", "", "CHF");
        const Reconciliation result = compared(data);
        QStringList currencies;
        for (const portfolio::StaleRate &rate : result.staleRates)
            currencies << QString::fromStdString(std::string(rate.currency.code()));
        QCOMPARE(currencies, (QStringList{"EUR", "CHF"}));
        QCOMPARE(result.warnings.size(), std::size_t(3)); // one of the CRM, two of billing
    }

    /// The setting says whose ARR is right, whatever comes first by its kind.
    void theSystemOfRecordIsRight()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=10");
        data.subscription("billing", "a", "A", "20", "2026-01-01");
        const Reconciliation pair = compared(data);
        const auto leftIsRight = [&] {
            return isLeftTrusted(*portfolio::Portfolio::of(data.workspace()), pair, "arr");
        };
        QVERIFY(!leftIsRight());
        data.workspace().setSetting("system_of_record.arr", "crm");
        QVERIFY(leftIsRight());
    }

    /// A register is known though its pair had no break when it was begun, and a decision though its break is gone.
    void registersOfPairsWithoutABreak()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme", "arr=10");
        data.subscription("billing", "s", "A", "10", "2026-01-01");
        const Reconciliation none = compared(data);
        QVERIFY(none.breaks.empty());
        keepRegisters(data.workspace(), {none});
        QCOMPARE(registeredPairs(data.workspace()), (std::vector<SourceNames>{{"crm", "billing"}}));
        QVERIFY(decidedStates(data.workspace(), "crm", "billing").empty());
        data.snapshot("crm", "A", "20", "USD", "2026-10-31");
        const Reconciliation one = compared(data);
        keepRegisters(data.workspace(), {one});
        const std::string key = breakKey(one, one.breaks.front());
        QVERIFY(decideBreaks(data.workspace(), {{key, "accepted", ""}}).ok());
        keepRegisters(data.workspace(), {none});
        using States = std::map<std::string, std::string>;
        QCOMPARE(decidedStates(data.workspace(), "crm", "billing"), (States{{key, "accepted"}}));
        QCOMPARE(decidedStates(data.workspace(), "billing", "crm"), States());
        QCOMPARE(registeredPairs(data.workspace()).size(), std::size_t(1));
    }

    void customersWithArrAreCountedBySide()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "A", "arr=0.01");
        data.account("crm", "B", "B", "arr=0");
        data.account("crm", "C", "C", "arr=20");
        data.account("crm", "D", "D", "arr=-5");
        data.subscription("billing", "b", "B", "10", "2026-01-01");
        data.subscription("billing", "c", "C", "20", "2026-01-01");
        data.subscription("billing", "d", "E", "30", "2026-01-01", "2026-10-30"); // gone
        data.subscription("billing", "e", "F", "40", "2026-01-01", "2026-10-31");
        data.subscription("billing", "f", "G", "40", "2026-01-01");
        const Reconciliation result = compared(data);
        QCOMPARE(customersWithArr(result, true), 2); // A and C
        QCOMPARE(customersWithArr(result, false), 4); // B, C, F, G
        QCOMPARE(customersWithArr(Reconciliation(), true), 0);
        QCOMPARE(result.leftTotal, std::int64_t(2001));
        QCOMPARE(result.rightTotal, std::int64_t(11000));
    }

    /// Of a pair of sources, a customer and a field; not of what the amounts are or why.
    void aBreakIsKnownByItsPlace()
    {
        std::vector<store::CustomerRow> rows;
        for (const char *id : {"AC-1", "AC-2"})
            rows.push_back({id, {}, {}, std::vector<std::string>(identity::goldenFieldNames().size())});
        Reconciliation result;
        result.accounts = std::make_shared<const identity::AccountDirectory>(std::move(rows));
        result.left.name = "crm";
        result.right.name = "billing";
        Break arr;
        arr.account = 0;
        arr.field = "arr";
        const std::string key = breakKey(result, arr);
        Break later = arr;
        later.delta = 5;
        later.type = BreakType::MissingLeft;
        later.finding.cause = Cause::Timing;
        QCOMPARE(breakKey(result, later), key);
        std::set<std::string> keys{key};
        later.account = 1;
        keys.insert(breakKey(result, later));
        later.account = 0;
        later.field = "owner";
        keys.insert(breakKey(result, later));
        std::swap(result.left, result.right);
        keys.insert(breakKey(result, arr));
        result.left.name = "zuora";
        keys.insert(breakKey(result, arr));
        QCOMPARE(keys.size(), std::size_t(5));
    }
};

QTEST_GUILESS_MAIN(TestBreakEdges)
#include "tst_break_edges.moc"
