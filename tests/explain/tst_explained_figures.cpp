#include "core/reconcile/reconciliation.h"
#include "tests/explain/explained.h"

using namespace qd;
using namespace qd::explain;
using namespace qd::test;

/// Figures that are no measure of ARR over time, opened to customers and rows.
class TestExplainedFigures : public QObject {
    Q_OBJECT
private slots:
    /// A renewed for less, B for more, C lost, D pending, E due after the window.
    void renewals()
    {
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "1000", "2025-08-01", "2026-07-31");
        data.subscription("billing", "a2", "A", "800", "2026-08-01", "2027-07-31");
        data.subscription("billing", "b1", "B", "500", "2025-08-01", "2026-07-31");
        data.subscription("billing", "b2", "B", "700", "2026-08-01", "2027-07-31");
        data.subscription("billing", "c1", "C", "300", "2025-09-01", "2026-08-31");
        data.subscription("billing", "d1", "D", "200", "2025-10-21", "2026-10-20");
        data.subscription("billing", "e1", "E", "50", "2026-01-01", "2026-12-31");
        data.subscription("billing", "f1", "F", "60", "2026-01-01", "2027-01-30"); // 91 days ahead
        data.subscription("billing", "g1", "G", "70", "2026-01-01", "2027-01-29"); // 90
        data.settle();
        const Explanation rate = told(data, over("renewal_rate", {2026, 7}, {2026, 10}));
        addsUp(rate);
        QCOMPARE(accountsOf(data, rate), std::string("A 80000/100000, B 50000/50000, C 0/30000"));
        QCOMPARE(rowsOf(rate),
            std::string("a1 opening 100000, a2 closing 80000, b1 opening 50000, b2 closing 70000, c1 opening 30000"));
        QCOMPARE(rate.rate().value(), 1300.0 / 1800);
        QCOMPARE(rate.window.firstDay.value().iso(), std::string("2026-07-01"));
        QCOMPARE(rate.window.lastDay.value().iso(), std::string("2026-10-31"));
        const Explanation due = told(data, on("due_arr"));
        addsUp(due);
        QCOMPARE(accountsOf(data, due), std::string("E 5000, G 7000"));
        QCOMPARE(rowsOf(due), std::string("e1 due 5000, g1 due 7000"));
    }

    void theBridge()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        for (const char *source : {"crm", "billing"}) {
            data.account(source, "A", "Acme", "domain=acme.example");
            data.account(source, "B", "Birch", "domain=birch.example");
        }
        data.subscription("crm", "ca", "A", "12000", "2025-01-01");
        data.subscription("billing", "ba", "A", "1000", "2025-01-01");
        data.subscription("crm", "cb", "B", "500", "2025-01-01");
        data.subscription("billing", "bb", "B", "500", "2025-01-01");
        data.settle();
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const auto pair = portfolio->defaultPair();
        Progress progress;
        const auto expected = reconcile::reconcile(*portfolio, {pair->left, pair->right, {}}, progress);
        QVERIFY(!expected->bridge.empty());
        for (const reconcile::BridgeStep &step : expected->bridge) {
            const std::string metric = std::string("bridge:") + toString(step.cause);
            const Explanation found = told(data, on(metric.c_str()));
            QCOMPARE(found.numerator, step.amount);
            QCOMPARE(int(found.accounts.size()), step.count);
            for (const ExplainedAccount &part : found.accounts)
                QCOMPARE(sumOf(found, part.account, "right") - sumOf(found, part.account, "left"), part.numerator);
        }
        QCOMPARE(told(data, on("bridge:duplicate")).numerator, 0);
    }

    void cohorts_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("accounts");
        QTest::newRow("logo") << "cohort:logo:2025-01:6"
                              << "A 1/1, B 0/1";
        QTest::newRow("nrr") << "cohort:nrr:2025-01:6"
                             << "A 15000/10000, B 0/5000";
        QTest::newRow("grr") << "cohort:grr:2025-01:6"
                             << "A 10000/10000, B 0/5000";
        QTest::newRow("arr") << "cohort:arr:2025-01:6"
                             << "A 15000, B 0";
        QTest::newRow("by quarter") << "cohort:nrr:2025Q1:2"
                                    << "A 15000/10000, B 0/5000";
    }
    void cohorts()
    {
        QFETCH(QString, metric);
        QFETCH(QString, accounts);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        data.subscription("billing", "a1", "A", "100", "2025-01-10", "2025-05-31");
        data.subscription("billing", "a2", "A", "150", "2025-06-01");
        data.subscription("billing", "b1", "B", "50", "2025-01-01", "2025-06-30");
        data.subscription("billing", "c1", "C", "50", "2025-07-01");
        data.settle();
        const Explanation found = told(data, on(qPrintable(metric)));
        addsUp(found);
        QCOMPARE(QString::fromStdString(accountsOf(data, found)), accounts);
        QCOMPARE(rowsOf(found), std::string("a1 opening 10000, a2 closing 15000, b1 opening 5000"));
        QCOMPARE(asked(data, on("cohort:nrr:2025-02:1")).error().code, ErrorCode::NotFound);
    }

    /// A left on day 31, C on day 90 and came back; B is seen for 50 days, D goes on: S(31) = 3/4, and at 90 two are at
    /// risk, so S(90) = 3/4 x 1/2. B counts as not seen to leave.
    void survival_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("accounts");
        QTest::addColumn<double>("share");
        QTest::newRow("before anybody left") << "survival:30"
                                             << "A 1/1, B 1/1, C 1/1, D 1/1" << 1.0;
        QTest::newRow("on the day") << "survival:31"
                                    << "A 0/1, B 1/1, C 1/1, D 1/1" << 0.75;
        QTest::newRow("after B is out of sight") << "survival:90"
                                                 << "A 0/1, B 1/1, C 0/1, D 1/1" << 0.375;
        QTest::newRow("beyond all") << "survival:9999"
                                    << "A 0/1, B 1/1, C 0/1, D 1/1" << 0.375;
    }
    void survival()
    {
        QFETCH(QString, metric);
        QFETCH(QString, accounts);
        QFETCH(double, share);
        test::WorkspaceFixture data;
        data.source("billing", "billing");
        for (const char *name : {"A", "B", "C", "D", "E"})
            data.account("billing", name, name, *name == 'D' ? "segment=SMB" : "");
        data.subscription("billing", "a1", "A", "100", "2026-01-01", "2026-01-31");
        data.subscription("billing", "b1", "B", "100", "2026-09-11"); // 50 days to 31 October
        data.subscription("billing", "c1", "C", "100", "2026-01-01", "2026-03-31");
        data.subscription("billing", "c2", "C", "100", "2026-05-01");
        data.subscription("billing", "d0", "D", "0", "2025-01-01", "2025-12-31"); // a trial is no life
        data.subscription("billing", "d1", "D", "100", "2026-01-01");
        data.subscription("billing", "e1", "E", "100", "2026-11-01"); // not yet
        data.settle();
        const Explanation found = told(data, on(qPrintable(metric)));
        addsUp(found);
        QCOMPARE(QString::fromStdString(accountsOf(data, found)), accounts);
        QCOMPARE(found.rate().value(), share);
        QCOMPARE(found.window.asOf.value().iso(), std::string("2026-10-31"));
        QStringList rows;
        for (const ExplainedRow &row : found.rows) {
            QVERIFY(!row.amount && row.end.empty());
            rows << QString::fromStdString(row.id);
        }
        QCOMPARE(rows, (QStringList{"a1", "b1", "c1", "c2", "d1"}));
        QCOMPARE(found.accounts[1].life->time, 50.0);
        QVERIFY(!found.accounts[1].life->event);
        Request ofGroup = on(qPrintable(metric));
        ofGroup.by = "segment";
        ofGroup.group = "SMB";
        QCOMPARE(accountsOf(data, told(data, ofGroup)), std::string("D 1/1"));
        QVERIFY(!told(data, on(qPrintable(metric), "2025-01-01")).rate()); // a trial, and nobody yet
        QCOMPARE(asked(data, on(qPrintable(metric), "2024-12-31")).error().code, ErrorCode::NoData); // nothing at all
    }
};

QTEST_GUILESS_MAIN(TestExplainedFigures)
#include "tst_explained_figures.moc"
