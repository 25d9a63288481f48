#include "core/reconcile/break_store.h"
#include "core/reconcile/causes.h"
#include "tests/reconcile/one_customer.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;
using test::sideOf;

/// Why two systems differ, at the edges of the rules (docs/calculation.md, Reconciliation).
class TestCauses : public QObject {
    Q_OBJECT
private slots:
    void tolerance_data()
    {
        QTest::addColumn<int>("minor");
        QTest::addColumn<double>("percent");
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("right");
        QTest::addColumn<bool>("covers");
        QTest::newRow("equal") << 0 << 0.0 << 5 << 5 << true;
        QTest::newRow("a cent without tolerance") << 0 << 0.0 << 5 << 6 << false;
        QTest::newRow("at the amount") << 100 << 0.0 << 0 << 100 << true;
        QTest::newRow("a cent over") << 100 << 0.0 << 0 << 101 << false;
        QTest::newRow("at the amount, other way") << 100 << 0.0 << 100 << 0 << true;
        QTest::newRow("over, other way") << 100 << 0.0 << 101 << 0 << false;
        QTest::newRow("across zero") << 100 << 0.0 << -50 << 50 << true;
        QTest::newRow("over across zero") << 100 << 0.0 << -50 << 51 << false;
        QTest::newRow("at the percentage of the larger") << 0 << 10.0 << 900 << 1000 << true;
        QTest::newRow("a cent more") << 0 << 10.0 << 899 << 1000 << false;
        QTest::newRow("larger on the left") << 0 << 10.0 << 1000 << 900 << true;
        QTest::newRow("a cent more on the left") << 0 << 10.0 << 1000 << 899 << false;
        QTest::newRow("of the larger size below zero") << 0 << 10.0 << -1000 << -900 << true;
        QTest::newRow("either limit will do: amount") << 100 << 1.0 << 900 << 1000 << true;
        QTest::newRow("either limit will do: percentage") << 10 << 10.0 << 900 << 1000 << true;
        QTest::newRow("neither") << 99 << 9.0 << 900 << 1000 << false;
    }
    void tolerance()
    {
        QFETCH(int, minor);
        QFETCH(double, percent);
        QFETCH(int, left);
        QFETCH(int, right);
        QFETCH(bool, covers);
        QCOMPARE((Tolerance{minor, percent}.covers(left, right)), covers);
    }

    void theCauseOfAnAmount_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QStringList>("billing");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char *name, const char *crm, const QStringList &billing, const char *cause) {
            QTest::newRow(name) << QStringLiteral("arr=%1").arg(QString::fromLatin1(crm)) << billing
                                << QString::fromLatin1(cause);
        };
        const QString always = QStringLiteral("%1 2020-01-01");
        row("twelvefold", "24", {always.arg(2)}, "monthly_as_annual");
        row("off by the tolerance", "25", {always.arg(2)}, "monthly_as_annual");
        row("off by a cent more", "25.01", {always.arg(2)}, "unexplained");
        row("less by the tolerance", "23", {always.arg(2)}, "monthly_as_annual");
        row("less by a cent more", "22.99", {always.arg(2)}, "unexplained");
        row("thirteenfold", "6.50", {always.arg(0.5)}, "monthly_as_annual");
        row("over thirteenfold", "6.51", {always.arg(0.5)}, "unexplained");
        row("elevenfold", "5.50", {always.arg(0.5)}, "monthly_as_annual");
        row("under elevenfold", "5.49", {always.arg(0.5)}, "unexplained");
        row("twice within the range but far", "1150", {always.arg(100)}, "unexplained");
        row("not converted, a unit apart", "101", {"100 2020-01-01 - - EUR"}, "currency");
        row("not converted, over a unit apart", "101.01", {"100 2020-01-01 - - EUR"}, "unexplained");
        row("not converted, a unit less", "99", {"100 2020-01-01 - - EUR"}, "currency");
        row("not converted, over a unit less", "98.99", {"100 2020-01-01 - - EUR"}, "unexplained");
        row("had it ten days ago", "100", {"100 2020-01-01 2026-10-21", "190 2026-10-22"}, "timing");
        row("had it eleven days ago", "100", {"100 2020-01-01 2026-10-20", "190 2026-10-21"}, "discount_expiry");
        row("in ten days", "190", {"100 2020-01-01 2026-11-09", "190 2026-11-10"}, "timing");
        row("in eleven days", "190", {"100 2020-01-01 2026-11-10", "190 2026-11-11"}, "unexplained");
        row("went to nothing on the day", "100", {"100 2020-01-01 - 2026-10-31"}, "cancelled_in_one");
        row("goes on from the next day", "100", {"100 2026-11-01"}, "not_yet_billed");
        row("at the most uplift", "100", {"100 2020-01-01 2026-05-31", "125 2026-06-01"}, "price_uplift");
        row("a cent above it", "100", {"100 2020-01-01 2026-05-31", "125.01 2026-06-01"}, "discount_expiry");
        row("it had the other's but for the tolerance", "99", {"100 2020-01-01 2026-05-31", "120 2026-06-01"},
            "price_uplift");
        row("it had another amount", "98.99", {"100 2020-01-01 2026-05-31", "120 2026-06-01"}, "unexplained");
        row("a rise that is still to come is none", "120", {"100 2020-01-01 2026-11-30", "120 2026-12-01"},
            "unexplained");
        row("one of two contracts", "100", {always.arg(100), always.arg(250)}, "partial_sum");
        row("one of two, at the tolerance", "101", {always.arg(100), always.arg(250)}, "partial_sum");
        row("one of two, a cent over", "101.01", {always.arg(100), always.arg(250)}, "unexplained");
        row("one of two, less by the tolerance", "99", {always.arg(100), always.arg(250)}, "partial_sum");
        row("one of two, less by a cent more", "98.99", {always.arg(100), always.arg(250)}, "unexplained");
        row("all but one", "320", {always.arg(100), always.arg(250), always.arg(70)}, "partial_sum");
        row("all but one, a cent over", "321.01", {always.arg(100), always.arg(250), always.arg(70)}, "unexplained");
        row("two of four", "350", {always.arg(100), always.arg(250), always.arg(70), always.arg(35)}, "unexplained");
        row("one of two, of which one ended", "100", {"100 2020-01-01 2025-12-31", always.arg(250)}, "unexplained");
        row("nothing is no part", "0", {always.arg(0), always.arg(250)}, "unexplained");
        row("three years of three", "300", {"100 2025-01-01 2027-12-31"}, "multi_year_total");
        row("three years, at the tolerance", "301", {"100 2025-01-01 2027-12-31"}, "multi_year_total");
        row("three years, a cent over", "301.01", {"100 2025-01-01 2027-12-31"}, "unexplained");
        row("three years, less by a cent more", "298.99", {"100 2025-01-01 2027-12-31"}, "unexplained");
        row("three years but for a day", "300", {"100 2025-01-01 2027-12-30"}, "multi_year_total");
        row("three years and a day", "300", {"100 2025-01-01 2028-01-01"}, "multi_year_total");
        row("three years but for two days", "300", {"100 2025-01-01 2027-12-29"}, "unexplained");
        row("three years and two days", "300", {"100 2025-01-01 2028-01-02"}, "unexplained");
        row("from a leap day", "200", {"100 2024-02-29 2026-02-27", "100 2025-02-28 2027-02-27"}, "multi_year_total");
        row("two years", "200", {"100 2026-01-01 2027-12-31"}, "multi_year_total");
        row("five years", "500", {"100 2024-01-01 2028-12-31"}, "multi_year_total");
        row("six years", "600", {"100 2024-01-01 2029-12-31"}, "unexplained");
        row("three times two years", "300", {"100 2026-01-01 2027-12-31"}, "unexplained");
        row("three times without an end", "300", {always.arg(100)}, "unexplained");
        row("the years of a contract that ended", "300", {"100 2022-01-01 2024-12-31", "100 2025-01-01"},
            "unexplained");
        row("the total in billing", "100", {"300 2025-01-01 2027-12-31"}, "multi_year_total");
        row("a part before a total", "100", {"100 2026-01-01 2027-12-31", "100 2026-01-01 2027-12-31"}, "partial_sum");
        row("a total before a discount", "100", {"100 2025-01-01 2025-12-31", "200 2026-01-01 2027-12-31"},
            "multi_year_total");
        row("a discount that ended", "100", {"100 2020-01-01 2026-05-31", "190 2026-06-01"}, "discount_expiry");
        row("it had the discount but for the tolerance", "101", {"100 2020-01-01 2026-05-31", "190 2026-06-01"},
            "discount_expiry");
        row("a cent more than the discount", "101.01", {"100 2020-01-01 2026-05-31", "190 2026-06-01"}, "unexplained");
        row("a discount until twelve months ago", "100", {"100 2020-01-01 2025-10-31", "190 2025-11-01"},
            "discount_expiry");
        row("a day earlier", "100", {"100 2020-01-01 2025-10-30", "190 2025-10-31"}, "unexplained");
        row("an uplift of any time", "100", {"100 2020-01-01 2023-10-30", "120 2023-10-31"}, "price_uplift");
        row("two digits exchanged", "1243.56", {always.arg(1234.56)}, "digit_transposition");
        row("exchanged, and a cent", "1243.57", {always.arg(1234.56)}, "unexplained");
        row("the first two", "2134.56", {always.arg(1234.56)}, "digit_transposition");
        row("the unit and the tenth", "1235.46", {always.arg(1234.56)}, "digit_transposition"); // in minor units
        row("the last two before the point", "1243.00", {always.arg("1234.00")}, "digit_transposition");
        row("two that are no neighbours", "1432.56", {always.arg(1234.56)}, "unexplained");
        row("two exchanges", "2143.56", {always.arg(1234.56)}, "unexplained");
        row("a zero moved to the front", "100", {always.arg("10")}, "unexplained");
        row("a discount before digits", "1200", {"1200 2020-01-01 2026-05-31", "2100 2026-06-01"}, "discount_expiry");
        row("a digit more and an exchange", "12.34", {always.arg("213.45")}, "unexplained");
        row("credits that eat all are no figure", "0.50", {"10 2020-01-01 - - EUR", "-10 2020-01-01 - - EUR"},
            "unexplained");
        row("a little beside one contract", "0.50", {always.arg(100)}, "unexplained");
        row("it had the other's for a day", "100",
            {"50 2020-01-01 2026-05-30", "100 2026-05-31 2026-05-31", "190 2026-06-01"}, "discount_expiry");
        row("a contract of a day that is over", "100", {"100 2026-05-31 2026-05-31"}, "cancelled_in_one");
        row("a cent that is over", "100", {"0.01 2020-01-01 2026-05-31"}, "cancelled_in_one");
        row("a trial that is over", "100", {"0 2020-01-01 2026-05-31"}, "unexplained");
        row("over, and without a rate", "100", {"1 2020-01-01 2026-05-31 - KWD"}, "unexplained");
        row("a trial to come", "100", {"0 2026-12-01"}, "unexplained");
        row("a cent to come", "100", {"0.01 2026-12-01"}, "not_yet_billed");
        row("churned by its status", "0;status=churned", {always.arg(100)}, "cancelled_in_one");
        row("active and without an amount", "0;status=active", {always.arg(100)}, "unexplained");
        row("nothing, as it was but for the tolerance", "0;status=active",
            {"0.50 2020-01-01 2026-05-31", "9 2026-06-01"}, "unexplained");
        row("a later contract that has no rate", "100", {"100 2026-12-01 - - KWD"}, "unexplained");
        row("ended, the last part without a rate", "100",
            {"100 2020-01-01 2026-05-31", "1 2026-06-01 2026-09-30 - KWD"}, "cancelled_in_one");
    }
    void theCauseOfAnAmount()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, billing);
        QFETCH(QString, cause);
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, crm, billing);
        const Side left = sideOf(data, "crm");
        const Side right = sideOf(data, "billing");
        const CauseFinding found = explainAmount(left, right, 0, {}, false);
        QCOMPARE(QString::fromLatin1(toString(found.cause)), cause);
        QCOMPARE(explainAmount(right, left, 0, {}, false).cause, found.cause); // whichever stands left
    }

    /// Figures in two currencies may lie a share of the larger figure apart: here a tenth of 1,000 euros.
    void figuresWithinAShare_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QString>("cause");
        QTest::newRow("a tenth") << "arr=900"
                                 << "currency";
        QTest::newRow("a cent more") << "arr=899.99"
                                     << "unexplained";
    }
    void figuresWithinAShare()
    {
        QFETCH(QString, crm);
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, crm, {"1000 2020-01-01 - - EUR"});
        const CauseFinding found = explainAmount(sideOf(data, "crm"), sideOf(data, "billing"), 0, {0, 10.0}, false);
        QTEST(QString::fromLatin1(toString(found.cause)), "cause");
    }

    void theCauseOfARenewalDate_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QStringList>("billing");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char *name, const char *crm, const QStringList &ends, const char *cause) {
            QStringList contracts;
            for (const QString &end : ends)
                contracts << QStringLiteral("100 2020-01-01 ") + end;
            QTest::newRow(name) << QStringLiteral("arr=100;renewal_date=%1").arg(QString::fromLatin1(crm)) << contracts
                                << QString::fromLatin1(cause);
        };
        row("1,462 days", "2026-12-31", {"2031-01-01"}, "date_1904");
        row("1,462 days, the other way", "2031-01-01", {"2026-12-31"}, "date_1904");
        row("1,461 days", "2026-12-31", {"2030-12-31"}, "unexplained");
        row("1,463 days", "2026-12-31", {"2031-01-02"}, "unexplained");
        row("day and month exchanged", "2027-03-05", {"2027-05-03"}, "day_month_swapped");
        row("and a day", "2027-03-05", {"2027-05-04"}, "unexplained");
        row("in another year", "2027-03-05", {"2028-05-03"}, "unexplained");
        row("the day after", "2027-01-01", {"2026-12-31"}, "exclusive_end");
        row("the day before", "2026-12-31", {"2027-01-01"}, "exclusive_end");
        row("two days after", "2027-01-02", {"2026-12-31"}, "unexplained");
        row("the end of an earlier contract", "2026-06-30", {"2026-06-30", "2027-06-30"}, "previous_term");
        row("a day before that", "2026-06-29", {"2026-06-30", "2027-06-30"}, "unexplained");
        row("a day after that", "2026-07-01", {"2026-06-30", "2027-06-30"}, "unexplained");
        row("the end of a contract beside it", "2026-12-15", {"2026-12-15", "2027-06-30"}, "previous_term");
        row("no other contract", "2026-06-30", {"2027-06-30"}, "unexplained");
    }
    void theCauseOfARenewalDate()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, billing);
        QFETCH(QString, cause);
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, crm, billing);
        const Side left = sideOf(data, "crm");
        const Side right = sideOf(data, "billing");
        QCOMPARE(QString::fromLatin1(toString(explainRenewalDate(left, right, 0).cause)), cause);
        QCOMPARE(QString::fromLatin1(toString(explainRenewalDate(right, left, 0).cause)), cause);
    }

    void theEndOfALaterContractIsNoEarlierOne()
    {
        test::WorkspaceFixture data;
        test::fillOneCustomer(
            data, "arr=100;renewal_date=2027-06-30", {"100 2020-01-01 2026-11-30", "100 2026-12-01 2027-06-30"});
        QCOMPARE(explainRenewalDate(sideOf(data, "crm"), sideOf(data, "billing"), 0).cause, Cause::Unexplained);
    }

    /// Twelve monthly figures, each rounded to its cent, may be off by six cents.
    void twelveRoundedFiguresMayBeOffBySix_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<bool>("holds");
        QTest::newRow("six more") << "1000.02" << true;
        QTest::newRow("seven more") << "1000.03" << false;
        QTest::newRow("six less") << "999.90" << true;
        QTest::newRow("seven less") << "999.89" << false;
    }
    void twelveRoundedFiguresMayBeOffBySix()
    {
        QFETCH(QString, crm);
        QFETCH(bool, holds);
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, "arr=" + crm, {"83.33 2020-01-01"});
        const Cause cause = explainAmount(sideOf(data, "crm"), sideOf(data, "billing"), 0, {0, 0}, false).cause;
        QCOMPARE(cause == Cause::MonthlyAsAnnual, holds);
    }

    void aFamilyExplainsWhatNoEarlierRuleDoes()
    {
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, "arr=200", {"100 2020-01-01"});
        const CauseFinding family = explainAmount(sideOf(data, "crm"), sideOf(data, "billing"), 0, {}, true);
        QCOMPARE(family.cause, Cause::ParentChild);
        QCOMPARE(family.evidence.back().sentence, familyAgreement());
        QVERIFY(family.evidence.back().holds);
        QVERIFY(!family.evidence.front().holds); // it is not twelve times the other
        test::WorkspaceFixture twelve;
        test::fillOneCustomer(twelve, "arr=1200", {"100 2020-01-01"});
        QCOMPARE(
            explainAmount(sideOf(twelve, "crm"), sideOf(twelve, "billing"), 0, {}, true).cause, Cause::MonthlyAsAnnual);
    }

    void duplicateRecordIsTheOneThatIsTooMuch_data()
    {
        QTest::addColumn<int>("other"); // what the other system has, in cents
        QTest::addColumn<QString>("record");
        QTest::newRow("without the first") << 700 << "A1";
        QTest::newRow("without the second") << 1000 << "A2";
        QTest::newRow("at the tolerance") << 800 << "A1";
        QTest::newRow("a cent over") << 801 << "";
        QTest::newRow("a cent under") << 599 << "";
        QTest::newRow("both are needed") << 1700 << "";
    }
    void duplicateRecordIsTheOneThatIsTooMuch()
    {
        QFETCH(int, other);
        QFETCH(QString, record);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const char *id : {"A1", "A2", "A3"})
            data.account("billing", id, "Acme");
        data.subscription("billing", "a", "A1", "10", "2026-01-01");
        data.subscription("billing", "b", "A2", "7", "2026-01-01");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        data.settle();
        QCOMPARE(QString::fromStdString(duplicateRecord(sideOf(data, "billing"), 0, other, {})), record);
    }

    void twoRecordsOfOneCustomer()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.account("billing", "A1", "Acme");
        data.account("billing", "A2", "Acme");
        data.subscription("billing", "a", "A1", "10", "2026-01-01");
        data.subscription("billing", "b", "A2", "10", "2026-01-01");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT min(account) FROM account)", {});
        data.settle();
        QCOMPARE(duplicateRecord(sideOf(data, "billing"), 0, 1000, {}), std::string("A1"));
    }

    void oneRecordIsNoDuplicate()
    {
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, "arr=200", {"100 2020-01-01"});
        QCOMPARE(duplicateRecord(sideOf(data, "billing"), 0, 0, {}), std::string());
    }

    void numbersHaveFourDigitsOrMore()
    {
        QCOMPARE(breakNumber(1), std::string("BR-0001"));
        QCOMPARE(breakNumber(412), std::string("BR-0412"));
        QCOMPARE(breakNumber(9999), std::string("BR-9999"));
        QCOMPARE(breakNumber(10000), std::string("BR-10000"));
    }
};

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
