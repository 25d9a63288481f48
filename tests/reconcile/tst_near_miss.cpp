#include "core/reconcile/near_miss.h"
#include "tests/reconcile/one_customer.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;
using test::sideOf;

/// What an amount that no rule explains comes near to (docs/calculation.md, Reconciliation, "Nearest cause").
class TestNearMiss : public QObject {
    Q_OBJECT
private slots:
    /// What an unexplained amount comes near to, and what speaks against it.
    void theNearestCause_data()
    {
        QTest::addColumn<QString>("crm");
        QTest::addColumn<QStringList>("billing");
        QTest::addColumn<QString>("nearest"); // empty for none
        QTest::addColumn<QString>("against");
        const auto row = [](const char *name, const char *crm, const QStringList &billing, const char *nearest,
                             const char *against) {
            QTest::newRow(name) << QStringLiteral("arr=%1").arg(QString::fromLatin1(crm)) << billing
                                << QString::fromLatin1(nearest) << QString::fromLatin1(against);
        };
        const QString always = QStringLiteral("%1 2020-01-01");
        row("months", "25.01", {always.arg(2)}, "monthly_as_annual", "twelve times billing is");
        row("months, by a twentieth", "240", {always.arg(19)}, "monthly_as_annual", "twelve times billing is 12.00");
        row("months, by over a twentieth", "25.30", {always.arg(2)}, "", "");
        row("days", "190", {"100 2020-01-01 2026-11-10", "190 2026-11-11"}, "timing", "more than 10 days away");
        row("45 days", "190", {"100 2020-01-01 2026-12-14", "190 2026-12-15"}, "timing", "on 2026-12-15");
        row("46 days", "190", {"100 2020-01-01 2026-12-15", "190 2026-12-16"}, "", "");
        row("a contract", "101.01", {always.arg(100), always.arg(250)}, "partial_sum",
            "one of the contracts of billing");
        row("all but one", "321.01", {always.arg(100), always.arg(250), always.arg(70)}, "partial_sum",
            "all but one of the contracts of billing");
        row("years", "300", {always.arg(100)}, "multi_year_total", "no contract runs as many years");
        row("a discount of long ago", "100", {"100 2020-01-01 2025-10-30", "190 2025-10-31"}, "discount_expiry",
            "over 12 months ago");
        row("a discount", "101.01", {"100 2020-01-01 2026-05-31", "190 2026-06-01"}, "discount_expiry",
            "what billing had until");
        row("11 days ago, and 10 since it changed", "190", {"190 2020-01-01 2026-10-20", "100 2026-10-21"}, "timing",
            "on 2026-10-20");
        row("days ago", "190", {"190 2020-01-01 2026-10-01", "100 2026-10-02"}, "timing", "on 2026-10-01");
        row("what fits before what is near", "240", {"19 2020-01-01 2026-11-20", "240 2026-11-21"}, "timing",
            "on 2026-11-21");
        row("of equals the first rule's", "200", {"100 2020-01-01 2026-11-19", "200 2026-11-20"}, "timing",
            "on 2026-11-20");
        row("five times", "500", {always.arg(100)}, "multi_year_total", "crm is 5 times billing");
        row("six times", "600", {always.arg(100)}, "", "");
        row("two times a cent, at the tolerance", "0.01", {always.arg("1.02")}, "multi_year_total",
            "billing is 2 times crm");
        row("a discount of long ago, at the tolerance", "101", {"100 2020-01-01 2025-10-30", "190 2025-10-31"},
            "discount_expiry", "over 12 months ago");
        row("a price until the day before, and the most uplift", "100", {"102 2020-01-01 2026-10-30", "125 2026-10-31"},
            "price_uplift", "until 2026-10-31");
        row("a price of one day", "100", {"80 2020-01-01 2026-05-30", "102 2026-05-31 2026-05-31", "125 2026-06-01"},
            "price_uplift", "until 2026-06-01");
        row("nothing is no price", "0.50", {always.arg(100)}, "", "");
        row("a cent is one", "0.50", {"0.01 2020-01-01 2025-05-31", "100 2025-06-01"}, "discount_expiry",
            "over 12 months ago");
        row("a new contract at the same price", "100", {"104 2020-01-01 2026-05-31", "104 2026-06-01"}, "", "");
        row("of nothing there is none, be a contract near", "0;status=active", {always.arg(100), always.arg("0.02")},
            "", "");
        row("nothing", "1432.56", {always.arg(1234.56)}, "", "");
        row("of nothing there is none", "0;status=active", {always.arg(100)}, "", "");
    }
    void theNearestCause()
    {
        QFETCH(QString, crm);
        QFETCH(QStringList, billing);
        QFETCH(QString, nearest);
        QFETCH(QString, against);
        test::WorkspaceFixture data;
        test::fillOneCustomer(data, crm, billing);
        const CauseFinding found = explainAmount(sideOf(data, "crm"), sideOf(data, "billing"), 0, {}, false);
        QCOMPARE(found.cause, Cause::Unexplained);
        QCOMPARE(found.nearest ? QString::fromLatin1(toString(*found.nearest)) : QString(), nearest);
        const QString last = QString::fromStdString(found.evidence.back().sentence.english());
        QCOMPARE(last.startsWith(QStringLiteral("Nearest is ")), !nearest.isEmpty());
        QVERIFY2(last.contains(against), qPrintable(last));
        QVERIFY(!found.evidence.back().holds);
    }

    /// Whichever stands left; and not at all where one side has nothing.
    void nearFromEitherSide()
    {
        test::WorkspaceFixture data;
        test::fillOneCustomer(
            data, QStringLiteral("arr=25.01"), {QStringLiteral("2 2020-01-01")}); // twelve times 2 is 24: 1.01 off
        const Side crm = sideOf(data, "crm");
        const Side billing = sideOf(data, "billing");
        const auto miss = nearMiss(crm, billing, 0, {});
        QVERIFY(miss);
        QCOMPARE(miss->cause, Cause::MonthlyAsAnnual);
        QCOMPARE(miss->against.english(), nearMiss(billing, crm, 0, {})->against.english());
        QVERIFY2(miss->against.english().find("1.01 USD") != std::string::npos
                || miss->against.english().find("USD 1.01") != std::string::npos,
            miss->against.english().c_str());
        test::WorkspaceFixture none;
        test::fillOneCustomer(none, QStringLiteral("arr=0;status=active"), {QStringLiteral("2 2020-01-01")});
        QVERIFY(!nearMiss(sideOf(none, "crm"), sideOf(none, "billing"), 0, {}));
    }
};

QTEST_GUILESS_MAIN(TestNearMiss)
#include "tst_near_miss.moc"
