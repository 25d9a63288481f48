#include "core/base/text.h"
#include "core/reconcile/side.h"
#include "core/reconcile/twins.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

const Date AsOf = *Date::of(2026, 10, 31);

Side sideOf(test::WorkspaceFixture &data, const char *source = "billing", Date asOf = AsOf)
{
    data.settle();
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    auto side = Side::of(*portfolio, *portfolio->findSource(source), asOf);
    if (!side)
        qFatal("%s", side.error().message.english().c_str());
    return *side;
}

int customer(const Side &side, const char *id, const char *source = "billing")
{
    return side.book().accounts().indexOfRecord(source, id);
}

QStringList isos(const std::vector<Date> &days)
{
    QStringList texts;
    for (const Date day : days)
        texts << (day == portfolio::EndOfTime       ? QStringLiteral("end")
                : day == portfolio::BeginningOfTime ? QStringLiteral("beginning")
                                                    : QString::fromStdString(day.iso()));
    return texts;
}

void edited(test::WorkspaceFixture &data, const char *value, const char *asOf)
{
    data.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) VALUES "
             "('billing', 'subscriptions', 's', 'annual', ?, ?, 1)",
        {value, asOf});
}

} // namespace

/// What one system says about its customers on a day and around it.
class TestSide : public QObject {
    Q_OBJECT
private slots:
    void amountsOnOtherDaysAreAtTheRatesOfTheAsOfDay()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-01", "1.50");
        data.rate("billing", "EUR", "2026-10-31", "2.00");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "2026-06-30", "", "EUR");
        data.subscription("billing", "b", "A", "7", "2026-06-30");
        const Side side = sideOf(data);
        const int a = customer(side, "A");
        QVERIFY(side.hasArr());
        QCOMPARE(side.at(a).arr, std::int64_t(700));
        QCOMPARE(side.arrOn(a, *Date::of(2026, 6, 29)), std::optional<std::int64_t>(2000));
        QCOMPARE(side.arrOn(a, *Date::of(2026, 6, 30)), std::optional<std::int64_t>(2700));
        QCOMPARE(side.arrOn(a, *Date::of(2026, 7, 1)), std::optional<std::int64_t>(700));
        QCOMPARE(side.arrOn(a, *Date::of(2025, 12, 31)), std::optional<std::int64_t>(0));
    }

    void aMissingRateGivesNothing()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "2026-06-30", "", "EUR");
        const Side side = sideOf(data);
        QVERIFY(!side.arrOn(customer(side, "A"), *Date::of(2026, 6, 30)));
        QCOMPARE(side.arrOn(customer(side, "A"), AsOf), std::optional<std::int64_t>(0));
    }

    void oneRecordCanBeLeftOut()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A1", "Acme");
        data.account("billing", "A2", "Acme");
        data.subscription("billing", "a", "A1", "10", "2026-01-01");
        data.subscription("billing", "b", "A2", "7", "2026-01-01");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        const Side side = sideOf(data);
        const int a = customer(side, "A1");
        QCOMPARE(customer(side, "A2"), a);
        QCOMPARE(side.arrOn(a, AsOf), std::optional<std::int64_t>(1700));
        QCOMPARE(side.arrOn(a, AsOf, "A1"), std::optional<std::int64_t>(700));
        QCOMPARE(side.arrOn(a, AsOf, "A2"), std::optional<std::int64_t>(1000));
        QCOMPARE(side.arrOn(a, AsOf, "A3"), std::optional<std::int64_t>(1700));
    }

    void nativeAmountIsOfOneCurrencyOnly()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-01-01", "1.50");
        for (const char *id : {"euros", "mixed", "trial beside", "gone", "starts", "ends"})
            data.account("billing", id, id);
        data.subscription("billing", "a", "euros", "10", "2026-01-01", "", "", "EUR");
        data.subscription("billing", "b", "euros", "5", "2026-01-01", "", "", "EUR");
        data.subscription("billing", "c", "mixed", "10", "2026-01-01", "", "", "EUR");
        data.subscription("billing", "d", "mixed", "10", "2026-01-01");
        data.subscription("billing", "e", "trial beside", "10", "2026-01-01", "", "", "EUR");
        data.subscription("billing", "f", "trial beside", "0", "2026-01-01");
        data.subscription("billing", "g", "gone", "10", "2026-01-01", "2026-10-30");
        data.subscription("billing", "h", "starts", "10", "2026-11-01");
        data.subscription("billing", "i", "ends", "10", "2026-01-01", "2026-10-31");
        const Side side = sideOf(data);
        const auto native = [&](const char *id) {
            const auto amount = side.nativeArr(customer(side, id));
            return amount ? QString::fromStdString(amount->text() + " " + amount->currency.code()) : QString();
        };
        QCOMPARE(native("euros"), QStringLiteral("15.00 EUR"));
        QCOMPARE(native("mixed"), QString());
        QCOMPARE(native("trial beside"), QStringLiteral("10.00 EUR"));
        QCOMPARE(native("gone"), QString());
        QCOMPARE(native("starts"), QString());
        QCOMPARE(native("ends"), QStringLiteral("10.00 USD"));
        QCOMPARE(side.at(customer(side, "euros")).arr, std::int64_t(2250));
    }

    void changeDaysAreThoseOfContracts()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "2026-06-30");
        data.subscription("billing", "b", "A", "7", "2026-07-01", "2026-12-31", "2026-11-15");
        data.subscription("billing", "c", "B", "7", "2025-05-05");
        const Side side = sideOf(data);
        const QStringList days{"2026-01-01", "2026-07-01", "2026-11-15"}; // 1 July once: the end of one, the next
        QCOMPARE(isos(side.changeDays(customer(side, "A"))), days);
        QCOMPARE(isos(side.contractDays(customer(side, "A"))), days);
        QCOMPARE(isos(side.changeDays(customer(side, "B"))), (QStringList{"2025-05-05", "end"}));
        QCOMPARE(isos(side.contractDays(customer(side, "B"))), (QStringList{"2025-05-05", "end"}));
    }

    /// On a day before a merger a record is still its own customer's.
    void recordsBeforeAMerger()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing", "2026-01-31");
        data.source("billing", "billing", "2026-10-31");
        data.account("billing", "A", "Acme");
        data.account("billing", "B", "Bolt");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-03-15");
        const auto idsOn = [&](const char *day) {
            QStringList ids;
            const Side side = sideOf(data, "billing", *Date::fromIso(day));
            for (const SideAccount &account : side.accounts())
                ids << QString::fromStdString(joined(account.recordIds, "+"));
            return ids;
        };
        QCOMPARE(idsOn("2026-03-14"), (QStringList{"A", "B"}));
        QCOMPARE(idsOn("2026-03-15"), (QStringList{"A+B", ""}));
    }

    /// Whom a later file brought is there on a day before it from its first contract on, or if the first file had it.
    void whoCameLater_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("start");
        QTest::addColumn<bool>("there"); // on 31 October
        QTest::newRow("a contract from that day") << "2026-11-15"
                                                  << "2026-10-31" << true;
        QTest::newRow("a contract from the next day") << "2026-11-15"
                                                      << "2026-11-01" << false;
        QTest::newRow("seen on that day") << "2026-10-31"
                                          << "2026-11-01" << true;
        QTest::newRow("seen on the next day") << "2026-11-01"
                                              << "2026-11-01" << false;
    }
    void whoCameLater()
    {
        QFETCH(QString, seen);
        QFETCH(QString, start);
        test::WorkspaceFixture data;
        data.source("billing", "billing", "2026-11-30");
        data.account("billing", "A", "Acme", "first_as_of=2026-01-31");
        data.account("billing", "B", "Bolt", "first_as_of=" + seen.toStdString());
        data.subscription("billing", "b", "B", "10", start.toStdString());
        const Side side = sideOf(data);
        QVERIFY(side.at(customer(side, "A")).present);
        QTEST(side.at(customer(side, "B")).present, "there");
    }

    void anEditInPlaceChangesTheAmountButNoContract()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "30", "2026-01-01", "2026-12-31");
        edited(data, "20.00 USD", "2026-03-31");
        edited(data, "30.00 USD", "2026-10-31");
        edited(data, "45.00 USD", "2026-11-01"); // after the as-of date
        const Side side = sideOf(data);
        const int a = customer(side, "A");
        QCOMPARE(isos(side.changeDays(a)), (QStringList{"2026-01-01", "2026-10-31", "2026-11-01", "2027-01-01"}));
        QCOMPARE(isos(side.contractDays(a)), (QStringList{"2026-01-01", "2027-01-01"}));
        const auto change = side.lastSnapshotChange(a);
        QVERIFY(change.has_value());
        QCOMPARE(change->day, AsOf);
        QCOMPARE(change->before.minor, std::int64_t(2000));
        QCOMPARE(change->after.minor, std::int64_t(3000));
        QVERIFY(!sideOf(data, "billing", AsOf.plusDays(-1)).lastSnapshotChange(a)); // not yet
        QCOMPARE(sideOf(data, "billing", AsOf.plusDays(1)).lastSnapshotChange(a)->after.minor, std::int64_t(4500));
    }

    /// The days of a trial or a discount are none of the contract, unless it begins or ends on them.
    void contractDaysAreNotThoseOfTrialsAndDiscounts_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QStringList>("days"); // of a contract from 2026-01-01 to 2026-12-31
        const QString discount = QStringLiteral("discount_percent = 10, discount_start = '%1', discount_end = '%2'");
        QTest::newRow("a trial") << "trial_end = '2026-01-15'" << QStringList{"2027-01-01"};
        QTest::newRow("a trial before it") << "trial_end = '2025-12-31'" << QStringList{"2026-01-01", "2027-01-01"};
        QTest::newRow("a discount in March")
            << discount.arg("2026-03-01", "2026-03-31") << QStringList{"2026-01-01", "2027-01-01"};
        QTest::newRow("through the last day")
            << discount.arg("2026-10-01", "2026-12-31") << QStringList{"2026-01-01", "2027-01-01"};
        QTest::newRow("in March, cancelled for June") << discount.arg("2026-03-01", "2026-03-31")
                + ", cancelled_date = '2026-06-01'" << QStringList{"2026-01-01", "2026-06-01"};
        QTest::newRow("cancelled for the day after")
            << discount.arg("2026-03-01", "2026-05-31") + ", end_date = NULL, cancelled_date = '2026-06-01'"
            << QStringList{"2026-01-01", "2026-06-01"};
    }
    void contractDaysAreNotThoseOfTrialsAndDiscounts()
    {
        QFETCH(QString, set);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "30", "2026-01-01", "2026-12-31");
        data.run("UPDATE subscriptions SET " + set.toStdString(), {});
        const Side side = sideOf(data);
        QTEST(isos(side.contractDays(customer(side, "A"))), "days");
    }

    /// By a contract of whatever day, or an amount of its record, be it 0.
    void whoEverHadAnAmount()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "nothing", "Nothing");
        data.account("billing", "zero", "Zero", "arr=0");
        data.subscription("billing", "s", "over", "30", "2026-01-01", "2026-06-30");
        const Side side = sideOf(data);
        QVERIFY(!side.at(customer(side, "nothing")).everHadArr);
        QVERIFY(side.at(customer(side, "zero")).everHadArr);
        QVERIFY(side.at(customer(side, "over")).everHadArr);
    }

    void snapshotsOfAccountsAreNoContracts()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.snapshot("crm", "A", "10", "USD", "2026-08-31");
        data.snapshot("crm", "A", "20", "USD", "2026-09-30");
        data.snapshot("crm", "A", "20", "USD", "2026-10-31"); // the same again
        data.snapshot("crm", "B", "20", "USD", "2026-08-31");
        const Side side = sideOf(data, "crm");
        const int a = customer(side, "A", "crm");
        QVERIFY(side.hasArr());
        QCOMPARE(isos(side.changeDays(a)), (QStringList{"beginning", "2026-09-30", "2026-10-31", "end"}));
        QVERIFY(side.contractDays(a).empty());
        QCOMPARE(side.lastSnapshotChange(a)->day, *Date::of(2026, 9, 30));
        QVERIFY(!side.lastSnapshotChange(customer(side, "B", "crm")));
    }

    /// What a later file of the same day replaced never held; of two records that changed on a day the last is named.
    void twoChangesOfADay()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        for (const char *id : {"A", "B1", "B2"})
            data.account("crm", id, id);
        for (const auto &[id, arr, day] : {std::tuple("A", "10", "2026-08-31"), {"A", "15", "2026-09-30"},
                 {"A", "20", "2026-09-30"}, {"B1", "10", "2026-08-31"}, {"B1", "20", "2026-09-30"},
                 {"B2", "30", "2026-08-31"}, {"B2", "50", "2026-09-30"}})
            data.snapshot("crm", id, arr, "USD", day);
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE record_id = 'B1') WHERE "
                 "record_id = 'B2'",
            {});
        const Side side = sideOf(data, "crm");
        const auto replaced = side.lastSnapshotChange(customer(side, "A", "crm"));
        QCOMPARE(replaced->before.minor, std::int64_t(1000));
        QCOMPARE(replaced->after.minor, std::int64_t(2000));
        QCOMPARE(side.lastSnapshotChange(customer(side, "B1", "crm"))->after.minor, std::int64_t(5000));
    }

    void aHistoryHasMonthsAndNoSnapshots()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2026-09", "10");
        data.monthEnd("finance", "A", "2026-10", "20");
        const Side side = sideOf(data, "finance");
        const int a = customer(side, "A", "finance");
        QCOMPARE(isos(side.contractDays(a)), (QStringList{"2026-09-30", "2026-10-31", "2026-11-30"}));
        QVERIFY(!side.lastSnapshotChange(a));
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto source = portfolio->findSource("finance");
        QVERIFY(Side::of(*portfolio, *source, *Date::of(2026, 11, 29)).ok());
        QCOMPARE(Side::of(*portfolio, *source, *Date::of(2026, 11, 30)).error().code, ErrorCode::NoData);
    }

    void withoutAmountsThereIsNoArr()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        const Side side = sideOf(data, "crm");
        QVERIFY(!side.hasArr());
        QVERIFY(!side.at(0).everHadArr);
        QVERIFY(side.changeDays(0).empty());
        QVERIFY(!side.nativeArr(0));
    }

    void contractsInForceOnTheAsOfDay()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.rate("billing", "EUR", "2026-10-31", "2.00");
        data.subscription("billing", "a", "A", "10", "2026-01-01", "2026-10-31", "", "EUR");
        data.subscription("billing", "b", "A", "7", "2026-06-30");
        data.subscription("billing", "c", "A", "3", "2025-01-01", "2026-10-30");
        data.subscription("billing", "d", "A", "3", "2026-11-01");
        const Side side = sideOf(data);
        const auto contracts = side.contractsInForce(customer(side, "A"));
        QCOMPARE(contracts.size(), std::size_t(2));
        QCOMPARE(contracts[0].annual, std::int64_t(2000));
        QCOMPARE(contracts[0].end, Date::of(2026, 10, 31));
        QCOMPARE(contracts[1].annual, std::int64_t(700));
        QCOMPARE(contracts[1].start, *Date::of(2026, 6, 30));
        QVERIFY(!contracts[1].end);
    }

    /// Acme and Acme Labs share a domain; Cedar has one of its own.
    void twinsShareADomain()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme", "domain=acme.example");
        data.account("crm", "B", "Acme Labs", "domain=acme.example");
        data.account("crm", "C", "Cedar", "domain=cedar.example");
        data.source("billing", "billing");
        data.account("billing", "D", "Dune");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto index = [&](const char *id) { return portfolio->accounts().indexOfRecord("crm", id); };
        const Twins twins(*portfolio, "crm");
        const auto all = [](int) { return true; };
        QCOMPARE(twins.twinOf(index("A"), all), index("B"));
        QCOMPARE(twins.twinOf(index("B"), all), index("A"));
        QCOMPARE(twins.twinOf(index("C"), all), -1);
        QCOMPARE(twins.twinOf(portfolio->accounts().indexOfRecord("billing", "D"), all), -1); // not in the CRM
        QCOMPARE(twins.twinOf(index("A"), [](int) { return false; }), -1);
    }
};

QTEST_GUILESS_MAIN(TestSide)
#include "tst_side.moc"
