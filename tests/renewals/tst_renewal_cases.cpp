#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;

/// What is due, what follows it and what became of it (CONTRACT-ROOMS, "Renewals, more"). One customer; a contract of
/// 100 a year ends on 31 March 2026, so that with 30 days of grace its renewal is settled on 1 May.
class TestRenewalCases : public QObject {
    Q_OBJECT

private slots:
    void march_data()
    {
        QTest::addColumn<QStringList>("contracts"); // besides the one that is due
        QTest::addColumn<QString>("expected");
        const auto is = [](const char *state) { return QStringLiteral("2026-03-31 100 ") + QLatin1String(state); };
        QTest::newRow("nothing follows") << QStringList{} << is("lost 0");
        QTest::newRow("the next day") << QStringList{"100 2026-04-01 2027-03-31"} << is("renewed 100");
        QTest::newRow("dearer") << QStringList{"150 2026-04-01 2027-03-31"} << is("renewed 150");
        QTest::newRow("a price cut") << QStringList{"60 2026-04-01 2027-03-31"} << is("renewed 60");
        QTest::newRow("on the settled day") << QStringList{"90 2026-05-01 2027-03-31"} << is("renewed 90");
        QTest::newRow("a day too late") << QStringList{"90 2026-05-02 2027-03-31"} << is("lost 0");
        QTest::newRow("gone before it") << QStringList{"90 2026-04-01 2026-04-30"} << is("lost 0");
        QTest::newRow("cancelled on it") << QStringList{"90 2026-04-01 2027-03-31 cancelled_date=2026-05-01"}
                                         << is("lost 0");
        QTest::newRow("cancelled after it")
            << QStringList{"90 2026-04-01 2027-03-31 cancelled_date=2026-05-02"} << is("renewed 90");
        QTest::newRow("split into two") << QStringList{"40 2026-04-01 2027-03-31",
            "70 2026-04-15 2027-03-31 product=Other"}
                                        << is("renewed 110");
        QTest::newRow("no value") << QStringList{"0 2026-04-01 2027-03-31"} << is("lost 0");
        QTest::newRow("a credit below zero") << QStringList{"-10 2026-04-01 2027-03-31"} << is("lost 0");

        // Early, beside the old contract.
        QTest::newRow("59 days early") << QStringList{"120 2026-01-31 2027-01-30"} << is("renewed 120");
        QTest::newRow("60 days early") << QStringList{"120 2026-01-30 2027-01-30"} << is("lost 0");
        QTest::newRow("early, of another product")
            << QStringList{"120 2026-03-01 2027-02-28 product=Other"} << is("lost 0");
        QTest::newRow("early, under the old one, of another product")
            << QStringList{"120 2025-10-03 2027-02-28 product=Other parent_subscription_id=due"}
            << is("renewed 120"); // 179 days
        QTest::newRow("an add-on: 180 days before")
            << QStringList{"120 2025-10-02 2027-02-28 product=Other parent_subscription_id=due"} << is("lost 0");
        QTest::newRow("early, under some other one")
            << QStringList{"120 2025-10-03 2027-02-28 product=Other parent_subscription_id=far"} << is("lost 0");
        QTest::newRow("ran beside it all the time")
            << QStringList{"500 2024-01-01 2028-12-31", "80 2026-04-01 2027-03-31"} << is("renewed 80");
        QTest::newRow("in trial on the due date, of another product: it ran beside")
            << QStringList{"500 2026-01-15 2027-01-14 product=Other trial_end=2026-04-15"} << is("lost 0");
        QTest::newRow("in trial on the due date, of the same product and early")
            << QStringList{"500 2026-02-15 2027-02-14 trial_end=2026-04-15"} << is("renewed 500");
        QTest::newRow("ends within the grace, beside it")
            << QStringList{"500 2024-01-01 2026-04-15", "80 2026-04-01 2027-03-31"} << is("renewed 80");
        QTest::newRow("begins on the due date, of another product")
            << QStringList{"80 2026-03-31 2027-03-30 product=Other"} << is("lost 0");
    }
    void march()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, expected);
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        int number = 0;
        for (const QString &text : contracts)
            data.contract(("c" + std::to_string(++number)).c_str(), text.toLatin1().constData());
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), expected);
    }

    void dueContracts_data()
    {
        QTest::addColumn<QStringList>("contracts");
        QTest::addColumn<QString>("expected");
        QTest::newRow("two of one customer: the latest end, both values")
            << QStringList{"100 2025-04-01 2026-03-10", "50 2025-04-01 2026-03-20"} << "2026-03-20 150 lost 0";
        QTest::newRow("a credit counts against both sides") << QStringList{"1000 2025-04-01 2026-03-31",
            "-200 2025-04-01 2026-03-31", "1000 2026-04-01 2027-03-31", "-200 2026-04-01 2027-03-31"}
                                                            << "2026-03-31 800 renewed 800";
        QTest::newRow("co-term: two into one") << QStringList{"100 2025-04-01 2026-03-10", "50 2025-04-01 2026-03-20",
            "140 2026-03-11 2027-03-10"} << "2026-03-20 150 renewed 140";
        QTest::newRow("cancelled on the due date: due on its end")
            << QStringList{"100 2025-04-01 2026-03-31 cancelled_date=2026-03-31"} << "2026-03-31 100 lost 0";
        QTest::newRow("cancelled on the window's first day: not in force on it")
            << QStringList{"100 2025-04-01 2026-03-31 cancelled_date=2026-03-01"} << "";
        QTest::newRow("signed within the window: the base is that of its first day")
            << QStringList{"100 2026-03-02 2026-03-31"} << "";
        QTest::newRow("a trial") << QStringList{"0 2025-04-01 2026-03-31"} << "";
        QTest::newRow("a trial through the first day")
            << QStringList{"100 2026-02-01 2026-03-31 trial_end=2026-03-01"} << "";
        QTest::newRow("a trial until the day before")
            << QStringList{"100 2026-02-01 2026-03-31 trial_end=2026-02-28"} << "2026-03-31 100 lost 0";
        QTest::newRow("no end") << QStringList{"100 2025-04-01 -"} << "";
        QTest::newRow("on the first day") << QStringList{"100 2025-04-01 2026-03-01"} << "2026-03-01 100 lost 0";
        QTest::newRow("the day before it") << QStringList{"100 2025-04-01 2026-02-28"} << "";
    }
    void dueContracts()
    {
        QFETCH(QStringList, contracts);
        QFETCH(QString, expected);
        RenewalFixture data;
        int number = 0;
        for (const QString &text : contracts)
            data.contract(("c" + std::to_string(++number)).c_str(), text.toLatin1().constData());
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), expected);
    }

    /// A becomes a part of B in the middle of March: on no day is a contract of it lost by that.
    void acrossAMerger_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::newRow("before") << "2026-03-10";
        QTest::newRow("after") << "2026-03-20";
        QTest::newRow("settled") << "2026-10-31";
    }
    void acrossAMerger()
    {
        QFETCH(QString, asOf);
        RenewalFixture data;
        data.account("billing", "B", "Bolt");
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("next", "120 2026-04-01 - created_date=2026-02-10");
        data.opportunity("o1", "created_date=2025-12-01 close_date=2026-03-30 subscription_id=due");
        data.becomesPart("billing", "A", "B", "2026-03-15");
        QCOMPARE(data.only("2026-03-01", "2026-03-31", qPrintable(asOf)), QStringLiteral("2026-03-31 100 renewed 120"));
        const auto cases = data.cases("2026-03-01", "2026-03-31", qPrintable(asOf));
        QVERIFY(cases[0].opportunity); // before the merger too, when the renewal was still A's own
        QCOMPARE(cases[0].opportunity->opportunity->id, std::string("o1"));
    }

    /// B becomes a part of A on 15 March: until the 14th each has its own, from the 15th A has both. The file with the
    /// risks is of 31 October: with what was seen alone nobody had said anything the day before.
    void recordsCountFromTheMerger()
    {
        RenewalFixture data;
        data.account("billing", "B", "Bolt");
        data.opportunity("o1", "created_date=2025-12-01");
        data.opportunity("o2", "created_date=2025-12-01", "B");
        data.risk("2026-01-10", "Ann", "monitor", "");
        data.risk("2026-02-10", "Ben", "at_risk", "", "B");
        data.becomesPart("billing", "B", "A", "2026-03-15");
        const renewals::KnownRenewals known = data.known(day("2026-10-31"));
        const renewals::RenewalData &all = known.data();
        const int a = known.book().accounts().ownerOfRecord("billing", "A");
        const int b = known.book().accounts().ownerOfRecord("billing", "B");
        const Date before = day("2026-03-14");
        const Date after = day("2026-03-15");
        QCOMPARE(all.opportunitiesOf(a, before).size(), std::size_t(1));
        QCOMPARE(all.opportunitiesOf(b, before).size(), std::size_t(1));
        QCOMPARE(all.opportunitiesOf(b, before)[0].id, std::string("o2"));
        QCOMPARE(all.opportunitiesOf(a, after).size(), std::size_t(2));
        QCOMPARE(all.risksOf(a, before).size(), std::size_t(1));
        QCOMPARE(all.risksOf(b, before)[0].author, std::string("Ben"));
        QCOMPARE(all.risksOf(a, after).size(), std::size_t(2));
        QCOMPARE(all.lastRisk(a, before)->author, std::string("Ann"));
        QCOMPARE(all.lastRisk(a, after)->author, std::string("Ben")); // said before it was A's, of what is A's now
        QVERIFY(!all.lastRiskSeen(a, day("2026-10-30")));
        QCOMPARE(all.lastRiskSeen(a, day("2026-10-31"))->author, std::string("Ben"));
    }

    /// Settled is due + 31 days: 31 March after 28 February 2026, 31 days after 29 February 2028 too.
    void endOfFebruary()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-03-01 2026-02-28");
        data.contract("next", "100 2026-03-31 2027-02-28");
        QCOMPARE(data.only("2026-02-01", "2026-02-28", "2026-10-31"), QStringLiteral("2026-02-28 100 renewed 100"));
        QCOMPARE(data.cases("2026-02-01", "2026-02-28", "2026-10-31")[0].settled, day("2026-03-31"));
        RenewalFixture leap;
        leap.contract("due", "100 2027-03-01 2028-02-29");
        QCOMPARE(leap.cases("2028-02-01", "2028-02-29", "2027-10-31")[0].settled, day("2028-03-31"));
    }

    void pendingOrLost_data()
    {
        QTest::addColumn<QString>("next"); // a contract that follows, known from the start
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("state");
        QTest::newRow("long before") << ""
                                     << "2026-01-01"
                                     << "pending";
        QTest::newRow("on the due date") << ""
                                         << "2026-03-31"
                                         << "pending";
        QTest::newRow("the day before it is settled") << ""
                                                      << "2026-04-30"
                                                      << "pending";
        QTest::newRow("on the settled day") << ""
                                            << "2026-05-01"
                                            << "lost";
        QTest::newRow("signed ahead") << "100 2026-04-01 2027-03-31 created_date=2025-12-01"
                                      << "2026-01-01"
                                      << "renewed";
        QTest::newRow("follows, but is over by then") << "100 2026-04-01 2026-04-20 created_date=2025-12-01"
                                                      << "2026-04-02"
                                                      << "lost";
        QTest::newRow("starts only after it") << "100 2026-05-02 2027-03-31 created_date=2025-12-01"
                                              << "2026-04-02"
                                              << "pending";
        QTest::newRow("starts on the due date, beside it")
            << "100 2026-03-31 2027-03-30 product=Other created_date=2025-12-01"
            << "2026-04-02"
            << "pending";
        QTest::newRow("not signed yet") << "100 2026-04-01 2027-03-31 created_date=2026-03-20"
                                        << "2026-03-19"
                                        << "pending";
    }
    void pendingOrLost()
    {
        QFETCH(QString, next);
        QFETCH(QString, asOf);
        QFETCH(QString, state);
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        if (!next.isEmpty())
            data.contract("next", next.toLatin1().constData());
        QCOMPARE(data.only("2026-03-01", "2026-03-31", asOf.toLatin1().constData()).section(u' ', 2, 2), state);
    }

    void graceIsTheSettingWhereOneIsSet()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("next", "100 2026-04-09 2027-03-31");
        data.run("INSERT INTO setting (key, value) VALUES ('grace_days', ?)", {"7"});
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), QStringLiteral("2026-03-31 100 lost 0"));
        data.run("UPDATE setting SET value = ? WHERE key = 'grace_days'", {"8"});
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), QStringLiteral("2026-03-31 100 renewed 100"));
    }

    void automaticCountsWhateverTheState()
    {
        RenewalFixture data;
        data.contract("a", "100 2025-04-01 2026-03-31 auto_renew=1");
        data.contract("b", "100 2025-04-01 2026-03-20 auto_renew=1");
        QVERIFY(data.cases("2026-03-01", "2026-03-31", "2026-10-31")[0].isAuto);
        data.contract("c", "100 2025-04-01 2026-03-25 auto_renew=0");
        QVERIFY(!data.cases("2026-03-01", "2026-03-31", "2026-10-31")[0].isAuto);
    }

    /// 100 EUR are 120 on the due date; that the euro is dearer on the settled day renews nothing.
    void amountsAreAtTheRatesOfTheDueDate()
    {
        RenewalFixture data;
        data.rate("billing", "EUR", "2026-03-01", "1.10");
        data.rate("billing", "EUR", "2026-03-31", "1.20");
        data.rate("billing", "EUR", "2026-05-01", "1.50");
        data.contract("due", "100 2025-04-01 2026-03-31 currency=EUR");
        data.contract("next", "100 2026-04-01 2027-03-31 currency=EUR");
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), QStringLiteral("2026-03-31 120 renewed 120"));
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-03-15").section(u' ', 0, 2),
            QStringLiteral("2026-03-31 110 pending")); // no later rate is known
    }

    /// A contract whose amount was edited in place on 10 April is worth the new one on the settled day.
    void anAmountEditedInPlace()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.contract("next", "80 2026-04-01 2027-03-31");
        data.kept("subscriptions", "next", "annual", "100.00 USD", "2026-04-01");
        data.kept("subscriptions", "next", "annual", "80.00 USD", "2026-04-10");
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-10-31"), QStringLiteral("2026-03-31 100 renewed 80"));
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-04-09"), QStringLiteral("2026-03-31 100 renewed 100"));
    }

    /// Core goes on for less, Plus becomes Max: Plus is lost once the renewal is settled, the customer is not.
    void productByProduct()
    {
        RenewalFixture data;
        data.contract("c", "100 2025-04-01 2026-03-31 product=Core auto_renew=1");
        data.contract("p", "50 2025-04-01 2026-03-20 product=Plus");
        data.contract("c2", "80 2026-04-01 2027-03-31 product=Core");
        data.contract("m2", "60 2026-04-01 2027-03-31 product=Max");
        const auto told = [&](const char *asOf) {
            const auto known = data.known(day(asOf));
            const auto cases = known.casesIn({day("2026-03-01"), day("2026-03-31")});
            QStringList parts;
            for (const renewals::RenewalCase &part : renewals::byProduct(known, cases->at(0)))
                parts << QStringLiteral("%1 %2 %3 %4 %5")
                             .arg(QString::fromStdString(renewals::productOf(known, part)))
                             .arg(part.dueArr / 100)
                             .arg(QLatin1String(renewals::toString(part.state)))
                             .arg(part.renewedArr / 100)
                             .arg(part.isAuto ? QStringLiteral("auto") : QString());
            return parts.join(u';').trimmed();
        };
        QCOMPARE(data.only("2026-03-01", "2026-03-31", "2026-05-01"), QStringLiteral("2026-03-31 150 renewed 140"));
        QCOMPARE(told("2026-05-01"), QStringLiteral("Core 100 renewed 80 auto;Plus 50 lost 0"));
        QCOMPARE(told("2026-04-30"), QStringLiteral("Core 100 renewed 80 auto;Plus 50 pending 0"));
        QCOMPARE(told("2026-03-15"), QStringLiteral("Core 100 pending 0 auto;Plus 50 pending 0"));
    }

    /// Where ARR is accounts.arr, the golden renewal date of the window's first day is due, and ARR that goes on
    /// renews.
    void withoutContracts_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<QString>("expected");
        QTest::newRow("before it is settled") << "2026-04-30"
                                              << "2026-03-31 100 pending 0";
        QTest::newRow("settled") << "2026-05-01"
                                 << "2026-03-31 100 renewed 70";
    }
    void withoutContracts()
    {
        QFETCH(QString, asOf);
        QFETCH(QString, expected);
        WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme", "renewal_date=2027-03-31;arr=70.00");
        data.run("DELETE FROM record_history", {});
        const auto kept = [&](const char *field, const char *value, const char *on) {
            data.run("INSERT INTO record_history (source, entity, record_id, field, new_value, as_of, batch_id) "
                     "VALUES ('crm', 'accounts', 'A', ?, ?, ?, 1)",
                {field, value, on});
        };
        kept("arr", "100.00 USD", "2025-06-30");
        kept("arr", "70.00 USD", "2026-04-15");
        kept("renewal_date", "2026-03-31", "2025-06-30");
        kept("renewal_date", "2027-03-31", "2026-04-15");
        data.settle();
        const auto portfolio = portfolio::Portfolio::read(data.workspace());
        const auto facts = renewals::RenewalData::read(data.workspace(), *portfolio);
        const auto known = renewals::KnownRenewals::on(portfolio, *facts, day(asOf.toLatin1().constData()));
        QVERIFY(known.ok());
        const auto found = known->casesIn({day("2026-03-01"), day("2026-03-31")});
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE(QStringLiteral("%1 %2 %3 %4")
                     .arg(QString::fromStdString(found->front().due.iso()))
                     .arg(found->front().dueArr / 100)
                     .arg(QString::fromLatin1(renewals::toString(found->front().state)))
                     .arg(found->front().renewedArr / 100),
            expected);
    }
};

QTEST_GUILESS_MAIN(TestRenewalCases)
#include "tst_renewal_cases.moc"
