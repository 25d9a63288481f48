#include "core/portfolio/arr_contracts.h"
#include "core/portfolio/portfolio.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

/// All contracts of a workspace without snapshots of accounts.
std::map<std::string, ArrContracts> contractsOf(test::WorkspaceFixture &data, const AnnualValues &values = {})
{
    const auto accounts = identity::AccountDirectory::load(data.workspace());
    const RecordLines lines;
    SnapshotReading none(accounts, lines, Currency());
    return readContracts(data.workspace(), accounts, none, values, {});
}

/// "from until amount"; "-" for the beginning and the end of time.
QStringList described(const std::vector<ArrPiece> &pieces)
{
    QStringList lines;
    for (const ArrPiece &piece : pieces)
        lines << QStringLiteral("%1 %2 %3")
                     .arg(
                         piece.from == BeginningOfTime ? QStringLiteral("-") : QString::fromStdString(piece.from.iso()),
                         piece.until == EndOfTime ? QStringLiteral("-") : QString::fromStdString(piece.until.iso()))
                     .arg(piece.annualMinor);
    return lines;
}

Money money(std::int64_t minor)
{
    return {minor, *Currency::fromCode("USD")};
}

} // namespace

/// What ARR is read from: contracts, months of a history, snapshots of accounts (docs/calculation.md, ARR).
class TestArrContracts : public QObject {
    Q_OBJECT
private slots:
    void partsOfTrialsAndDiscounts_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QStringList>("pieces"); // of 1,000.00 from 2026-01-05 to 2026-12-31
        QTest::newRow("neither") << "trial_end = NULL" << QStringList{"2026-01-05 2027-01-01 100000"};
        QTest::newRow("a trial") << "trial_end = '2026-02-15'" << QStringList{"2026-02-16 2027-01-01 100000"};
        QTest::newRow("a trial of a day") << "trial_end = '2026-01-05'" << QStringList{"2026-01-06 2027-01-01 100000"};
        QTest::newRow("a trial before the start")
            << "trial_end = '2026-01-04'" << QStringList{"2026-01-05 2027-01-01 100000"};
        QTest::newRow("a trial until the day before the last")
            << "trial_end = '2026-12-30'" << QStringList{"2026-12-31 2027-01-01 100000"};
        QTest::newRow("nothing but a trial") << "trial_end = '2026-12-31'" << QStringList{};
        QTest::newRow("never in force, and known nevertheless")
            << "cancelled_date = '2026-01-05'" << QStringList{"2026-01-05 2026-01-05 100000"};
        QTest::newRow("a quarter off in March")
            << "discount_percent = 25, discount_start = '2026-03-01', discount_end = '2026-03-31'"
            << QStringList{
                   "2026-01-05 2026-03-01 100000", "2026-03-01 2026-04-01 75000", "2026-04-01 2027-01-01 100000"};
        QTest::newRow("at first") << "discount_percent = 0.5, discount_end = '2026-01-31'"
                                  << QStringList{"2026-01-05 2026-02-01 50000", "2026-02-01 2027-01-01 100000"};
        QTest::newRow("from a day on") << "discount_percent = 10, discount_start = '2026-06-01'"
                                       << QStringList{"2026-01-05 2026-06-01 100000", "2026-06-01 2027-01-01 90000"};
        QTest::newRow("20.00 off each of twelve payments, in May")
            << "amount = 83.33, discount_amount_minor = 2000, discount_start = '2026-05-01', discount_end = "
               "'2026-05-31'"
            << QStringList{
                   "2026-01-05 2026-05-01 100000", "2026-05-01 2026-06-01 75999", "2026-06-01 2027-01-01 100000"};
        QTest::newRow("a trial, then a discount")
            << "trial_end = '2026-02-15', discount_percent = 50, discount_start = '2026-02-01', discount_end = "
               "'2026-02-28'"
            << QStringList{"2026-02-16 2026-03-01 50000", "2026-03-01 2027-01-01 100000"};
        QTest::newRow("what is part of the value counts once")
            << "discount_percent = 50" << QStringList{"2026-01-05 2027-01-01 100000"};
    }
    void partsOfTrialsAndDiscounts()
    {
        QFETCH(QString, set);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "1000", "2026-01-05", "2026-12-31");
        data.settle();
        data.workspace().db().exec("UPDATE subscriptions SET " + set.toStdString());
        QTEST(described(contractsOf(data)["billing"].pieces), "pieces");
    }

    void amountsOfTheHistory_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("amount"); // minor units and currency; empty: none
        QTest::newRow("dollars") << "26400.00 USD"
                                 << "2640000 USD";
        QTest::newRow("a cent") << "0.01 USD"
                                << "1 USD";
        QTest::newRow("below zero") << "-5.50 EUR"
                                    << "-550 EUR";
        QTest::newRow("a currency without minor units") << "1200 JPY"
                                                        << "1200 JPY";
        QTest::newRow("a currency with three digits") << "1.250 KWD"
                                                      << "1250 KWD";
        QTest::newRow("zero") << "0.00 USD"
                              << "0 USD";
        QTest::newRow("no currency") << "26400.00"
                                     << "";
        QTest::newRow("no amount") << " USD"
                                   << "";
        QTest::newRow("no such currency") << "1.00 dollars"
                                          << "";
        QTest::newRow("no number") << "many USD"
                                   << "";
        QTest::newRow("taken away") << ""
                                    << "";
    }
    void amountsOfTheHistory()
    {
        QFETCH(QString, text);
        QFETCH(QString, amount);
        const std::string kept = text.toStdString();
        const auto found = amountOf(kept);
        QCOMPARE(found ? QStringLiteral("%1 %2").arg(found->minor).arg(QString::fromStdString(found->currency.code()))
                       : QString(),
            amount);
    }

    void contractsHoldByTheirDates()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s1", "A", "10", "2025-01-01", "2025-12-31", "", "USD", "Core");
        data.subscription("billing", "s2", "A", "20", "2025-06-01", "2026-12-31", "2026-03-01", "USD", "Add-on");
        data.subscription("billing", "s3", "A", "40", "2026-01-01", "", "", "USD", "Core");
        data.settle();
        const auto contracts = contractsOf(data);
        QCOMPARE(contracts.size(), std::size_t(1));
        const ArrContracts &own = contracts.at("billing");
        QCOMPARE(described(own.pieces),
            (QStringList{"2025-01-01 2026-01-01 1000", "2025-06-01 2026-03-01 2000", "2026-01-01 - 4000"}));
        QCOMPARE(own.lastKnownDay, EndOfTime);
        QCOMPARE(own.products.size(), std::size_t(2)); // each named once
        QCOMPARE(own.pieces[0].product, own.pieces[2].product);
        QVERIFY(own.pieces[1].product != own.pieces[0].product);
        QCOMPARE(own.pieces[1].statedEnd, Date::of(2026, 12, 31));
        QCOMPARE(own.pieces[1].cancelled, Date::of(2026, 3, 1));
    }

    /// On a day it is worth what its latest snapshot by then says, before the first what that one says.
    void anAmountEditedInPlaceHoldsFromTheLaterSnapshot()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "s", "A", "30", "2025-01-01", "2026-06-30");
        data.settle();
        AnnualValues values;
        values["billing"]["s"] = {{*Date::of(2025, 3, 31), money(1000)}, {*Date::of(2025, 9, 30), money(2000)},
            {*Date::of(2026, 3, 31), money(3000)}};
        QCOMPARE(described(contractsOf(data, values).at("billing").pieces),
            (QStringList{"2025-01-01 2025-09-30 1000", "2025-09-30 2026-03-31 2000", "2026-03-31 2026-07-01 3000"}));
        values["billing"]["s"].resize(1);
        QCOMPARE(described(contractsOf(data, values).at("billing").pieces), QStringList{"2025-01-01 2026-07-01 1000"});
        AnnualValues ofAnother;
        ofAnother["billing"]["t"] = {{*Date::of(2025, 3, 31), money(1000)}};
        ofAnother["zuora"]["s"] = {{*Date::of(2025, 3, 31), money(1000)}};
        QCOMPARE(
            described(contractsOf(data, ofAnother).at("billing").pieces), QStringList{"2025-01-01 2026-07-01 3000"});
    }

    /// A row holds from its month-end to the day before the next; the source knows nothing after its last one.
    void monthsHoldToTheDayBeforeTheNextMonthEnd()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2026-03", "10");
        data.monthEnd("finance", "A", "2026-01", "20");
        data.monthEnd("finance", "A", "2026-02", "0");
        data.subscription("finance", "s", "A", "99", "2020-01-01"); // the history goes before it
        data.settle();
        const ArrContracts own = contractsOf(data).at("finance");
        QCOMPARE(described(own.pieces),
            (QStringList{"2026-01-31 2026-02-28 2000", "2026-02-28 2026-03-31 0", "2026-03-31 2026-04-30 1000"}));
        QCOMPARE(own.lastKnownDay, *Date::of(2026, 4, 29));
    }

    void theLastKnownDayIsTheLatestOfAll()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.monthEnd("finance", "A", "2026-05", "10");
        data.monthEnd("finance", "B", "2026-01", "10");
        data.settle();
        QCOMPARE(contractsOf(data).at("finance").lastKnownDay, *Date::of(2026, 6, 29));
    }

    /// The first snapshot holds also before its day, but not of who came to the source later.
    void snapshotsHoldUntilTheNext()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.snapshot("crm", "A", "10", "USD", "2026-01-31");
        data.snapshot("crm", "A", "20", "USD", "2026-02-28");
        data.snapshot("crm", "B", "40", "USD", "2026-02-28");
        data.settle();
        const auto book = Portfolio::of(data.workspace())->book(*Date::of(2026, 10, 31));
        QVERIFY(book.ok());
        QCOMPARE(
            described(book->pieces()), (QStringList{"- 2026-02-28 1000", "2026-02-28 - 2000", "2026-02-28 - 4000"}));
        QCOMPARE(book->lastKnownDay(), EndOfTime);
    }

    /// From the snapshot that gives no amount any more it is 0.
    void anAmountThatWasTakenAway()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.snapshot("crm", "A", "10", "USD", "2026-01-31");
        data.run("INSERT INTO record_history (source, entity, record_id, field, old_value, as_of, batch_id) "
                 "VALUES ('crm', 'accounts', 'A', 'arr', '10.00 USD', '2026-02-28', 1)",
            {});
        data.settle();
        const auto book = Portfolio::of(data.workspace())->book(*Date::of(2026, 10, 31));
        QVERIFY(book.ok());
        QCOMPARE(described(book->pieces()), (QStringList{"- 2026-02-28 1000", "2026-02-28 - 0"}));
    }

    /// B became part of A on 15 March, the day of its second snapshot: from then on its amount is A's.
    void snapshotsOfAMerger()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.snapshot("crm", "A", "10", "USD", "2026-01-31");
        data.snapshot("crm", "B", "30", "USD", "2026-01-31");
        data.snapshot("crm", "B", "40", "USD", "2026-03-15");
        data.settle();
        data.becomesPart("crm", "B", "A", "2026-03-15");
        const auto book = Portfolio::of(data.workspace())->book(*Date::of(2026, 10, 31));
        QVERIFY(book.ok());
        QCOMPARE(described(book->pieces()), (QStringList{"- - 1000", "2026-03-15 - 4000", "- 2026-03-15 3000"}));
    }

    /// The other way round: the first of all became part of the second.
    void snapshotsOfTheFirst()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.snapshot("crm", "A", "10", "USD", "2026-01-31");
        data.snapshot("crm", "A", "20", "USD", "2026-03-15");
        data.snapshot("crm", "B", "40", "USD", "2026-01-31");
        data.settle();
        data.becomesPart("crm", "A", "B", "2026-03-15");
        const auto book = Portfolio::of(data.workspace())->book(*Date::of(2026, 10, 31));
        QVERIFY(book.ok());
        QCOMPARE(described(book->pieces()), (QStringList{"- 2026-03-15 1000", "- - 4000", "2026-03-15 - 2000"}));
        std::vector<int> customers;
        for (const ArrPiece &piece : book->pieces())
            customers.push_back(piece.account);
        QCOMPARE(customers, (std::vector<int>{0, 1, 1}));
    }

    /// A contract that was over before the merger is known of both, though it counts nothing to the later one.
    void contractsOfAMerger()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A", "Acme");
        data.subscription("billing", "b", "B", "40", "2026-01-01", "2026-02-28");
        data.settle();
        data.becomesPart("billing", "B", "A", "2026-03-15");
        QCOMPARE(described(contractsOf(data).at("billing").pieces),
            (QStringList{"2026-03-15 2026-03-01 4000", "2026-01-01 2026-03-01 4000"}));
    }

    void nothingGivesNothing()
    {
        test::WorkspaceFixture data;
        QVERIFY(contractsOf(data).empty());
    }
};

QTEST_GUILESS_MAIN(TestArrContracts)
#include "tst_arr_contracts.moc"
